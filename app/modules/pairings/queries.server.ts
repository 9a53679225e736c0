// Queries of pairings: lists, and one with all that this viewer may see of it.
import { and, asc, desc, eq, or } from 'drizzle-orm'
import { sortByPinyin } from '#app/text/by-pinyin.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { type ExplainedScore, formatReasonWithoutWishes } from '#app/modules/matching/score.ts'
import { canCoordinate } from '#app/modules/shops/policy.ts'
import type { ShopRow } from '#app/modules/shops/shops.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { listPossibleEvents } from '#app/workflow/possible.ts'
import { contains } from '#db/dialect/dialect.ts'
import { assessments, checkIns, pairingGoals } from '#db/schema/pairing-records.ts'
import { pairings } from '#db/schema/pairings.ts'
import { workflows } from '#db/views/workflow.ts'
import { latestAnsweredRemark } from './check-ins.server.ts'
import { both, east, findPairing, toPairingPlace, west } from './find.server.ts'
import { listMessages, type PairingMessage } from './messages.server.ts'
import { getBeginning, type PairingContext, type Side } from './pairing.machine.ts'
import { isUnmet, currentState } from './pairing.states.ts'
import { pairingWorkflow } from './pairing.workflow.ts'
import type { PairingLine, RoundPairing } from './pairing-line.ts'
import { pairingsVisibleTo, getSide } from './policy.ts'
import { parseContext } from '#app/workflow/definition.ts'

interface PairingsAsked {
  /** This one alone. */
  pairingId?: string
  roundId?: string
  which?: (state: string) => boolean
  shopName?: string
  /** Reads no more than so many: the latest. Not with `which`, which looks at what was read. */
  most?: number
}

