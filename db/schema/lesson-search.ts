// What lessons, sections, explained words and questions are found by. The full-text index over it is in the migration
// (db/lesson-search.ts).
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { courseVersions } from './courses.ts'
import { tableRules } from './rules.ts'

/** The passages of each frozen course version: what a search gives one result for. Only ever added, like versions themselves. */
export const lessonPassages = sqliteTable(
  'lesson_passages',
  {
    id: integer('id').primaryKey(),
    courseVersionId: text('course_version_id')
      .notNull()
      .references(() => courseVersions.id),
    kind: text('kind', { enum: ['lesson', 'section', 'word', 'question'] }).notNull(),
    lessonSlug: text('lesson_slug').notNull(),
    /** s1, s2 and so on; null for a lesson as a whole, and for a question. */
    section: text('section'),
    /** The id of a question, the term of a word. */
    key: text('key'),
    lessonTitle: text('lesson_title').notNull(),
    /** The title, the term, or what is asked. */
    heading: text('heading').notNull(),
    /** Everything else, as readers see it; a new line for each block. */
    body: text('body').notNull(),
  },
  (row) => [...tableRules(row), index('lesson_passages_of_version').on(row.courseVersionId)],
)

/** The versions whose passages are all there. */
export const searchedVersions = sqliteTable(
  'searched_versions',
  {
    courseVersionId: text('course_version_id')
      .primaryKey()
      .references(() => courseVersions.id),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  tableRules,
)
