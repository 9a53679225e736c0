// What other domains may read of cohorts, who is in them, and who completed.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/cohorts.ts'

export const cohorts = subqueries
  .select({
    id: own.cohorts.id,
    number: own.cohorts.number,
    name: own.cohorts.name,
    tier: own.cohorts.tier,
    courseVersionId: own.cohorts.courseVersionId,
    countyCode: own.cohorts.countyCode,
    regionCode: own.cohorts.regionCode,
    place: own.cohorts.place,
    startsOn: own.cohorts.startsOn,
    endsOn: own.cohorts.endsOn,
  })
  .from(own.cohorts)
  .as('cohorts')

/** The days on which classes met. */
export const classSessions = subqueries
  .select({ id: own.classSessions.id, cohortId: own.classSessions.cohortId, day: own.classSessions.day })
  .from(own.classSessions)
  .as('class_sessions')

export const enrolments = subqueries
  .select({
    id: own.enrolments.id,
    cohortId: own.enrolments.cohortId,
    personId: own.enrolments.personId,
    enrolledAt: own.enrolments.enrolledAt,
  })
  .from(own.enrolments)
  .as('enrolments')

/** Who completed which cohort, with both clocks. */
export const completions = subqueries
  .select({
    id: own.completions.id,
    enrolmentId: own.completions.enrolmentId,
    personId: own.completions.personId,
    cohortId: own.completions.cohortId,
    day: own.completions.day,
    knownAt: own.completions.knownAt,
    supersededAt: own.completions.supersededAt,
  })
  .from(own.completions)
  .as('completions')

/** Attendance as it was marked, with all corrections. */
export const attendanceMarks = subqueries
  .select({
    sessionId: own.attendanceMarks.sessionId,
    enrolmentId: own.attendanceMarks.enrolmentId,
    mark: own.attendanceMarks.mark,
    reason: own.attendanceMarks.reason,
    at: own.attendanceMarks.at,
  })
  .from(own.attendanceMarks)
  .as('attendance_marks')
