// What trainees hand in for the tasks of lessons, and what their instructors say to it. Whether it waits, is accepted or is to be done again
// is a life cycle (`workflows`), by the same id.
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { attachments } from './attachments.ts'
import { cohorts } from './cohorts.ts'
import { courseVersions } from './courses.ts'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

/** All that one trainee handed in for one task in one class. */
export const taskWorks = sqliteTable(
  'task_works',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    courseSlug: text('course_slug').notNull(),
    lessonSlug: text('lesson_slug').notNull(),
    /** As the lesson names it. */
    task: text('task').notNull(),
    /** Since when its instructor is waited for; null if he is not. Follows from its life cycle. */
    waitingSince: moment('waiting_since'),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('task_works_of_person').on(row.personId, row.cohortId, row.courseSlug, row.lessonSlug, row.task),
    index('task_works_waiting').on(row.waitingSince),
    index('task_works_of_class').on(row.cohortId, row.waitingSince),
  ],
)

/** What was handed in once. Handed in again, it is another row. */
export const taskSubmissions = sqliteTable(
  'task_submissions',
  {
    id: text('id').primaryKey(),
    workId: text('work_id')
      .notNull()
      .references(() => taskWorks.id),
    /** In the order of arrival, from 1. */
    ordinal: integer('ordinal').notNull(),
    /** The version in which she read the task. */
    courseVersionId: text('course_version_id')
      .notNull()
      .references(() => courseVersions.id),
    text: text('text').notNull(),
    link: text('link'),
    pictureId: text('picture_id').references(() => attachments.id),
    voiceId: text('voice_id').references(() => attachments.id),
    at: moment('at').notNull(),
  },
  (row) => [...tableRules(row), uniqueIndex('task_submissions_in_order').on(row.workId, row.ordinal)],
)

/** What an instructor said to it. One that was taken back stays, and the trainee does not see it any more. */
export const taskVerdicts = sqliteTable(
  'task_verdicts',
  {
    id: text('id').primaryKey(),
    workId: text('work_id')
      .notNull()
      .references(() => taskWorks.id),
    /** The latest that was handed in when he said it. */
    submissionId: text('submission_id')
      .notNull()
      .references(() => taskSubmissions.id),
    verdict: text('verdict', { enum: ['accepted', 'again'] }).notNull(),
    words: text('words').notNull(),
    voiceId: text('voice_id').references(() => attachments.id),
    by: text('by').notNull(),
    at: moment('at').notNull(),
    takenBackBy: text('taken_back_by'),
    takenBackAt: moment('taken_back_at'),
  },
  (row) => [...tableRules(row), index('task_verdicts_of_work').on(row.workId, row.at)],
)
