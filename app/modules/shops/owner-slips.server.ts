// Slips with which owners claim their shops.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import { findVoidedSlips, type IssuedSlips, issueSlips, listLiveSlips, type VoidedSlips } from '#app/modules/accounts/accounts.server.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { shops } from '#db/schema/shops.ts'
import type { SlipLine } from './lists.ts'
import { requireCoordinator } from './policy.ts'
import { listRegisteredShops } from './queries.server.ts'

/** The owners of these shops, one each, in the order of the shops. */
async function listOwnerIds(read: Pick<Reader, 'select'>, shopIds: readonly string[]): Promise<string[]> {
  const owned = await read
    .select({ id: shops.id, ownerAccountId: shops.ownerAccountId })
    .from(shops)
    .where(inValues(shops.id, [...shopIds]))
  const ownerOf = new Map(owned.map(({ id, ownerAccountId }) => [id, ownerAccountId]))
  return [...new Set(shopIds.flatMap((id) => ownerOf.get(id) ?? []))]
}

/** Returns the slips that the owners of these shops have in their hands and can use, by account. Throws 403. */
export async function listOwnerSlips(site: Site, viewer: Viewer, shopIds: readonly string[]) {
  requireCoordinator(viewer)
  const live = await listLiveSlips(site.read, { accountIds: await listOwnerIds(site.read, shopIds) }, site.now())
  return new Map(live.map((slip) => [slip.accountId, slip]))
}

/** Lists all shops for the page of slips, those whose owner has not signed in first, each with since when and by whom a slip is out. */
export async function listShopsForSlips(site: Site, viewer: Viewer): Promise<SlipLine[]> {
  const sideNames = getSideLabels(site.programme)
  const shops = await listRegisteredShops(site, viewer)
  const slips = await listOwnerSlips(
    site,
    viewer,
    shops.map(({ id }) => id),
  )
  return shops
    .map(({ id, name, side, ownerName, isClaimed, ownerAccountId }) => {
      const slip = slips.get(ownerAccountId)
      return {
        id,
        name,
        side,
        sideName: sideNames[side],
        ownerName,
        isClaimed,
        slip: slip ? `${formatDay(toDay(slip.issuedAt))}发过，${slip.by}` : null,
      }
    })
    .sort((one, other) => Number(one.isClaimed) - Number(other.isClaimed))
}

/** Which slips would become void if these owners got new ones; null if none. Throws like `issueOwnerSlips`. */
export async function findOwnerSlipsToVoid(
  site: Site,
  viewer: Viewer,
  { shopIds }: { shopIds: readonly string[] },
): Promise<VoidedSlips | null> {
  requireCoordinator(viewer)
  return findVoidedSlips(site, viewer, { accountIds: await listOwnerIds(site.read, shopIds) })
}

/**
 * Issues slips for the owners of these shops, one an owner, in the order of the shops, as far as the coordinator may. Throws 403, or 409 if
 * none can be issued, or if a slip that can be used would become void and the order does not say that it may.
 */
export async function issueOwnerSlips(
  site: Site,
  viewer: Viewer,
  { shopIds, voidsLive = false }: { shopIds: readonly string[]; voidsLive?: boolean | string },
): Promise<IssuedSlips> {
  requireCoordinator(viewer)
  return site.write(viewer.accountId, 'issue slips to shop owners', async (tx) =>
    issueSlips(tx, site, viewer, { accountIds: await listOwnerIds(tx, shopIds), voidsLive }),
  )
}
