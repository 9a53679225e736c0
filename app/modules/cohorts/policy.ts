// Access rules of cohorts; each predicate with its twin for queries. Used on the server only.
import { or, type SQL } from 'drizzle-orm'
import { within } from '#app/access/within.server.ts'
import type { Duty } from '#app/access/roles.ts'
import { covers, type Reach, getReach, type Viewer } from '#app/access/viewer.ts'
import { inValues } from '#db/in-values.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'

export interface CohortPlace {
  id: string
  regionCode: string
}

/** The codes above a region's own: a class that the county holds is open to its townships. */
const above = (code: string) => [6, 9].filter((length) => length < code.length).map((length) => code.slice(0, length))
const regionsAbove = (reach: Reach) => [...new Set(reach.regions.flatMap(above))]

const reaches = (duty: Duty) => (viewer: Viewer, cohort: CohortPlace) =>
  covers(getReach(viewer, duty), { region: cohort.regionCode, cohort: cohort.id })

export function canSeeCohort(viewer: Viewer, cohort: CohortPlace) {
  const reach = getReach(viewer, 'cohorts.see')
  return covers(reach, { region: cohort.regionCode, cohort: cohort.id }) || regionsAbove(reach).includes(cohort.regionCode)
}

/** The twin of `canSeeCohort`. */
export function cohortsVisibleTo(viewer: Viewer): SQL | undefined {
  const reach = getReach(viewer, 'cohorts.see')
  const inside = within(reach, { region: cohorts.regionCode, cohort: cohorts.id })
  const outer = regionsAbove(reach)
  return inside && outer.length > 0 ? or(inside, inValues(cohorts.regionCode, outer)) : inside
}

export const canPlanCohort = (viewer: Viewer, regionCode: string) => covers(getReach(viewer, 'cohorts.plan'), { region: regionCode })
export const canRunCohort = reaches('cohorts.run')
/** Taking back that a class is completed or cancelled. */
export const canReopenCohort = reaches('cohorts.reopen')

export interface TraineePlace {
  personRegion: string
  cohortId: string
}

/**
 * Whether the viewer may see a trainee: in a class that people from elsewhere attend too, an officer sees and marks those of their own
 * township.
 */
export const canSeeTrainee = (viewer: Viewer, { personRegion, cohortId }: TraineePlace) =>
  covers(getReach(viewer, 'cohorts.see'), { region: personRegion, cohort: cohortId })
export const canTakeAttendance = (viewer: Viewer, { personRegion, cohortId }: TraineePlace) =>
  covers(getReach(viewer, 'attendance.take'), { region: personRegion, cohort: cohortId })
/** Whether the viewer may see her phone number, with a reason, to ask how she is getting on. */
export const canCallTrainee = (viewer: Viewer, { personRegion, cohortId }: TraineePlace) =>
  covers(getReach(viewer, 'trainees.call'), { region: personRegion, cohort: cohortId })
export const canIssueSlip = (viewer: Viewer, { personRegion }: Pick<TraineePlace, 'personRegion'>) =>
  covers(getReach(viewer, 'slips.issue'), { region: personRegion })

/** The twin of `canSeeTrainee`, for queries over the enrolments of one cohort. */
export const traineesVisibleTo = (viewer: Viewer): SQL | undefined =>
  within(getReach(viewer, 'cohorts.see'), { region: persons.regionCode, cohort: cohorts.id })
