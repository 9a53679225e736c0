// Who may see and do what in mentorship; each predicate beside its twin for queries. Asked on the server only.
import { and, eq, or, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { within } from '#app/access/within.server.ts'
import { covers, hasDuty, isRole, reachOf, type Viewer } from '#app/access/viewer.ts'
import type { Side } from './pairing.machine.ts'

/** Whose the two shops of a pairing are, and where the western one lies. */
export interface PairingPlace {
  westOwnerId: string
  eastOwnerId: string
  regionCode: string
}

/** Plans rounds, pins, accepts, rematches, reads what is blind to the two. */
export const canCoordinate = (viewer: Viewer) => hasDuty(viewer, 'pairings.coordinate')

export const ownsShop = (viewer: Viewer, { ownerAccountId }: { ownerAccountId: string }) => ownerAccountId === viewer.accountId

/** The owner sees her shop, officers the western shops of their region, the coordinator all. */
export const canSeeShop = (viewer: Viewer, shop: { ownerAccountId: string; side: Side; regionCode: string }) =>
  ownsShop(viewer, shop) ||
  canCoordinate(viewer) ||
  (shop.side === 'west' && covers(reachOf(viewer, 'pairings.see'), { region: shop.regionCode }))

/** The twin of `canSeeShop`, for queries. */
export const shopsVisibleTo = (
  viewer: Viewer,
  columns: { ownerAccountId: SQLiteColumn; side: SQLiteColumn; regionCode: SQLiteColumn },
): SQL | undefined => {
  if (canCoordinate(viewer)) return undefined
  return or(
    eq(columns.ownerAccountId, viewer.accountId),
    and(eq(columns.side, 'west'), within(reachOf(viewer, 'pairings.see'), { region: columns.regionCode })),
  )
}

/** On which side of a pairing the viewer stands, if on any. */
export const sideOf = (viewer: Viewer, { westOwnerId, eastOwnerId }: PairingPlace): Side | null =>
  viewer.accountId === westOwnerId ? 'west' : viewer.accountId === eastOwnerId ? 'east' : null

/** Officials and township officers see that a pairing is there and how it stands, in their region; the two see their own. */
export const canSeePairing = (viewer: Viewer, place: PairingPlace) =>
  sideOf(viewer, place) !== null || covers(reachOf(viewer, 'pairings.see'), { region: place.regionCode })

/** The twin of `canSeePairing`, for queries that join the two shops. */
export const pairingsVisibleTo = (
  viewer: Viewer,
  columns: { westOwner: SQLiteColumn; eastOwner: SQLiteColumn; region: SQLiteColumn },
): SQL | undefined => {
  const byDuty = within(reachOf(viewer, 'pairings.see'), { region: columns.region })
  return byDuty && or(eq(columns.westOwner, viewer.accountId), eq(columns.eastOwner, viewer.accountId), byDuty)
}

/** Owners on either side; their pages are for whoever has one of these roles, and then only for what is theirs. */
export const isShopOwner = (viewer: Viewer) => isRole(viewer, 'mentor') || isRole(viewer, 'shopOwner')