/** Lists pairings that the viewer may see, latest first. `which` filters by state, `shopName` by part of the name of one of the shops. */
export async function listPairings(
  site: Site,
  viewer: Viewer,
  { pairingId, roundId, which, shopName, most }: PairingsAsked = {},
): Promise<PairingLine[]> {
  const query = site.read
    .select(both)
    .from(pairings)
    .innerJoin(west, eq(west.id, pairings.westShopId))
    .innerJoin(east, eq(east.id, pairings.eastShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(
      and(
        pairingId ? eq(pairings.id, pairingId) : undefined,
        roundId ? eq(pairings.roundId, roundId) : undefined,
        shopName ? or(contains(west.name, shopName), contains(east.name, shopName)) : undefined,
        pairingsVisibleTo(viewer, { westOwner: west.ownerAccountId, eastOwner: east.ownerAccountId, region: west.regionCode }),
      ),
    )
    .orderBy(desc(pairings.id))
  const rows = await (most === undefined ? query : query.limit(most))
  return rows
    .map((row) => ({ ...row, context: parseContext(pairingWorkflow, row.context) }))
    .map((row) => ({ ...row, state: currentState(row.state, row.context) }))
    .filter(({ state }) => !which || which(state))
    .map((row) => ({
      id: row.pairing.id,
      roundId: row.pairing.roundId,
      state: row.state,
      west: { id: row.west.id, name: row.west.name, regionCode: row.west.regionCode },
      east: { id: row.east.id, name: row.east.name },
      side: getSide(viewer, toPairingPlace(row)),
      replacesId: row.pairing.replacesId,
      proposedAt: row.pairing.proposedAt,
      ...formatLife(row.context, row.state),
    }))
}

/** Returns when a pairing began and how it ended, which its state alone does not show. */
const formatLife = (context: PairingContext, state: string) => ({
  beganAt: getBeginning(context),
  endsAt: context.endsAt,
  ending: isUnmet(state) ? ('unmet' as const) : context.ending,
})

export interface PairingView extends PairingLine {
  version: number
  context: PairingContext
  /** The steps that are possible now. */
  steps: string[]
  why: string
  /** As recorded when the pairing was proposed; for the coordinator alone, because it contains wishes. */
  score: ExplainedScore | null
  goals: (typeof pairingGoals.$inferSelect)[]
  /** `aboutOther` is null while the viewer may not see it. */
  checkIns: (Omit<typeof checkIns.$inferSelect, 'number' | 'aboutOther' | 'device' | 'sequence' | 'by'> & { aboutOther: string | null })[]
  assessments: { side: Side; helped: 'much' | 'some' | 'little'; words: string }[]
  /** All for the two; only reported ones for the coordinator. */
  messages: PairingMessage[]
  /** Whether each side lets the other see its phone number. */
  phoneShown: Record<Side, boolean>
  /** What the two may know of each other's shop: nothing of its staff, its figures, or whom it employs. */
  shops: Record<Side, ShopCard>
}

/** A shop as the other side of a pairing sees it. */
export interface ShopCard {
  id: string
  name: string
  regionCode: string
  platforms: string[]
  categories: string[]
  needs: string[]
  ships: string[]
  teaches: string[]
  handles: string[]
  buys: string[]
}

const toShopCard = ({ id, name, regionCode, platforms, categories, needs, ships, teaches, handles, buys }: ShopRow): ShopCard => ({
  id,
  name,
  regionCode,
  platforms,
  categories,
  needs,
  ships,
  teaches,
  handles,
  buys,
})

/** Returns a pairing as this viewer may see it: remarks about the other side are hidden until both have made one. */
export async function readPairing(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<PairingView> {
  const found = await findPairing(site.read, viewer, pairingId)
  const { side } = found
  const coordinates = canCoordinate(viewer) && side === null // in a pairing of their own a coordinator is an owner like the other
  const { snapshot, version } = await loadWorkflow(site.read, pairingWorkflow, pairingId)
  const told = await site.read.select().from(checkIns).where(eq(checkIns.pairingId, pairingId)).orderBy(asc(checkIns.number))
  const said = await site.read.select().from(assessments).where(eq(assessments.pairingId, pairingId))
  const isAnswered = latestAnsweredRemark(told)
  const isOpen = (by: Side, isBothSaid: boolean) => coordinates || by === side || (side !== null && isBothSaid)
  return {
    id: pairingId,
    roundId: found.pairing.roundId,
    state: found.state,
    west: { id: found.west.id, name: found.west.name, regionCode: found.west.regionCode },
    east: { id: found.east.id, name: found.east.name },
    side,
    replacesId: found.pairing.replacesId,
    proposedAt: found.pairing.proposedAt,
    ...formatLife(snapshot.context, found.state),
    version,
    // What the coordinator notes is not for the two.
    context: side === null ? snapshot.context : { ...snapshot.context, note: null },
    steps: listPossibleEvents(pairingWorkflow, snapshot),
    // What each side wished is for the coordinator alone.
    why: coordinates || !found.pairing.score ? found.pairing.why : formatReasonWithoutWishes(found.pairing.score as ExplainedScore),
    score: coordinates ? (found.pairing.score as ExplainedScore | null) : null,
    goals: await site.read.select().from(pairingGoals).where(eq(pairingGoals.pairingId, pairingId)).orderBy(asc(pairingGoals.dueOn)),
    checkIns: told.map(({ number: _number, aboutOther, device: _device, sequence: _sequence, by: _by, ...rest }) => ({
      ...rest,
      aboutOther: aboutOther === '' || isOpen(rest.side, isAnswered(rest.id)) ? aboutOther : null,
    })),
    assessments: said.filter((it) => isOpen(it.side, said.length === 2)).map(({ side, helped, words }) => ({ side, helped, words })),
    messages: await listMessages(site.read, viewer, found),
    phoneShown: { west: found.pairing.westPhoneShownAt !== null, east: found.pairing.eastPhoneShownAt !== null },
    shops: { west: toShopCard(found.west), east: toShopCard(found.east) },
  }
}

/** More helpers than any shop had one after the other. */
const maxSubstitutions = 50

/** Lists the pairings that replaced each other for a western shop, oldest first: one after the other by its id. Throws 404. */
export async function listSubstitutions(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<PairingLine[]> {
  const chain: PairingLine[] = []
  let next: string | null = pairingId
  while (next !== null && chain.length < maxSubstitutions) {
    const [line] = await listPairings(site, viewer, { pairingId: next })
    if (!line) break
    chain.unshift(line)
    next = line.replacesId
  }
  if (chain.length === 0) throw notFound('结对')
  return chain
}

/** Lists all pairings of a round, by the names of their shops, for what is done with the whole round. */
export async function listWholeRound(read: Pick<Reader, 'select'>, roundId: string): Promise<RoundPairing[]> {
  const rows = await read
    .select({ id: pairings.id, west: west.name, east: east.name, state: workflows.state, context: workflows.context })
    .from(pairings)
    .innerJoin(west, eq(west.id, pairings.westShopId))
    .innerJoin(east, eq(east.id, pairings.eastShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.roundId, roundId))
    .orderBy(asc(pairings.id))
  return sortByPinyin(rows, ({ west: name }) => name).map(({ id, west: one, east: other, state, ...row }) => {
    const context = parseContext(pairingWorkflow, row.context)
    return { id, name: `${one} 和 ${other}`, state: currentState(state, context), context }
  })
}

/** Counts the pairings of a round in the given states: after each answer, so nothing more is read. */
export async function countPairingsOfRound(read: Pick<Reader, 'select'>, roundId: string, wanted: (state: string) => boolean) {
  const rows = await read
    .select({ state: workflows.state })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.roundId, roundId))
  return rows.filter(({ state }) => wanted(state)).length
}
