// Who may see and do what with exams; each predicate beside its twin for queries. Asked on the server only.
import { and, eq, type SQL } from 'drizzle-orm'
import { within } from '#app/modules/accounts/accounts.server.ts'
import { covers, reachOf, type Viewer } from '#app/modules/accounts/viewer.ts'
import { cohorts, enrolments } from '#db/schema/cohorts.ts'

/** Where an attempt lies: its cohort's region, its cohort, its candidate. */
export interface ExamPlace {
  regionCode: string
  cohortId: string
  personId?: string
}

const placeOf = ({ regionCode, cohortId, personId }: ExamPlace) => ({ region: regionCode, cohort: cohortId, person: personId })

/** Only the candidate gives answers, and only while the account is a trainee's. */
export const canSit = (viewer: Viewer, { personId }: { personId: string }) => covers(reachOf(viewer, 'exams.sit'), { person: personId })

export const canPlanExam = (viewer: Viewer, place: ExamPlace) => covers(reachOf(viewer, 'exams.plan'), placeOf(place))

/** Officers and instructors see the results in their scope, trainees their own. */
export const canSeeResults = (viewer: Viewer, place: ExamPlace) => covers(reachOf(viewer, 'results.see'), placeOf(place))

/** The twin of `canSeeResults`, for queries that join cohorts and enrolments. */
export const resultsVisibleTo = (viewer: Viewer): SQL | undefined =>
  within(reachOf(viewer, 'results.see'), { region: cohorts.regionCode, cohort: cohorts.id, person: enrolments.personId })

/** The twin of `canSit`. */
export const sittableBy = (viewer: Viewer): SQL | undefined => within(reachOf(viewer, 'exams.sit'), { person: enrolments.personId })

/** The cohorts whose results as a whole the viewer may see: not a trainee, who sees only his own. */
export const cohortResultsVisibleTo = (viewer: Viewer, cohortId: string): SQL | undefined =>
  and(eq(cohorts.id, cohortId), within({ ...reachOf(viewer, 'results.see'), personId: null }, { region: cohorts.regionCode, cohort: cohorts.id }))

