// Access rules of trainees' questions: who answers them. The predicate with its twin for queries. Used on the server only.
import type { SQL } from 'drizzle-orm'
import { within } from '#app/access/within.server.ts'
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { cohorts } from '#db/views/cohorts.ts'

/** Whether the viewer reads and answers the questions of a class: who teaches it, and administrators. */
export const canAnswer = (viewer: Viewer, { cohortId, regionCode }: { cohortId: string; regionCode: string }) =>
  covers(getReach(viewer, 'learning.answer'), { region: regionCode, cohort: cohortId })

/** The twin of `canAnswer`. */
export const classesAnsweredBy = (viewer: Viewer): SQL | undefined =>
  within(getReach(viewer, 'learning.answer'), { region: cohorts.regionCode, cohort: cohorts.id })
