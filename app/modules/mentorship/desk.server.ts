// Who waits for what, over all pairings that a desk may see.
import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { sayMonth } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { among } from '#db/among.ts'
import { checkIns, messageSettlements, pairingGoals, pairingMessages, ratings, shopResults, shops } from '#db/schema/mentorship.ts'
import { workflows } from '#db/schema/workflow.ts'
import { rarityAmong } from './matching/nearness.ts'
import { faultsOfPins, placesOf } from './matching/round.ts'
import { explain, sayWhy, wishValue } from './matching/score.ts'
import { lastWords } from './in-touch.ts'
import type { PairingContext, Side } from './pairing.machine.ts'
import { ratingWorkflow } from './rating.workflow.ts'
import { listPairings, type PairingLine, readPairing } from './pairings.server.ts'
import { canCoordinate } from './policy.ts'
import { roundInput } from './rounds.server.ts'
import { helpedShops, listShops } from './shops.server.ts'

export type Waiting = 'answer' | 'checkIn' | 'officer' | 'risk' | 'pause' | 'assessment' | 'rematch'

export interface WaitingPairing {
  line: PairingLine
  what: Waiting
  /** Which sides have yet to do it, or to say that they were in touch; none where it is the house or the coordinator who waits. */
  whom: Side[]
  /** The moment until which, or since which, it waits. */
  moment: string | null
  /** Why it was paused or ended. */
  reason: string | null
}

export interface ToConfirm {
  kind: 'goal' | 'month'
  pairingId: string | null
  shopId: string
  shopName: string
  words: string
}

export interface Desk {
  waiting: WaitingPairing[]
  toConfirm: ToConfirm[]
  /** For the coordinator alone. */
  reported: { pairingId: string; shopNames: string; reason: string; at: Date }[]
  appeals: { shopId: string; shopName: string; appeal: string }[]
}

/** All that waits in the viewer's reach, the most urgent kinds first. */
export async function readPairingDesk(site: Site, viewer: Viewer): Promise<Desk> {
  const lines = await listPairings(site, viewer)
  const contexts = new Map(
    (
      await site.read
        .select({ id: workflows.id, context: workflows.context })
        .from(workflows)
        .where(and(eq(workflows.kind, 'pairing'), ne(workflows.state, 'completed')))
    ).map(({ id, context }) => [id, context as unknown as PairingContext]),
  )
  // Nobody looks for another helper where one was found, or where the round is over.
  const helped = await helpedShops(site, viewer)
  const closed = new Set(
    (
      await site.read
        .select({ id: workflows.id })
        .from(workflows)
        .where(and(eq(workflows.kind, 'pairingRound'), eq(workflows.state, 'closed')))
    ).map(({ id }) => id),
  )
  const told = await checkInsOf(
    site,
    lines.filter(({ state }) => state.startsWith('alive')).map(({ id }) => id),
  )
  const waiting = lines.flatMap((line) => {
    const context = contexts.get(line.id)
    const waits = context ? waitsFor(line, context, (side) => lastWords(told.get(line.id) ?? [], context.contacts)[side] === true) : []
    return waits.filter(({ what }) => what !== 'rematch' || (!helped.has(line.west.id) && !closed.has(line.roundId)))
  })
  return {
    waiting: waiting.sort(
      (one, other) => urgency.indexOf(one.what) - urgency.indexOf(other.what) || (one.moment ?? '').localeCompare(other.moment ?? ''),
    ),
    toConfirm: await proofsToConfirm(site, viewer, lines),
    reported: canCoordinate(viewer) ? await reportedMessages(site, lines) : [],
    appeals: canCoordinate(viewer) ? await openAppeals(site) : [],
  }
}

const urgency: readonly Waiting[] = ['risk', 'rematch', 'officer', 'checkIn', 'answer', 'assessment', 'pause']

const missing = (west: string | null, east: string | null): Side[] => [
  ...(west === null ? (['west'] as const) : []),
  ...(east === null ? (['east'] as const) : []),
]

/** All check-ins of these pairings, in the order in which they came, by pairing. */
async function checkInsOf(site: Site, pairingIds: readonly string[]) {
  if (pairingIds.length === 0) return new Map<string, never[]>()
  const rows = await site.read
    .select({ id: checkIns.pairingId, period: checkIns.period, side: checkIns.side, contacted: checkIns.contacted })
    .from(checkIns)
    .where(among(checkIns.pairingId, [...pairingIds]))
    .orderBy(checkIns.number)
  const byPairing = new Map<string, typeof rows>()
  for (const row of rows) byPairing.set(row.id, [...(byPairing.get(row.id) ?? []), row])
  return byPairing
}

