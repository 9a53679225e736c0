// Queries of rounds for the coordinator.
import { and, eq, getTableColumns, isNotNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Weights } from '#app/modules/matching/score.ts'
import { requireCoordinator } from '#app/modules/shops/policy.ts'
import { notFound } from '#app/refusal.ts'
import type { Unmatched } from '#app/modules/matching/round-types.ts'
import type { Side } from '#app/modules/shops/shop.ts'
import { listShops, sortShops } from '#app/modules/shops/shops.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { listPossibleEvents } from '#app/workflow/possible.ts'
import { pairingRounds, roundRulings, roundShops } from '#db/schema/rounds.ts'
import { workflows } from '#db/views/workflow.ts'
import { shops } from '#db/views/shops.ts'
import { readProposal } from './matching.server.ts'
import { isBeforeAcceptance } from './round.states.ts'
import { roundWorkflow } from './round.workflow.ts'

export interface RoundView {
  id: string
  name: string
  state: string
  version: number
  wishesUntil: string | null
  answersUntil: string | null
  weights: Weights
  seed: number
  leastScore: number
  shops: { id: string; name: string; side: 'west' | 'east'; regionCode: string; categories: string[]; willHelp: number; wished: boolean }[]
  rulings: { west: string; east: string; kind: 'pin' | 'conflict'; reason: string }[]
  /** The steps that are possible now. */
  steps: string[]
  /** Whether a matching was accepted, which `replayMatching` opens. */
  isAccepted: boolean
}

/** Returns a round as the coordinator sees it. */
export async function readRound(site: Site, viewer: Viewer, { roundId }: { roundId: string }): Promise<RoundView> {
  requireCoordinator(viewer)
  const { accepted, ...columns } = getTableColumns(pairingRounds) // left out: a large round's is long
  const [round] = await site.read.select(columns).from(pairingRounds).where(eq(pairingRounds.id, roundId))
  if (!round) throw notFound('结对批次')
  const { state, version, snapshot } = await loadWorkflow(site.read, roundWorkflow, roundId)
  const taking = await site.read
    .select({
      id: shops.id,
      name: shops.name,
      side: shops.side,
      regionCode: shops.regionCode,
      categories: shops.categories,
      willHelp: shops.willHelp,
      wishedAt: roundShops.wishedAt,
    })
    .from(roundShops)
    .innerJoin(shops, eq(shops.id, roundShops.shopId))
    .where(eq(roundShops.roundId, roundId))
  const rulings = await site.read.select().from(roundRulings).where(eq(roundRulings.roundId, roundId))
  return {
    ...round,
    weights: round.weights as Weights,
    state,
    version,
    wishesUntil: snapshot.context.wishesUntil,
    answersUntil: snapshot.context.answersUntil,
    shops: sortShops(taking).map(({ wishedAt, ...shop }) => ({ ...shop, wished: wishedAt !== null })),
    steps: listPossibleEvents(roundWorkflow, snapshot),
    isAccepted: (await site.read.$count(pairingRounds, and(eq(pairingRounds.id, roundId), isNotNull(accepted)))) > 0,
    rulings: rulings.map(({ westShopId, eastShopId, kind, reason }) => ({ west: westShopId, east: eastShopId, kind, reason })),
  }
}

/** Lists rounds with their states, latest first. */
export async function listRounds(site: Site, viewer: Viewer): Promise<{ id: string; name: string; state: string; begunAt: Date }[]> {
  requireCoordinator(viewer)
  const rows = await site.read
    .select({ id: pairingRounds.id, name: pairingRounds.name, state: workflows.state, begunAt: workflows.begunAt })
    .from(pairingRounds)
    .innerJoin(workflows, eq(workflows.id, pairingRounds.id))
  return rows.sort((one, other) => other.begunAt.getTime() - one.begunAt.getTime())
}

/** Lists the rounds that are over. */
export async function listClosedRounds(read: Pick<Reader, 'select'>): Promise<Set<string>> {
  const rows = await read
    .select({ id: workflows.id })
    .from(workflows)
    .where(and(eq(workflows.kind, roundWorkflow.kind), eq(workflows.state, 'closed')))
  return new Set(rows.map(({ id }) => id))
}

/** Lists the shops that could still take part in a round; none after matching was accepted. */
export async function listJoinableShops(
  site: Site,
  viewer: Viewer,
  { state, shops }: Pick<RoundView, 'state' | 'shops'>,
): Promise<{ id: string; name: string; side: Side }[]> {
  if (!isBeforeAcceptance(state)) return []
  const others = (await listShops(site, viewer)).filter(({ id }) => !shops.some((shop) => shop.id === id))
  return others.map(({ id, name, side }) => ({ id, name, side }))
}

/** Lists the shops that nobody helps while a round continues, with the reason and what would help. */
export const listUnhelpedShops = async (
  site: Site,
  viewer: Viewer,
  { id, state }: Pick<RoundView, 'id' | 'state'>,
): Promise<Unmatched[]> =>
  state === 'confirming' || state === 'running' ? (await readProposal(site, viewer, { roundId: id })).unmatched : []
