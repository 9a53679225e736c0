// Access rules of households; each predicate with its twin for queries. Used on the server only.
import type { SQL } from 'drizzle-orm'
import { within } from '#app/access/within.server.ts'
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { households, persons } from '#db/schema/households.ts'

export interface PersonPlace {
  id: string
  regionCode: string
}

export const canSeePerson = (viewer: Viewer, { id, regionCode }: PersonPlace) =>
  covers(getReach(viewer, 'persons.see'), { region: regionCode, person: id })
export const personsVisibleTo = (viewer: Viewer): SQL | undefined =>
  within(getReach(viewer, 'persons.see'), { region: persons.regionCode, person: persons.id })

export const canSeeHousehold = (viewer: Viewer, { regionCode }: Pick<PersonPlace, 'regionCode'>) =>
  covers(getReach(viewer, 'households.see'), { region: regionCode })
export const householdsVisibleTo = (viewer: Viewer): SQL | undefined =>
  within(getReach(viewer, 'households.see'), { region: households.regionCode })

/** Whether the viewer may correct what is believed of a household and its members. */
export const canCorrectHousehold = (viewer: Viewer, { regionCode }: Pick<PersonPlace, 'regionCode'>) =>
  covers(getReach(viewer, 'households.correct'), { region: regionCode })

/** Whether the viewer may see an ID number or phone in clear; each time is logged. */
export const canUnmask = (viewer: Viewer, { regionCode }: Pick<PersonPlace, 'regionCode'>) =>
  covers(getReach(viewer, 'persons.unmask'), { region: regionCode })
