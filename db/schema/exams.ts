// Exams, attempts and every answer received.
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { cohorts, enrolments } from './cohorts.ts'
import { workflows } from './workflow.ts'
import { tableRules } from './rules.ts'

/**
 * The blueprint: how many questions of each kind, how long, the pass mark. Its questions come from the cohort's course
 * version.
 */
export const exams = sqliteTable(
  'exams',
  {
    id: text('id').primaryKey(),
    cohortId: text('cohort_id')
      .notNull()
      .unique()
      .references(() => cohorts.id),
    title: text('title').notNull(),
    single: integer('single').notNull(),
    multiple: integer('multiple').notNull(),
    trueFalse: integer('true_false').notNull(),
    minutes: integer('minutes').notNull(),
    /** Per cent of the points. */
    passMark: integer('pass_mark').notNull(),
    attemptsAllowed: integer('attempts_allowed').notNull(),
    opensAt: integer('opens_at', { mode: 'timestamp_ms' }).notNull(),
    closesAt: integer('closes_at', { mode: 'timestamp_ms' }).notNull(),
  },
  tableRules,
)

/** How many questions of an exam are of a lesson, if its plan says so; those that no part names are of any lesson. */
export const examParts = sqliteTable(
  'exam_parts',
  {
    examId: text('exam_id')
      .notNull()
      .references(() => exams.id),
    /** The slug of the lesson. */
    lesson: text('lesson').notNull(),
    /** 1 is easy, 3 is hard; 0 stands for any. */
    difficulty: integer('difficulty').notNull(),
    single: integer('single').notNull(),
    multiple: integer('multiple').notNull(),
    trueFalse: integer('true_false').notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.examId, row.lesson, row.difficulty] })],
)

export const attempts = sqliteTable(
  'attempts',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    examId: text('exam_id')
      .notNull()
      .references(() => exams.id),
    enrolmentId: text('enrolment_id')
      .notNull()
      .references(() => enrolments.id),
    ordinal: integer('ordinal').notNull(),
    /** The seed from which the questions and the order of their options were drawn. */
    seed: text('seed').notNull(),
    questionIds: text('question_ids', { mode: 'json' }).$type<string[]>().notNull(),
    /**
     * Whether the right answers were shown to nobody who could still use them; false for sheets that are older than
     * this rule.
     */
    keysHeldBack: integer('keys_held_back', { mode: 'boolean' }).notNull().default(false),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('attempts_once').on(row.examId, row.enrolmentId, row.ordinal),
    index('attempts_of_enrolment').on(row.enrolmentId),
    index('attempts_keys_seen')
      .on(row.id)
      .where(sql`keys_held_back = 0`),
  ],
)

/** Append only. An answer that is sent twice has the same device and sequence and is one row. */
export const answers = sqliteTable(
  'answers',
  {
    /** The receipt's number. */
    id: text('id').primaryKey(),
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id),
    questionId: text('question_id').notNull(),
    chosen: text('chosen', { mode: 'json' }).$type<string[]>().notNull(),
    /** The page that sent it, and its sequence number there. */
    device: text('device').notNull(),
    sequence: integer('sequence').notNull(),
    /** When it was given, computed from the server's clock; receivedAt is when it arrived. */
    givenAt: integer('given_at', { mode: 'timestamp_ms' }).notNull(),
    receivedAt: integer('received_at', { mode: 'timestamp_ms' }).notNull(),
    /** Decided by the written rule for late answers: see the README of the exams module. */
    status: text('standing', { enum: ['inTime', 'lateCounted', 'lateKept'] }).notNull(),
  },
  (row) => [...tableRules(row), uniqueIndex('answers_once').on(row.attemptId, row.device, row.sequence)], // also serves the look-up by attempt
)
