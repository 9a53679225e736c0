// Published courses and compiled lessons.
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

/** What a cohort studies, frozen once published: the course's files, by content hash. */
export const courseVersions = sqliteTable(
  'course_versions',
  {
    id: text('id').primaryKey(),
    courseSlug: text('course_slug').notNull(),
    title: text('title').notNull(),
    tier: text('tier', { enum: ['leadership', 'township', 'entrepreneur'] }).notNull(),
    contentHash: text('content_hash').notNull(),
    /** Everything a reader needs: course data, lesson sources and questions, as of the day of publication. */
    content: text('content', { mode: 'json' }).$type<unknown>().notNull(),
    publishedAt: integer('published_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), uniqueIndex('course_versions_once').on(row.courseSlug, row.contentHash)],
)

/** The version of a course that new classes get; without a row it is the course's folder of the release. */
export const courseOffers = sqliteTable(
  'course_offers',
  {
    courseSlug: text('course_slug').primaryKey(),
    /** Null if the course is not offered any more. */
    courseVersionId: text('course_version_id').references(() => courseVersions.id),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), index('course_offers_by_version').on(row.courseVersionId)],
)

/** Compiled lessons, by the hash of pipeline and source. A cache: may be emptied at any time. */
export const lessonRenders = sqliteTable(
  'lesson_renders',
  {
    hash: text('hash').primaryKey(),
    lesson: text('lesson', { mode: 'json' })
      .$type<{
        html: string
        frontMatter: { title: string; summary: string; minutes: number; objectives: string[] }
        sections: { id: string; title: string }[]
      }>()
      .notNull(),
    madeAt: integer('made_at', { mode: 'timestamp_ms' }).notNull(),
  },
  tableRules,
)
