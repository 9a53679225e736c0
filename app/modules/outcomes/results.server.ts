// Monthly figures of western shops, compared with their start and with shops without a mentor.
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { listEverHelped } from '#app/modules/pairings/pairings.server.ts'
import { listAncestors } from '#app/modules/shops/categories.ts'
import { formatSource, type sourceLabels } from '#app/modules/shops/months.ts'
import { ownsShop, canConfirm } from '#app/modules/shops/policy.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { shopResults, shops } from '#db/views/shops.ts'
import { computeChange, compareMonth, type Comparison } from './results.ts'

export interface MonthLine {
  id: string
  month: string
  sales: number
  orders: number
  employed: number
  employedRegistered: number
  boughtByEast: number
  /** The picture that proves it. */
  proofFileId: string | null
  source: keyof typeof sourceLabels
  sourceName: string
  /** Per cent compared with the shop's own start; null if that is unknown. */
  salesChange: number | null
  ordersChange: number | null
  compared: Comparison & { ordersChange: number | null }
}

/** Returns a western shop's months, for its owner and officers of its region; not for the mentor, who may not see whom the shop employs. */
export async function readResults(
  site: Site,
  viewer: Viewer,
  { shopId }: { shopId: string },
): Promise<{ name: string; startingSales: number | null; startingOrders: number | null; months: MonthLine[] }> {
  const [shop] = await site.read
    .select()
    .from(shops)
    .where(and(eq(shops.id, shopId), eq(shops.side, 'west')))
  if (!shop || (!ownsShop(viewer, shop) && !canConfirm(viewer, shop))) throw notFound('网店')
  const rows = await site.read
    .select()
    .from(shopResults)
    .where(and(eq(shopResults.shopId, shopId), isNull(shopResults.supersededAt)))
    .orderBy(asc(shopResults.month))
  const others = await listUnmentoredChanges(site, shop.id, shop.categories)
  return {
    name: shop.name,
    startingSales: shop.startingSales,
    startingOrders: shop.startingOrders,
    months: rows.map(({ id, month, sales, orders, employed, employedRegistered, boughtByEast, proofFileId, source, knownAt }) => ({
      id,
      month,
      sales,
      orders,
      employed,
      employedRegistered,
      boughtByEast,
      proofFileId,
      source,
      sourceName: formatSource({ source, month, knownAt }),
      salesChange: computeChange(shop.startingSales, sales),
      ordersChange: computeChange(shop.startingOrders, orders),
      compared: compareMonth(
        others.filter((it) => it.month === month).map((it) => computeChange(it.start, it.sales)),
        others.filter((it) => it.month === month).map((it) => computeChange(it.startingOrders, it.orders)),
      ),
    })),
  }
}

/** Lists the months of western shops that sell something of the same kind and never had a mentor. */
async function listUnmentoredChanges(site: Site, shopId: string, categories: readonly string[]) {
  const mine = new Set(categories.map((code) => listAncestors(code).at(-1)))
  const mentored = await listEverHelped(site.read)
  const rows = await site.read
    .select({
      id: shops.id,
      categories: shops.categories,
      start: shops.startingSales,
      startingOrders: shops.startingOrders,
      month: shopResults.month,
      sales: shopResults.sales,
      orders: shopResults.orders,
    })
    .from(shopResults)
    .innerJoin(shops, eq(shops.id, shopResults.shopId))
    .where(and(eq(shops.side, 'west'), ne(shops.id, shopId), isNull(shopResults.supersededAt)))
  return rows.filter((row) => !mentored.has(row.id) && row.categories.some((code) => mine.has(listAncestors(code).at(-1))))
}
