// Access rules of learning: who sees how a class is learning. Each predicate with its twin for queries. Used on the server only.
import type { SQL } from 'drizzle-orm'
import { within } from '#app/access/within.server.ts'
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { cohorts } from '#db/views/cohorts.ts'

/** Whether the viewer sees where a class is stuck: its instructor, officers of its region, administrators. */
export const canFollowClass = (viewer: Viewer, { id, regionCode }: { id: string; regionCode: string }) =>
  covers(getReach(viewer, 'learning.follow'), { region: regionCode, cohort: id })

/** The twin of `canFollowClass`. */
export const classesFollowedBy = (viewer: Viewer): SQL | undefined =>
  within(getReach(viewer, 'learning.follow'), { region: cohorts.regionCode, cohort: cohorts.id })

/** Whether the viewer sees how far this trainee has come: in a class that people from elsewhere attend too, officers see those of their region. */
export const canFollowTrainee = (viewer: Viewer, { personRegion, cohortId }: { personRegion: string; cohortId: string }) =>
  covers(getReach(viewer, 'learning.follow'), { region: personRegion, cohort: cohortId })
