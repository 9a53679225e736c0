// Cohorts, their people, their sessions, attendance and completions.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { yearOfDay } from '../dialect/dialect.ts'
import { courseVersions } from './courses.ts'
import { persons } from './households.ts'
import { workflows } from './workflow.ts'
import { tableRules } from './rules.ts'

export const cohorts = sqliteTable(
  'cohorts',
  {
    /** Also the id of its workflow, which has its state. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    /** 第 N 期, unique in the county among the classes that begin in the same year. */
    number: integer('number').notNull(),
    name: text('name').notNull(),
    tier: text('tier', { enum: ['leadership', 'township', 'entrepreneur'] }).notNull(),
    courseVersionId: text('course_version_id')
      .notNull()
      .references(() => courseVersions.id),
    countyCode: text('county_code').notNull(),
    /** The township (9 digits) or county (6) where it is held. */
    regionCode: text('region_code').notNull(),
    place: text('place').notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    /** Share of the class sessions that must be attended, in per cent. */
    attendanceRequired: integer('attendance_required').notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('cohorts_one_a_number_and_year').on(row.countyCode, yearOfDay(row.startsOn), row.number),
    index('cohorts_by_region').on(row.regionCode),
  ],
)

export const classSessions = sqliteTable(
  'class_sessions',
  {
    id: text('id').primaryKey(),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    day: text('day').notNull(),
    /** `09:00` */
    startsAt: text('starts_at').notNull(),
    topic: text('topic').notNull(),
    place: text('place').notNull(),
  },
  (row) => [...tableRules(row), index('class_sessions_of_cohort').on(row.cohortId, row.day)],
)

export const enrolments = sqliteTable(
  'enrolments',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    enrolledAt: integer('enrolled_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('enrolments_once').on(row.cohortId, row.personId),
    index('enrolments_of_person').on(row.personId),
  ],
)

/** Append only: a correction is a later row for the same session and enrolment, with its reason. */
export const attendanceMarks = sqliteTable(
  'attendance_marks',
  {
    id: text('id').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => classSessions.id),
    enrolmentId: text('enrolment_id')
      .notNull()
      .references(() => enrolments.id),
    mark: text('mark', { enum: ['present', 'late', 'absent', 'excused'] }).notNull(),
    /** How it was taken: called by the officer, made up on a visit … */
    how: text('how', { enum: ['list', 'visit', 'paper'] }).notNull(),
    reason: text('reason'),
    markedBy: text('marked_by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('attendance_marks_of_enrolment').on(row.enrolmentId, row.sessionId),
    index('attendance_marks_of_session').on(row.sessionId),
  ],
)

/** A person completed a cohort: the fact that every figure about trained people counts. Two clocks, as for spells. */
export const completions = sqliteTable(
  'completions',
  {
    id: text('id').primaryKey(),
    enrolmentId: text('enrolment_id')
      .notNull()
      .references(() => enrolments.id),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    /** The day on which the last condition was met. */
    day: text('day').notNull(),
    knownAt: integer('known_at', { mode: 'timestamp_ms' }).notNull(),
    supersededAt: integer('superseded_at', { mode: 'timestamp_ms' }),
  },
  (row) => [
    ...tableRules(row),
    index('completions_by_day').on(row.day),
    index('completions_of_person').on(row.personId),
    index('completions_of_cohort').on(row.cohortId),
    index('completions_of_enrolment').on(row.enrolmentId),
    uniqueIndex('completions_one_believed')
      .on(row.enrolmentId)
      .where(sql`${row.supersededAt} IS NULL`),
  ],
)
