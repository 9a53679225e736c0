// Who may see and do what with shops; each predicate beside its twin for queries. Asked on the server only.
import { and, type Column, eq, or, type SQL } from 'drizzle-orm'
import { covers, hasDuty, isRole, getReach, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { forbidden } from '#app/refusal.ts'
import type { Side } from './shop.ts'

/** Enters shops, plans rounds, pins, accepts, rematches, reads what is blind to the two. */
export const canCoordinate = (viewer: Viewer) => hasDuty(viewer, 'pairings.coordinate')

/** Refuses with 403 whoever does not coordinate. */
export function requireCoordinator(viewer: Viewer) {
  if (!canCoordinate(viewer)) throw forbidden()
}

export const ownsShop = (viewer: Viewer, { ownerAccountId }: { ownerAccountId: string }) => ownerAccountId === viewer.accountId

/** The owner sees her shop, officers the western shops of their region, the coordinator all. */
export const canSeeShop = (viewer: Viewer, shop: { ownerAccountId: string; side: Side; regionCode: string }) =>
  ownsShop(viewer, shop) || canCoordinate(viewer) || (shop.side === 'west' && canConfirm(viewer, shop))

/** The twin of `canSeeShop`, for queries. */
export const shopsVisibleTo = (viewer: Viewer, columns: { ownerAccountId: Column; side: Column; regionCode: Column }): SQL | undefined => {
  if (canCoordinate(viewer)) return undefined
  return or(
    eq(columns.ownerAccountId, viewer.accountId),
    and(eq(columns.side, 'west'), within(getReach(viewer, 'pairings.see'), { region: columns.regionCode })),
  )
}

/** Owners on either side; their pages are for whoever has one of these roles, and then only for what is theirs. */
export const isShopOwner = (viewer: Viewer) => isRole(viewer, 'mentor') || isRole(viewer, 'shopOwner')

/** Officers of the region in which a shop lies confirm what its owner tells, and read it before. */
export const canConfirm = (viewer: Viewer, { regionCode }: { regionCode: string }) =>
  covers(getReach(viewer, 'pairings.see'), { region: regionCode })
