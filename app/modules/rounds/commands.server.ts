// Commands of rounds: planning, taking part, and advancing.
import { and, eq, or } from 'drizzle-orm'
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { parseFields, wholeNumberField } from '#app/fields.ts'
import { scoreParts, type Weights } from '#app/modules/matching/score.ts'
import { isProposed, occupiesPlace } from '#app/modules/pairings/pairing.states.ts'
import { pairingWorkflow } from '#app/modules/pairings/pairing.workflow.ts'
import { countPairingsOfRound, listWholeRound } from '#app/modules/pairings/pairings.server.ts'
import { canCoordinate, requireCoordinator, ownsShop } from '#app/modules/shops/policy.ts'
import { notFound, Refusal, invalidInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { formatLastWrite } from '#app/workflow/overtaken.server.ts'
import { assertSeen } from '#app/workflow/seen.server.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { pairingRounds, roundRulings, roundShops } from '#db/schema/rounds.ts'
import { pairings } from '#db/views/pairings.ts'
import { shops } from '#db/views/shops.ts'
import { namedByEvaluation, namedByReopening, splitByReopening, splitByTime } from './round-pairings.ts'
import { isBeforeAcceptance, isBeingEvaluated, isConfirming } from './round.states.ts'
import { roundWorkflow } from './round.workflow.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const weight = wholeNumberField('权重', { max: 100 })

const settings = z.object({
  weights: z
    .object(Object.fromEntries(scoreParts.map((part) => [part, weight])) as Record<keyof Weights, typeof weight>)
    .refine((all) => Object.values(all).some((it) => it > 0), '权重不能都是 0'),
  leastScore: wholeNumberField('最低分', { max: 1000 }),
})

/** Plans a round with all shops that are to take part. Its seed is drawn here and recorded. Returns its id. Throws 403, or 422. */
export async function planRound(
  site: Site,
  viewer: Viewer,
  { name, shopIds }: { name: string; shopIds: readonly string[] },
): Promise<string> {
  requireCoordinator(viewer)
  const title = name.trim()
  if (title.length < 2 || title.length > maxLengths.roundName)
    throw invalidInput({ name: [`批次名要有 2 到 ${maxLengths.roundName} 个字`] })
  const seed = randomInt(2 ** 31)
  return site.write(viewer.accountId, 'plan pairing round', async (tx) => {
    const known = await tx
      .select({ id: shops.id })
      .from(shops)
      .where(inValues(shops.id, [...shopIds]))
    if (known.length !== new Set(shopIds).size) throw invalidInput({ shop: ['有的店不在名录里'] })
    const id = newId(tx.at.getTime())
    await startWorkflow(tx, roundWorkflow, { id })
    await tx.insert(pairingRounds).values({ id, name: title, weights: site.programme.weights, seed, leastScore: 0 })
    for (const shop of known) await tx.insert(roundShops).values({ roundId: id, shopId: shop.id, wishes: [], vetoes: [] })
    tx.note(`round ${id}: ${known.length} shops, seed ${seed}`)
    return id
  })
}

/** Adds one more shop to a round, until matching is accepted. */
export async function joinRound(site: Site, viewer: Viewer, { roundId, shopId }: { roundId: string; shopId: string }): Promise<void> {
  requireCoordinator(viewer)
  await site.write(viewer.accountId, 'join round', async (tx) => {
    await assertRoundState(tx, roundId, isBeforeAcceptance, '匹配结果已经采用，不能再加店。')
    if ((await tx.$count(shops, eq(shops.id, shopId))) === 0) throw notFound('网店')
    await tx.insert(roundShops).values({ roundId, shopId, wishes: [], vetoes: [] }).onConflictDoNothing()
    tx.note(`round ${roundId}: shop ${shopId}`)
  })
}

/** 409: the shop is not in the round; says who let it leave. */
export async function notInRound(read: Pick<Reader, 'select'>, roundId: string, shopId: string): Promise<Refusal> {
  const left = { why: 'leave round', about: `round ${roundId}: shop ${shopId} left`, did: '让它退出了' }
  return new Refusal(409, `这家店已经不在这个批次里。${await formatLastWrite(read, left)}`)
}

/**
 * Removes a shop from a round, by its owner or the coordinator, until matching is accepted; rulings that name it are removed too. Throws
 * 404, or 409.
 */
export async function leaveRound(site: Site, viewer: Viewer, { roundId, shopId }: { roundId: string; shopId: string }): Promise<void> {
  await site.write(viewer.accountId, 'leave round', async (tx) => {
    const [shop] = await tx.select({ ownerAccountId: shops.ownerAccountId }).from(shops).where(eq(shops.id, shopId))
    if (!shop || (!canCoordinate(viewer) && !ownsShop(viewer, shop))) throw notFound('网店')
    await assertRoundState(tx, roundId, isBeforeAcceptance, '匹配结果已经采用，不能再退出。不想结对，可以不接受。')
    const left = await tx
      .delete(roundShops)
      .where(and(eq(roundShops.roundId, roundId), eq(roundShops.shopId, shopId)))
      .returning({ id: roundShops.shopId })
    if (left.length === 0) throw await notInRound(tx, roundId, shopId)
    await tx
      .delete(roundRulings)
      .where(and(eq(roundRulings.roundId, roundId), or(eq(roundRulings.westShopId, shopId), eq(roundRulings.eastShopId, shopId))))
    tx.note(`round ${roundId}: shop ${shopId} left`)
  })
}

export async function assertRoundState(
  read: Pick<Reader, 'select' | 'connection'>,
  roundId: string,
  wanted: (state: string) => boolean,
  sentence: string,
) {
  const { state } = await loadWorkflow(read, roundWorkflow, roundId)
  if (!wanted(state)) throw new Refusal(409, sentence)
}

/** The coordinator's steps of a round besides accepting. */
export type RoundStep =
  | { type: 'OPEN_WISHES' | 'REOPEN_WISHES'; until: string }
  | { type: 'CLOSE_WISHES' | 'EVALUATE' | 'CLOSE' }
  | { type: 'REOPEN'; reason: string }

/**
 * Advances a round. Evaluating it opens the evaluation of those pairings whose time has come; the others go on. Reopening it takes these
 * back, unless somebody has assessed one. `seen` is the fingerprint of those that the page named; others are not touched instead. Throws
 * 403, 404, 409, or 422.
 */
export async function stepRound(
  site: Site,
  viewer: Viewer,
  { roundId, version, event, seen }: { roundId: string; version: number; event: RoundStep; seen?: string | undefined },
): Promise<void> {
  requireCoordinator(viewer)
  await site.write(viewer.accountId, `round: ${event.type}`, async (tx) => {
    const living = event.type === 'CLOSE' ? await countPairingsOfRound(tx, roundId, occupiesPlace) : 0
    if (living > 0) throw new Refusal(409, `还有 ${living} 对没有评完，批次不能结束。`)
    const { state: before } = await loadWorkflow(tx, roundWorkflow, roundId)
    await advanceWorkflow(tx, roundWorkflow, { id: roundId, version, event })
    if (event.type === 'EVALUATE') await evaluatePairings(tx, roundId, seen)
    if (event.type === 'REOPEN' && isBeingEvaluated(before)) await reopenPairings(tx, { roundId, reason: event.reason, seen })
  })
}

async function evaluatePairings(tx: Tx, roundId: string, seen: string | undefined) {
  const split = splitByTime(await listWholeRound(tx, roundId), tx.at)
  assertSeen(seen, namedByEvaluation(split))
  for (const { id } of split.due)
    await advanceWorkflow(tx, pairingWorkflow, { id, version: 'latest', event: { type: 'EVALUATE', by: 'round' } })
}

/** A pairing whose time is over by now stays in its evaluation: it would come back at once. */
async function reopenPairings(tx: Tx, { roundId, reason, seen }: { roundId: string; reason: string; seen: string | undefined }) {
  const split = splitByReopening(await listWholeRound(tx, roundId), tx.at)
  if (split.built.length > 0) throw new Refusal(409, `已经有 ${split.built.length} 对写了评价，不能再退回。`)
  assertSeen(seen, namedByReopening(split))
  for (const { id } of split.back) await advanceWorkflow(tx, pairingWorkflow, { id, version: 'latest', event: { type: 'REOPEN', reason } })
}

/** Sets a round's weights and least score, until matching is accepted. */
export async function setWeights(
  site: Site,
  viewer: Viewer,
  { roundId, ...entry }: { roundId: string; weights: Weights; leastScore: number },
): Promise<void> {
  requireCoordinator(viewer)
  const { weights, leastScore } = parseFields(settings, entry)
  await site.write(viewer.accountId, 'set weights', async (tx) => {
    await assertRoundState(tx, roundId, isBeforeAcceptance, '匹配结果已经采用，权重不能再改。')
    await tx.update(pairingRounds).set({ weights, leastScore }).where(eq(pairingRounds.id, roundId))
    tx.note(`round ${roundId}: ${JSON.stringify({ weights, leastScore })}`)
  })
}

/** Effect: when no pairing of a round waits for an answer any more, the round starts running. */
export async function startRoundIfAnswered(tx: Tx, { pairingId }: { pairingId: string }): Promise<void> {
  const [pairing] = await tx.select({ roundId: pairings.roundId }).from(pairings).where(eq(pairings.id, pairingId))
  if (!pairing) return
  const { roundId } = pairing
  const { state } = await loadWorkflow(tx, roundWorkflow, roundId)
  if (isConfirming(state) && (await countPairingsOfRound(tx, roundId, isProposed)) === 0)
    await advanceBySystem(tx, roundWorkflow, { id: roundId, event: { type: 'ALL_ANSWERED' } })
}
