// Wishes and vetoes of the shops in a round.
import { and, asc, eq, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { parseFields } from '#app/fields.ts'
import { computeRarity } from '#app/modules/matching/similarity.ts'
import { explainScore, formatReasonWithoutWishes, type Weights } from '#app/modules/matching/score.ts'
import { toEastShop, toWestShop } from '#app/modules/matching/sides.ts'
import { ownsShop } from '#app/modules/shops/policy.ts'
import type { ShopRow } from '#app/modules/shops/shops.server.ts'
import type { Programme } from '#app/programme/programme.ts'
import { notFound, invalidInput } from '#app/refusal.ts'
import { sortByPinyin } from '#app/text/by-pinyin.server.ts'
import type { Site } from '#app/site.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { pairingRounds, roundShops } from '#db/schema/rounds.ts'
import { workflows } from '#db/views/workflow.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shops } from '#db/views/shops.ts'
import { assertRoundState } from './commands.server.ts'
import { type WishEntry, wishEntry } from './entries.ts'
import { roundWorkflow } from './round.workflow.ts'
import { acceptsWishes } from './round.states.ts'
import { present } from '#app/present.ts'

/** Stores a shop's wishes and vetoes, by its owner, while they are collected; a second call replaces the first. */
export async function submitWishes(
  site: Site,
  viewer: Viewer,
  { roundId, shopId, ...entry }: { roundId: string; shopId: string } & WishEntry,
): Promise<void> {
  const { wishes, vetoes } = parseFields(wishEntry, entry)
  await site.write(viewer.accountId, 'give wishes', async (tx) => {
    const taking = await tx
      .select({ shop: columnsOf(shops) })
      .from(roundShops)
      .innerJoin(shops, eq(shops.id, roundShops.shopId))
      .where(eq(roundShops.roundId, roundId))
    const own = taking.find(({ shop }) => shop.id === shopId)?.shop
    if (!own || !ownsShop(viewer, own)) throw notFound('网店')
    await assertRoundState(tx, roundId, acceptsWishes, '现在不收志愿。')
    const others = new Set(taking.filter(({ shop }) => shop.side !== own.side).map(({ shop }) => shop.id))
    if ([...wishes, ...vetoes].some((id) => !others.has(id))) throw invalidInput({ wishes: ['有的店不在这个批次的对面一方'] })
    await tx
      .update(roundShops)
      .set({ wishes, vetoes, wishedAt: tx.at })
      .where(and(eq(roundShops.roundId, roundId), eq(roundShops.shopId, shopId)))
    tx.note(`round ${roundId}: shop ${shopId} gave ${wishes.length} wishes, ${vetoes.length} vetoes`)
  })
}

export interface WishForm {
  roundId: string
  shop: { id: string; name: string; side: 'west' | 'east' }
  until: string | null
  wishes: string[]
  vetoes: string[]
  /** Whether wishes were given already; they may be changed until the deadline. */
  given: boolean
  /** The best fitting first, with the reasons. */
  others: { id: string; name: string; regionCode: string; categories: string[]; fits: string }[]
}

/** Lists for each of the viewer's shops in a round that collects wishes: the shops to choose from, and the current choice. */
export async function listOpenWishForms(site: Site, viewer: Viewer): Promise<WishForm[]> {
  const own = await site.read
    .select({
      roundId: roundShops.roundId,
      shop: columnsOf(shops),
      wishes: roundShops.wishes,
      vetoes: roundShops.vetoes,
      wishedAt: roundShops.wishedAt,
    })
    .from(roundShops)
    .innerJoin(shops, eq(shops.id, roundShops.shopId))
    .innerJoin(workflows, eq(workflows.id, roundShops.roundId))
    .where(and(eq(shops.ownerAccountId, viewer.accountId), eq(workflows.state, 'collecting')))
  const forms: WishForm[] = []
  for (const { roundId, shop, wishes, vetoes, wishedAt } of own) {
    const { snapshot } = await loadWorkflow(site.read, roundWorkflow, roundId)
    const unsorted = await site.read
      .select({ shop: columnsOf(shops) })
      .from(roundShops)
      .innerJoin(shops, eq(shops.id, roundShops.shopId))
      .where(and(eq(roundShops.roundId, roundId), ne(shops.side, shop.side), ne(shops.ownerAccountId, viewer.accountId)))
      .orderBy(asc(shops.id))
    const others = sortByPinyin(unsorted, ({ shop: other }) => other.name)
    const [round] = await site.read.select({ weights: pairingRounds.weights }).from(pairingRounds).where(eq(pairingRounds.id, roundId))
    forms.push({
      roundId,
      shop: { id: shop.id, name: shop.name, side: shop.side },
      until: snapshot.context.wishesUntil,
      given: wishedAt !== null,
      wishes,
      vetoes,
      others: sortByFit(
        site.programme,
        shop,
        others.map(({ shop }) => shop),
        present(round, 'round').weights as Weights,
      ),
    })
  }
  return forms
}

/** Sorts by the round's weights without the wishes: nobody learns here what others chose. */
function sortByFit({ goods }: Programme, own: ShopRow, others: readonly ShopRow[], weights: Weights): WishForm['others'] {
  const rarity = computeRarity([own, ...others].map((row) => toWestShop(row)))
  return others
    .map((other) => {
      const [west, east] = own.side === 'west' ? [own, other] : [other, own]
      const score = explainScore({ rarity, goods }, toWestShop(west), toEastShop(east, 0), { west: 0, east: 0 }, weights)
      return {
        total: score[own.side],
        id: other.id,
        name: other.name,
        regionCode: other.regionCode,
        categories: other.categories,
        fits: formatReasonWithoutWishes(score),
      }
    })
    .sort((one, other) => other.total - one.total || one.name.localeCompare(other.name, 'zh'))
    .map(({ total: _total, ...other }) => other)
}