function waitsFor(line: PairingLine, context: PairingContext, hasTold: (side: Side) => boolean): WaitingPairing[] {
  const silent = (['west', 'east'] as const).filter((side) => !hasTold(side))
  const one = (what: Waiting, moment: string | null, whom: Side[] = []): WaitingPairing[] => [
    { line, what, whom, moment, reason: context.reason },
  ]
  switch (line.state) {
    case 'proposed':
      return one('answer', context.answerUntil, missing(context.westAcceptedAt, context.eastAcceptedAt))
    case 'alive.active.nudged':
      return one('checkIn', context.contactDue, silent)
    case 'alive.active.escalated':
      return one('officer', context.contactDue, silent)
    case 'alive.atRisk':
      return one('risk', context.contactDue, silent)
    case 'paused':
      return one('pause', context.pausedUntil)
    case 'evaluating':
      return one('assessment', context.evaluateUntil, missing(context.westAssessedAt, context.eastAssessedAt))
    case 'declined':
    case 'lapsed':
    case 'dissolved':
    case 'unmet':
      return one('rematch', null)
    default:
      return []
  }
}

async function proofsToConfirm(site: Site, viewer: Viewer, lines: readonly PairingLine[]): Promise<ToConfirm[]> {
  const seen = new Map(lines.map((line) => [line.id, line]))
  const goals = await site.read
    .select()
    .from(pairingGoals)
    .where(and(isNotNull(pairingGoals.reachedOn), isNull(pairingGoals.confirmedBy)))
  const reach = new Set((await listShops(site, viewer, { side: 'west' })).map(({ id }) => id))
  const months = await site.read
    .select({ result: shopResults, name: shops.name })
    .from(shopResults)
    .innerJoin(shops, eq(shops.id, shopResults.shopId))
    .where(and(ne(shopResults.source, 'confirmed'), isNull(shopResults.supersededAt)))
  return [
    ...goals.flatMap(({ pairingId, title }): ToConfirm[] => {
      const line = seen.get(pairingId)
      return line ? [{ kind: 'goal', pairingId, shopId: line.west.id, shopName: line.west.name, words: title }] : []
    }),
    ...months
      .filter(({ result }) => reach.has(result.shopId))
      .map(({ result, name }): ToConfirm => ({
        kind: 'month',
        pairingId: lines.find(({ west }) => west.id === result.shopId)?.id ?? null,
        shopId: result.shopId,
        shopName: name,
        words: `${sayMonth(result.month)}的数字`,
      })),
  ]
}

/** What was reported and is not dealt with, what waits longest first. */
async function reportedMessages(site: Site, lines: readonly PairingLine[]): Promise<Desk['reported']> {
  const rows = await site.read
    .select({ pairingId: pairingMessages.pairingId, reportReason: pairingMessages.reportReason, reportedAt: pairingMessages.reportedAt })
    .from(pairingMessages)
    .leftJoin(messageSettlements, eq(messageSettlements.messageId, pairingMessages.id))
    .where(and(isNotNull(pairingMessages.reportedAt), isNull(messageSettlements.messageId)))
    .orderBy(pairingMessages.reportedAt)
  return rows.flatMap(({ pairingId, reportReason, reportedAt }) => {
    const line = lines.find(({ id }) => id === pairingId)
    return line ? [{ pairingId, shopNames: `${line.west.name} 和 ${line.east.name}`, reason: reportReason!, at: reportedAt! }] : []
  })
}

async function openAppeals(site: Site): Promise<Desk['appeals']> {
  const rows = await site.read
    .select({ shopId: shops.id, shopName: shops.name, context: workflows.context })
    .from(ratings)
    .innerJoin(shops, eq(shops.id, ratings.shopId))
    .innerJoin(workflows, eq(workflows.id, ratings.id))
    .where(and(eq(workflows.kind, ratingWorkflow.kind), eq(workflows.state, 'appealed')))
  return rows.map(({ shopId, shopName, context }) => ({ shopId, shopName, appeal: (context as { appeal?: string }).appeal ?? '' }))
}

export interface RematchChoice {
  id: string
  name: string
  places: number
  why: string
  /** What stands against it, in a sentence; null if nothing does. */
  against: string | null
}

/** The eastern shops of the pairing's round, for the coordinator who looks for another helper: those that can first, the best fitting first. */
export async function rematchChoices(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<RematchChoice[]> {
  if (!canCoordinate(viewer)) return []
  const { roundId, west: line } = await readPairing(site, viewer, { pairingId })
  const input = await roundInput(site.read, roundId)
  const west = input.west.find(({ id }) => id === line.id)
  if (!west) return []
  const rarity = rarityAmong([...input.west, ...input.east])
  return input.east
    .map((east) => {
      const score = explain(
        rarity,
        west,
        east,
        { west: wishValue(input.wishes[west.id], east.id), east: wishValue(input.wishes[east.id], west.id) },
        input.weights,
      )
      const faults = faultsOfPins({ ...input, pins: [[west.id, east.id]] })
      return {
        id: east.id,
        name: east.name,
        places: placesOf(east),
        why: sayWhy(score),
        against: faults.length > 0 ? faults.join('') : null,
        total: score.west,
      }
    })
    .sort((one, other) => Number(one.against !== null) - Number(other.against !== null) || other.total - one.total)
    .map(({ total: _total, ...choice }) => choice)
}
