// Access rules of exams: each predicate with its twin for queries. Used on the server only.
import type { SQL } from 'drizzle-orm'
import { within } from '#app/access/within.server.ts'
import { covers, hasDuty, getReach, type Viewer } from '#app/access/viewer.ts'
import { forbidden } from '#app/refusal.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'

/** What decides who reaches a candidate's attempt: the candidate's residence, cohort and person. */
export interface CandidatePlace {
  personRegion: string
  cohortId: string
  personId: string
}

export interface CohortPlace {
  regionCode: string
  cohortId: string
}

/** Whether the viewer is the candidate, who alone gives answers, and only while the account is a trainee's. */
export const canSit = (viewer: Viewer, { personId }: { personId: string }) => covers(getReach(viewer, 'exams.sit'), { person: personId })

/** The twin of `canSit`. */
export const sittableBy = (viewer: Viewer): SQL | undefined => within(getReach(viewer, 'exams.sit'), { person: enrolments.personId })

export const canPlanExam = (viewer: Viewer, { regionCode, cohortId }: CohortPlace) =>
  covers(getReach(viewer, 'exams.plan'), { region: regionCode, cohort: cohortId })

/** Whether the viewer may see the result: officers of the people of their region, instructors of their cohort, trainees their own. */
export const canSeeResult = (viewer: Viewer, { personRegion, cohortId, personId }: CandidatePlace) =>
  covers(getReach(viewer, 'results.see'), { region: personRegion, cohort: cohortId, person: personId })

/** The reach at the desk, which does not include a trainee's own results. */
const atDesk = (viewer: Viewer) => ({ ...getReach(viewer, 'results.see'), personId: null })

/** Whether the viewer may see the results of a cohort even if nobody of their region is in it. */
export const canSeeCohortResults = (viewer: Viewer, { regionCode, cohortId }: CohortPlace) =>
  covers(atDesk(viewer), { region: regionCode, cohort: cohortId })

/** The twin of `canSeeResult` for desks, for queries that join persons and cohorts. */
export const resultsVisibleTo = (viewer: Viewer): SQL | undefined =>
  within(atDesk(viewer), { region: persons.regionCode, cohort: cohorts.id })

/**
 * Throws 403 unless the viewer may review passes that came about when the right answers could already be read: the administrator, who
 * revokes certificates.
 */
export function requireReviewer(viewer: Viewer) {
  if (!hasDuty(viewer, 'certificates.revoke')) throw forbidden('只有管理员能看这份名单。')
}
