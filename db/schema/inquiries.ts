// What trainees ask about a section of a lesson, and what their instructors answer.
import { type AnySQLiteColumn, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { attachments } from './attachments.ts'
import { cohorts } from './cohorts.ts'
import { courseVersions } from './courses.ts'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'
import { workflows } from './workflow.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

/** The section that it is about, as it was read then: a later version may number it otherwise, so that it is found again by its heading. */
const aboutSection = () => ({
  courseVersionId: text('course_version_id')
    .notNull()
    .references(() => courseVersions.id),
  courseSlug: text('course_slug').notNull(),
  lessonSlug: text('lesson_slug').notNull(),
  section: text('section').notNull(),
  heading: text('heading').notNull(),
})

/** A question of a trainee to the instructors of her class. */
export const inquiries = sqliteTable(
  'inquiries',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    ...aboutSection(),
    /** At least one of the three. */
    text: text('text'),
    pictureId: text('picture_id').references(() => attachments.id),
    voiceId: text('voice_id').references(() => attachments.id),
    askedAt: moment('asked_at').notNull(),
    /** The reply that it has now. */
    replyId: text('reply_id').references((): AnySQLiteColumn => replies.id),
  },
  (row) => [
    ...tableRules(row),
    index('inquiries_of_person').on(row.personId, row.courseSlug, row.lessonSlug),
    index('inquiries_of_cohort').on(row.cohortId, row.replyId),
    index('inquiries_of_reply').on(row.replyId),
  ],
)

/** What was answered, once for all who asked the same in a class. */
export const replies = sqliteTable(
  'replies',
  {
    /** Also the id of its workflow: whether the class is shown it. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    ...aboutSection(),
    /** Names what was answered at once: the replies to several classes share it, and are corrected together. */
    givenAs: text('given_as').notNull(),
    repliedAt: moment('replied_at').notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('replies_of_cohort').on(row.cohortId, row.courseSlug, row.lessonSlug),
    index('replies_by_time').on(row.repliedAt),
    index('replies_given_together').on(row.givenAs),
  ],
)

/** The words of a reply; the last ones count, the others are kept. Append only. */
export const replyWordings = sqliteTable(
  'reply_wordings',
  {
    replyId: text('reply_id')
      .notNull()
      .references(() => replies.id),
    /** From 1. */
    ordinal: integer('ordinal').notNull(),
    /** What is answered: in words, by voice, or both. */
    text: text('text'),
    voiceId: text('voice_id').references(() => attachments.id),
    /** The question as the class reads it, in the instructor's words; null until it was to be shown once. */
    question: text('question'),
    /** The photograph and the voice of one who asked, if the instructor chose to show them too. */
    questionPictureId: text('question_picture_id').references(() => attachments.id),
    questionVoiceId: text('question_voice_id').references(() => attachments.id),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.replyId, row.ordinal] })],
)
