// Access rules of pairings; each predicate with its twin for queries. Used on the server only.
import { type Column, eq, or, type SQL } from 'drizzle-orm'
import { covers, reachesAnything, getReach, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import type { Side } from './pairing.machine.ts'

/** The owners of a pairing's two shops, and the western shop's region. */
export interface PairingPlace {
  westOwnerId: string
  eastOwnerId: string
  regionCode: string
}

/** Returns the viewer's side of a pairing, if any. */
export const getSide = (viewer: Viewer, { westOwnerId, eastOwnerId }: PairingPlace): Side | null =>
  viewer.accountId === westOwnerId ? 'west' : viewer.accountId === eastOwnerId ? 'east' : null

/** Whether the viewer may see that the pairing exists and its state: officials and township officers in their region, the two their own. */
export const canSeePairing = (viewer: Viewer, place: PairingPlace) =>
  getSide(viewer, place) !== null || covers(getReach(viewer, 'pairings.see'), { region: place.regionCode })

/** The twin of `canSeePairing`, for queries that join the two shops. */
export const pairingsVisibleTo = (viewer: Viewer, columns: { westOwner: Column; eastOwner: Column; region: Column }): SQL | undefined => {
  const byDuty = within(getReach(viewer, 'pairings.see'), { region: columns.region })
  return byDuty && or(eq(columns.westOwner, viewer.accountId), eq(columns.eastOwner, viewer.accountId), byDuty)
}

/** Whether the viewer may see pairings at all. */
export const seesPairings = (viewer: Viewer) => reachesAnything(getReach(viewer, 'pairings.see'))
