// How far each person has come in each lesson. Rows are only ever added, so late, doubled and shuffled events end alike.
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const sectionProgress = sqliteTable(
  'section_progress',
  {
    personId: text('person_id').notNull(),
    courseSlug: text('course_slug').notNull(),
    lessonSlug: text('lesson_slug').notNull(),
    section: text('section').notNull(),
    /** The earliest that any event said. */
    firstAt: integer('first_at', { mode: 'timestamp_ms' }).notNull(),
    receivedAt: integer('received_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.personId, row.courseSlug, row.lessonSlug, row.section] }),
    index('section_progress_of_person').on(row.personId, row.receivedAt),
  ],
)
