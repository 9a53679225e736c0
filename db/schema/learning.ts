// How far each person has come in each lesson. Rows are only added, so late, repeated and reordered events lead to the
// same result.
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { courseVersions } from './courses.ts'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'

export const sectionProgress = sqliteTable(
  'section_progress',
  {
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    courseSlug: text('course_slug').notNull(),
    lessonSlug: text('lesson_slug').notNull(),
    section: text('section').notNull(),
    /** The earliest time given by any event. */
    firstAt: integer('first_at', { mode: 'timestamp_ms' }).notNull(),
    receivedAt: integer('received_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    primaryKey({ columns: [row.personId, row.courseSlug, row.lessonSlug, row.section] }),
    index('section_progress_of_person').on(row.personId, row.receivedAt),
  ],
)

/** What a trainee answered to an inline check or ticked on a checklist, so that it is not asked twice. Never counted. */
export const lessonMarks = sqliteTable(
  'lesson_marks',
  {
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    courseSlug: text('course_slug').notNull(),
    lessonSlug: text('lesson_slug').notNull(),
    /** `check:<id>` or `item:<checklist>/<id>` */
    key: text('key').notNull(),
    value: text('value').notNull(),
    markedAt: integer('marked_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.personId, row.courseSlug, row.lessonSlug, row.key] })],
)

/**
 * What instructors count: that a section was not understood, and which option of a check was chosen first. By the version in which it
 * was said, so that a class that is moved takes nothing along to a section that only has the same number.
 */
export const versionMarks = sqliteTable(
  'version_marks',
  {
    courseVersionId: text('course_version_id')
      .notNull()
      .references(() => courseVersions.id),
    lessonSlug: text('lesson_slug').notNull(),
    /** `stuck:<section>` or `check:<id>` */
    key: text('key').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    /** The latest value, by the phone's clock. */
    value: text('value').notNull(),
    markedAt: integer('marked_at', { mode: 'timestamp_ms' }).notNull(),
    /** The first value, by the same clock. */
    firstValue: text('first_value').notNull(),
    firstAt: integer('first_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    primaryKey({ columns: [row.courseVersionId, row.lessonSlug, row.key, row.personId] }),
    index('version_marks_of_person').on(row.personId, row.courseVersionId),
  ],
)
