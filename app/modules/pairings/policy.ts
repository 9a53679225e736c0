// Who may see and do what in a pairing; each predicate beside its twin for queries. Asked on the server only.
import { type Column, eq, or, type SQL } from 'drizzle-orm'
import { covers, reachesAnything, getReach, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import type { Side } from './pairing.machine.ts'

/** Whose the two shops of a pairing are, and where the western one lies. */
export interface PairingPlace {
  westOwnerId: string
  eastOwnerId: string
  regionCode: string
}

/** On which side of a pairing the viewer stands, if on any. */
export const getSide = (viewer: Viewer, { westOwnerId, eastOwnerId }: PairingPlace): Side | null =>
  viewer.accountId === westOwnerId ? 'west' : viewer.accountId === eastOwnerId ? 'east' : null

/** Officials and township officers see that a pairing is there and how it stands, in their region; the two see their own. */
export const canSeePairing = (viewer: Viewer, place: PairingPlace) =>
  getSide(viewer, place) !== null || covers(getReach(viewer, 'pairings.see'), { region: place.regionCode })

/** The twin of `canSeePairing`, for queries that join the two shops. */
export const pairingsVisibleTo = (viewer: Viewer, columns: { westOwner: Column; eastOwner: Column; region: Column }): SQL | undefined => {
  const byDuty = within(getReach(viewer, 'pairings.see'), { region: columns.region })
  return byDuty && or(eq(columns.westOwner, viewer.accountId), eq(columns.eastOwner, viewer.accountId), byDuty)
}

/** Whether the viewer has anything to do with pairings at all. */
export const seesPairings = (viewer: Viewer) => reachesAnything(getReach(viewer, 'pairings.see'))
