// What other domains may read of exams.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/exams.ts'

/** Which sheets belong to an enrolment; their state is in their workflow. */
export const attempts = subqueries.select({ id: own.attempts.id, enrolmentId: own.attempts.enrolmentId }).from(own.attempts).as('attempts')

/** Which exam belongs to which class. */
export const exams = subqueries
  .select({ id: own.exams.id, cohortId: own.exams.cohortId, title: own.exams.title })
  .from(own.exams)
  .as('exams')
