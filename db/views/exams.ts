// What other domains may read of exams.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/exams.ts'

/** Which sheets an enrolment has sat; how each stands is its workflow's. */
export const attempts = subqueries.select({ id: own.attempts.id, enrolmentId: own.attempts.enrolmentId }).from(own.attempts).as('attempts')
