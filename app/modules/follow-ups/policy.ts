// Access rules of follow-ups: by where she lives now. Each predicate with its twin for queries. Used on the server only.
import type { SQL } from 'drizzle-orm'
import type { Duty } from '#app/access/roles.ts'
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { persons } from '#db/views/households.ts'

interface Placed {
  /** Where she lives. */
  regionCode: string
}

const reaches =
  (duty: Duty) =>
  (viewer: Viewer, { regionCode }: Placed) =>
    covers(getReach(viewer, duty), { region: regionCode })

export const canSeeFollowUp = reaches('followUps.see')
/** The twin of `canSeeFollowUp`. */
export const followUpsVisibleTo = (viewer: Viewer): SQL | undefined =>
  within(getReach(viewer, 'followUps.see'), { region: persons.regionCode })

/** Whether the viewer may give it to an officer. */
export const canAssignFollowUp = reaches('followUps.assign')

/** Whether the viewer may call, visit, and record what came of it. */
export const canDoFollowUp = reaches('followUps.do')
/** The twin of `canDoFollowUp`. */
export const followUpsDoneBy = (viewer: Viewer): SQL | undefined => within(getReach(viewer, 'followUps.do'), { region: persons.regionCode })

/** Whether the viewer may see her phone number, with a reason. */
export const canCallForFollowUp = reaches('persons.unmask')
