// Access rules of shops; each predicate with its twin for queries. Used on the server only.
import { and, type Column, eq, or, type SQL } from 'drizzle-orm'
import { covers, hasDuty, isRole, getReach, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { forbidden } from '#app/refusal.ts'
import type { Side } from './shop.ts'

/** Whether the viewer registers shops, plans rounds, pins, accepts, rematches, and reads what is hidden from the two sides. */
export const canCoordinate = (viewer: Viewer) => hasDuty(viewer, 'pairings.coordinate')

/** Throws 403 unless the viewer coordinates. */
export function requireCoordinator(viewer: Viewer) {
  if (!canCoordinate(viewer)) throw forbidden()
}

export const ownsShop = (viewer: Viewer, { ownerAccountId }: { ownerAccountId: string }) => ownerAccountId === viewer.accountId

/** Whether the viewer may see the shop: its owner, officers the western shops of their region, the coordinator all. */
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

/** Whether the viewer has the role of an owner on either side; owners' pages require it, and then show only their own shops. */
export const isShopOwner = (viewer: Viewer) => isRole(viewer, 'mentor') || isRole(viewer, 'shopOwner')

/** Whether the viewer may confirm what a shop's owner reports, and read it before: officers of the shop's region. */
export const canConfirm = (viewer: Viewer, { regionCode }: { regionCode: string }) =>
  covers(getReach(viewer, 'pairings.see'), { region: regionCode })

/** Whether the viewer may see an owner's phone number with a reason: the coordinator, and officers for the western shops of their region. */
export const canAskOwner = (viewer: Viewer, shop: { ownerAccountId: string; side: Side; regionCode: string }) =>
  !ownsShop(viewer, shop) && canSeeShop(viewer, shop)
