// The input of a round's matching.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Pair } from '#app/modules/matching/instance.ts'
import type { RoundInput } from '#app/modules/matching/round-types.ts'
import type { Weights } from '#app/modules/matching/score.ts'
import { toEastShop, toWestShop } from '#app/modules/matching/sides.ts'
import { listFailedPairs, listHelped, countHelping } from '#app/modules/pairings/pairings.server.ts'
import type { Programme } from '#app/programme/programme.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { pairingRounds, roundRulings, roundShops } from '#db/schema/rounds.ts'
import { accounts } from '#db/views/accounts.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shops } from '#db/views/shops.ts'

/** Loads the input of a round's matching, as of now. */
export async function loadRoundInput(
  read: Pick<Reader, 'select'>,
  { goods }: Pick<Programme, 'goods'>,
  roundId: string,
): Promise<RoundInput> {
  const [round] = await read
    .select({ weights: pairingRounds.weights, seed: pairingRounds.seed, leastScore: pairingRounds.leastScore })
    .from(pairingRounds)
    .where(eq(pairingRounds.id, roundId))
  if (!round) throw notFound('结对批次')
  // An owner whose account was closed cannot answer: the shop is not matched.
  const taking = await read
    .select({ shop: columnsOf(shops), wishes: roundShops.wishes, vetoes: roundShops.vetoes })
    .from(roundShops)
    .innerJoin(shops, eq(shops.id, roundShops.shopId))
    .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
    .where(and(eq(roundShops.roundId, roundId), isNull(accounts.disabledAt)))
    .orderBy(asc(shops.id))
  const rulings = await read.select().from(roundRulings).where(eq(roundRulings.roundId, roundId)).orderBy(asc(roundRulings.westShopId))
  const east = taking.filter(({ shop }) => shop.side === 'east').map(({ shop }) => shop)
  const helping = await countHelping(
    read,
    east.map(({ id }) => id),
  )
  const west = taking.filter(({ shop }) => shop.side === 'west').map(({ shop }) => shop)
  const helped = await listHelped(
    read,
    inValues(
      shops.id,
      west.map(({ id }) => id),
    ),
  )
  const ruled = (kind: 'pin' | 'conflict') =>
    rulings.filter((ruling) => ruling.kind === kind).map(({ westShopId, eastShopId }): Pair => [westShopId, eastShopId])
  return {
    west: west.filter(({ id }) => !helped.has(id)).map(toWestShop),
    east: east.map((shop) => toEastShop(shop, helping.get(shop.id) ?? 0)),
    wishes: Object.fromEntries(taking.map(({ shop, wishes }) => [shop.id, wishes])),
    vetoes: taking.flatMap(({ shop, vetoes }) => vetoes.map((of) => ({ by: shop.id, of }))),
    conflicts: ruled('conflict'),
    pins: ruled('pin').filter(([id]) => !helped.has(id)),
    failed: await listFailedPairs(
      read,
      west.map(({ id }) => id),
    ),
    weights: round.weights as Weights,
    goods,
    seed: round.seed,
    leastScore: round.leastScore,
  }
}
