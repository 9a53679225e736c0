// The coordinator's rulings for a round: pins, and conflicts of interest.
import { and, eq, inArray } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Pair } from '#app/modules/matching/instance.ts'
import { findPinnedPairFaults, withFeasiblePins } from '#app/modules/matching/round.ts'
import type { RoundInput } from '#app/modules/matching/round-types.ts'
import { requireCoordinator, ownsShop } from '#app/modules/shops/policy.ts'
import { notFound, forbidden, Refusal, invalidInput } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { formatLastWrite } from '#app/workflow/overtaken.server.ts'
import { roundRulings, roundShops } from '#db/schema/rounds.ts'
import { shops } from '#db/views/shops.ts'
import { assertRoundState } from './commands.server.ts'
import { loadRoundInput } from './round-input.server.ts'
import { isBeforeAcceptance } from './round.states.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** 409: there is no such ruling; says who took it back. `pair` is the two shops. */
export async function noSuchRuling(read: Pick<Reader, 'select'>, roundId: string, [west, east]: readonly string[]): Promise<Refusal> {
  const taken = { why: 'rule on pair', about: `round ${roundId}: ${west ?? ''} with ${east ?? ''}: nothing`, did: '收回了它' }
  return new Refusal(409, `已经没有这条指定或回避。${await formatLastWrite(read, taken)}`)
}

/** Pins two shops, or keeps them apart for a conflict of interest; `null` removes the ruling. Refuses a pin that cannot be kept. */
export async function setPairRuling(
  site: Site,
  viewer: Viewer,
  {
    roundId,
    west,
    east,
    ruling,
    reason,
  }: { roundId: string; west: string; east: string; ruling: 'pin' | 'conflict' | null; reason: string },
): Promise<void> {
  requireCoordinator(viewer)
  if (ruling !== null && (reason.trim().length < 2 || reason.trim().length > maxLengths.account))
    throw invalidInput({ reason: [`请写原因，2 到 ${maxLengths.account} 字`] })
  await site.write(viewer.accountId, 'rule on pair', async (tx) => {
    await assertRoundState(tx, roundId, isBeforeAcceptance, '匹配结果已经采用，不能再指定。')
    const key = and(eq(roundRulings.roundId, roundId), eq(roundRulings.westShopId, west), eq(roundRulings.eastShopId, east))
    const before = await tx.delete(roundRulings).where(key).returning({ west: roundRulings.westShopId })
    if (ruling === null && before.length === 0) throw await noSuchRuling(tx, roundId, [west, east])
    if (ruling !== null) {
      const named = await tx
        .select({ ownerAccountId: shops.ownerAccountId })
        .from(roundShops)
        .innerJoin(shops, eq(shops.id, roundShops.shopId))
        .where(and(eq(roundShops.roundId, roundId), inArray(roundShops.shopId, [west, east])))
      if (named.length !== 2) throw notFound('网店')
      if (ruling === 'pin' && named.some((shop) => ownsShop(viewer, shop))) throw forbidden('不能给自己的店指定结对。')
      await tx.insert(roundRulings).values({ roundId, westShopId: west, eastShopId: east, kind: ruling, reason: reason.trim() })
      if (ruling === 'pin') assertPinFeasible(await loadRoundInput(tx, site.programme, roundId), [west, east])
    }
    tx.note(`round ${roundId}: ${west} with ${east}: ${ruling ?? 'nothing'}`)
  })
}

/** Refuses a pin that is impossible because of a hard rule or earlier pins. */
function assertPinFeasible(input: RoundInput, pin: Pair) {
  if (!input.west.some(({ id }) => id === pin[0])) throw new Refusal(409, '这家西部店已经有结对，或者店主账号停用了，不能指定。')
  const others = withFeasiblePins({ ...input, pins: input.pins.filter(([west, east]) => west !== pin[0] || east !== pin[1]) })
  const faults = findPinnedPairFaults({ ...others, pins: [...others.pins, pin] })
  if (faults.length > 0) throw new Refusal(409, faults.join(''))
}
