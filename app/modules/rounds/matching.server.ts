// The proposed matching of a round, accepting it, and replaying an accepted one.
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Pair } from '#app/modules/matching/instance.ts'
import type { Vacancy, RoundInput, RoundOutcome, Unmatched } from '#app/modules/matching/round-types.ts'
import { matchRound } from '#app/modules/matching/round.ts'
import { type Change, runWhatIf, type WhatIf } from '#app/modules/matching/what-if.ts'
import { addDaysTo } from '#app/modules/pairings/pairing.machine.ts'
import { proposePairing } from '#app/modules/pairings/pairings.server.ts'
import { requireCoordinator } from '#app/modules/shops/policy.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { advanceWorkflow } from '#app/workflow/kernel.server.ts'
import { pairingRounds, roundShops } from '#db/schema/rounds.ts'
import { loadRoundInput } from './round-input.server.ts'
import { isMatching } from './round.states.ts'
import { roundWorkflow } from './round.workflow.ts'

/** Returns the matching proposed for the current data. Throws 403, or 404. */
export async function readProposal(site: Site, viewer: Viewer, { roundId }: { roundId: string }): Promise<RoundOutcome> {
  requireCoordinator(viewer)
  return matchRound(await loadRoundInput(site.read, site.programme, roundId))
}

/** Returns what a change would do to the proposal; nothing is stored. */
export async function readWhatIf(site: Site, viewer: Viewer, { roundId, change }: { roundId: string; change: Change }): Promise<WhatIf> {
  requireCoordinator(viewer)
  return runWhatIf(await loadRoundInput(site.read, site.programme, roundId), change)
}

/**
 * Accepts the proposed matching: each pair becomes a pairing that both sides are asked about. The input of the matching is stored with the
 * round. Throws 403, 404, or 409 if the round has moved on, accepting is not possible now, there are no pairs, a hard rule now forbids a
 * pin, or `expected` is no longer what matching proposes.
 */
export async function acceptMatching(
  site: Site,
  viewer: Viewer,
  { roundId, version, expected }: { roundId: string; version: number; expected: readonly Pair[] },
): Promise<string[]> {
  requireCoordinator(viewer)
  return site.write(viewer.accountId, 'accept matching', async (tx) => {
    const input = await loadRoundInput(tx, site.programme, roundId)
    const { pairs, unmatched, free, faults } = matchRound(input)
    if (faults.length > 0) throw new Refusal(409, `${faults.join('')}请先取消这样的指定。`)
    if (JSON.stringify(pairs.map(({ west, east }) => [west, east])) !== JSON.stringify(expected))
      throw new Refusal(409, '您看过以后，匹配结果变了。请看过新的结果再采用。')
    const { terms } = site.programme
    const answersUntil = addDaysTo(tx.at.toISOString(), terms.answerDays)
    await advanceWorkflow(tx, roundWorkflow, { id: roundId, version, event: { type: 'ACCEPT', pairs: pairs.length, answersUntil } })
    await tx
      .update(pairingRounds)
      .set({ accepted: { input, pairs: expected } satisfies AcceptedMatching })
      .where(eq(pairingRounds.id, roundId))
    const paired = new Set(expected.flat())
    for (const one of [...unmatched, ...free]) {
      const shopId = 'west' in one ? one.west : one.east
      if (!paired.has(shopId))
        await tx
          .update(roundShops)
          .set({ unmatchedNotice: toOwnerNotice(one) })
          .where(and(eq(roundShops.roundId, roundId), eq(roundShops.shopId, shopId)))
    }
    const ids: string[] = []
    for (const { west, east, pinned, why, score } of pairs) {
      ids.push(await proposePairing(tx, { roundId, west, east, pinned, why, score, replacesId: null, answerUntil: answersUntil, terms }))
    }
    return ids
  })
}

/** Only the coordinator may see who refused whom. */
const toOwnerNotice = ({ isBarred, why, help }: Unmatched | Vacancy) =>
  isBarred ? { why: '这一批里没有能结对的店。', help: '请等下一批，会有新的店报名。' } : { why, help }

/** An accepted matching with all its input. */
interface AcceptedMatching {
  input: RoundInput
  pairs: readonly Pair[]
}

/**
 * Repeats the matching that a round accepted, from what was recorded then: its pairs with their reasons, who stayed without and why, the
 * checker's list; and whether it gave the very pairs that were accepted. Throws 403, or 404.
 */
export async function replayMatching(
  site: Site,
  viewer: Viewer,
  { roundId }: { roundId: string },
): Promise<{ outcome: RoundOutcome; isTheSame: boolean }> {
  requireCoordinator(viewer)
  const [round] = await site.read.select({ accepted: pairingRounds.accepted }).from(pairingRounds).where(eq(pairingRounds.id, roundId))
  if (!round?.accepted) throw notFound('采用的匹配结果')
  const { input, pairs } = round.accepted as AcceptedMatching
  const outcome = matchRound(input)
  return { outcome, isTheSame: JSON.stringify(outcome.pairs.map(({ west, east }) => [west, east])) === JSON.stringify(pairs) }
}

/** Returns what a round's matching is now: the proposal, what was accepted, or null while there is neither. Throws 403, or 404. */
export async function readMatching(
  site: Site,
  viewer: Viewer,
  { id: roundId, state, isAccepted }: { id: string; state: string; isAccepted: boolean },
): Promise<{ outcome: RoundOutcome | null; isTheSame: boolean }> {
  if (isMatching(state)) return { outcome: await readProposal(site, viewer, { roundId }), isTheSame: true }
  return isAccepted ? replayMatching(site, viewer, { roundId }) : { outcome: null, isTheSame: true }
}

/** Finds the latest round whose matching left a shop without a pair, with its owner's notice. */
export async function findUnmatchedNotice(
  read: Pick<Reader, 'select'>,
  shopId: string,
): Promise<{ round: string; why: string; help: string } | null> {
  const [row] = await read
    .select({ round: pairingRounds.name, unmatchedNotice: roundShops.unmatchedNotice })
    .from(roundShops)
    .innerJoin(pairingRounds, eq(pairingRounds.id, roundShops.roundId))
    .where(and(eq(roundShops.shopId, shopId), isNotNull(roundShops.unmatchedNotice)))
    .orderBy(desc(pairingRounds.id))
    .limit(1)
  return row ? { round: row.round, ...row.unmatchedNotice! } : null
}
