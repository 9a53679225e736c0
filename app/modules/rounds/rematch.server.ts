// Rematching: another eastern shop in place of one that declined, lapsed or was dissolved.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { computeRarity } from '#app/modules/matching/similarity.ts'
import { findPinnedPairFaults, countFreePlaces } from '#app/modules/matching/round.ts'
import { explainScore, formatReason, wishValue } from '#app/modules/matching/score.ts'
import { toEastShop, toWestShop } from '#app/modules/matching/sides.ts'
import { pairingWorkflow } from '#app/modules/pairings/pairing.workflow.ts'
import { addDaysTo } from '#app/modules/pairings/pairing.machine.ts'
import { findPairing, countHelping, proposePairing, readPairing } from '#app/modules/pairings/pairings.server.ts'
import { canCoordinate, ownsShop, requireCoordinator } from '#app/modules/shops/policy.ts'
import { notFound, forbidden, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { advanceWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { accounts } from '#db/views/accounts.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shops } from '#db/views/shops.ts'
import { loadRoundInput } from './round-input.server.ts'
import { roundWorkflow } from './round.workflow.ts'
import { present } from '#app/present.ts'

/** Replaces an eastern shop that declined, lapsed or was dissolved by another. Returns the new pairing. Throws 403, 404, or 409. */
export async function rematch(
  site: Site,
  viewer: Viewer,
  { pairingId, eastShopId }: { pairingId: string; eastShopId: string },
): Promise<string> {
  requireCoordinator(viewer)
  return site.write(viewer.accountId, 'rematch', async (tx) => {
    const { pairing, west: shop } = await findPairing(tx, viewer, pairingId)
    const [found] = await tx
      .select({ shop: columnsOf(shops), closedAt: accounts.disabledAt })
      .from(shops)
      .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
      .where(and(eq(shops.id, eastShopId), eq(shops.side, 'east')))
    if (!found) throw notFound('东部网店')
    const other = found.shop
    if (ownsShop(viewer, shop) || ownsShop(viewer, other)) throw forbidden('不能给自己的店指定结对。')
    if (found.closedAt !== null) throw new Refusal(409, `${other.name} 的店主账号已经停用，不能结对。`)
    if ((await loadWorkflow(tx, roundWorkflow, pairing.roundId)).state === 'closed')
      throw new Refusal(409, '这个批次已经结束，请在新的批次里结对。')
    const input = await loadRoundInput(tx, site.programme, pairing.roundId)
    if (!input.west.some(({ id }) => id === shop.id)) throw new Refusal(409, `${shop.name} 已经有别的结对，或者店主账号停用了。`)
    const eastern = input.east.some(({ id }) => id === eastShopId)
      ? input.east
      : [...input.east, toEastShop(other, (await countHelping(tx, [eastShopId])).get(eastShopId) ?? 0)]
    const faults = findPinnedPairFaults({ ...input, east: eastern, pins: [[shop.id, eastShopId]] })
    if (faults.length > 0) throw new Refusal(409, faults.join(''))
    const score = explainScore(
      { rarity: computeRarity([...input.west, ...eastern]), goods: input.goods },
      toWestShop(shop),
      present(
        eastern.find(({ id }) => id === eastShopId),
        'eastern shop of the pin',
      ),
      { west: wishValue(input.wishes[shop.id], eastShopId), east: wishValue(input.wishes[eastShopId], shop.id) },
      input.weights,
    )
    const { terms } = site.programme
    const id = await proposePairing(tx, {
      roundId: pairing.roundId,
      west: shop.id,
      east: eastShopId,
      pinned: true,
      why: `由协调员另行指定。${formatReason(score)}`,
      score,
      replacesId: pairingId,
      answerUntil: addDaysTo(tx.at.toISOString(), terms.answerDays),
      terms,
    })
    await advanceWorkflow(tx, pairingWorkflow, { id: pairingId, version: 'latest', event: { type: 'REPLACE', pairingId: id } })
    return id
  })
}

export interface RematchChoice {
  id: string
  name: string
  places: number
  why: string
  /** What excludes it, as a sentence; null if nothing does. */
  against: string | null
}

/** Lists the eastern shops of the pairing's round for a rematch: the possible ones first, the best fitting first. */
export async function listRematchChoices(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<RematchChoice[]> {
  if (!canCoordinate(viewer)) return []
  const { roundId, west: line } = await readPairing(site, viewer, { pairingId })
  const input = await loadRoundInput(site.read, site.programme, roundId)
  const west = input.west.find(({ id }) => id === line.id)
  if (!west) return []
  const known = { rarity: computeRarity([...input.west, ...input.east]), goods: input.goods }
  return input.east
    .map((east) => {
      const score = explainScore(
        known,
        west,
        east,
        { west: wishValue(input.wishes[west.id], east.id), east: wishValue(input.wishes[east.id], west.id) },
        input.weights,
      )
      const faults = findPinnedPairFaults({ ...input, pins: [[west.id, east.id]] })
      return {
        id: east.id,
        name: east.name,
        places: countFreePlaces(east),
        why: formatReason(score),
        against: faults.length > 0 ? faults.join('') : null,
        total: score.west,
      }
    })
    .sort((one, other) => Number(one.against !== null) - Number(other.against !== null) || other.total - one.total)
    .map(({ total: _total, ...choice }) => choice)
}
