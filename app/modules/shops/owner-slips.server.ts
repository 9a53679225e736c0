// Slips with which owners claim their shops.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import { findVoidedSlips, type IssuedSlips, issueSlips, listLiveSlips, type VoidedSlips } from '#app/modules/accounts/accounts.server.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { shops } from '#db/schema/shops.ts'
import type { SlipLine } from './lists.ts'
import { requireCoordinator } from './policy.ts'
import { listRegisteredShops } from './queries.server.ts'

const loadOwned = (read: Pick<Reader, 'select'>, shopIds: readonly string[]) =>
  read
    .select({ id: shops.id, name: shops.name, regionCode: shops.regionCode, ownerAccountId: shops.ownerAccountId })
    .from(shops)
    .where(inValues(shops.id, [...shopIds]))

/** As many shops of one owner as a slip names. */
const maxNamed = 2

type OwnerSlip = IssuedSlips['slips'][number] & { about: string[] }

/** The owners of these shops, one each, in the order of the shops. */
async function listOwnerIds(read: Pick<Reader, 'select'>, shopIds: readonly string[]): Promise<string[]> {
  const ownerOf = new Map((await loadOwned(read, shopIds)).map(({ id, ownerAccountId }) => [id, ownerAccountId]))
  return [...new Set(shopIds.flatMap((id) => ownerOf.get(id) ?? []))]
}

/** What tells owners of one name from each other on paper: where their shops are, and what they are called. */
function describeShops(owned: readonly { name: string; regionCode: string }[], today: string): string[] {
  const places = new Set(owned.map(({ regionCode }) => formatPlace(regionCode, today).at(-1) ?? ''))
  const names = owned.map(({ name }) => name)
  return [
    [...places].join('、'),
    names.length > maxNamed ? `${names.slice(0, maxNamed).join('、')}等 ${names.length} 家` : names.join('、'),
  ]
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
): Promise<{ slips: OwnerSlip[]; withheld: IssuedSlips['withheld'] }> {
  requireCoordinator(viewer)
  const { slips, withheld } = await site.write(viewer.accountId, 'issue slips to shop owners', async (tx) =>
    issueSlips(tx, site, viewer, { accountIds: await listOwnerIds(tx, shopIds), voidsLive }),
  )
  const shopOf = new Map((await loadOwned(site.read, shopIds)).map((shop) => [shop.id, shop]))
  const owned = shopIds.flatMap((id) => shopOf.get(id) ?? [])
  const aboutOf = (accountId: string) =>
    describeShops(
      owned.filter(({ ownerAccountId }) => ownerAccountId === accountId),
      toDay(site.now()),
    )
  return { slips: slips.map((slip) => ({ ...slip, about: aboutOf(slip.accountId) })), withheld }
}
