// Rounds: planning, wishes, rulings, what matching proposes, and accepting it.
import { randomInt } from 'node:crypto'
import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { figure } from '#app/figure-field.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal, notFound, notYours, wrongInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { advance, advanceBySystem, begin, standing } from '#app/workflow/kernel.server.ts'
import { askable } from '#app/workflow/possible.ts'
import { among } from '#db/among.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/schema/accounts.ts'
import { pairingRounds, pairings, roundRulings, roundShops, shops } from '#db/schema/mentorship.ts'
import { workflows } from '#db/schema/workflow.ts'
import { type WishEntry, wishEntry } from './entries.ts'
import type { Pair } from './matching/instance.ts'
import type { Free, RoundInput, RoundOutcome, Unmatched } from './matching/round-types.ts'
import { faultsOfPins, matchRound, withKeptPins } from './matching/round.ts'
import { rarityAmong } from './matching/nearness.ts'
import { explain, sayWhyWithoutWishes, scoreParts, usualWeights, type Weights } from './matching/score.ts'
import { type Change, whatIf, type WhatIf } from './matching/what-if.ts'
import { later, type PairingContext } from './pairing.machine.ts'
import { pairingWorkflow, takesAPlace } from './pairing.workflow.ts'
import { canCoordinate, ownsShop } from './policy.ts'
import { roundWorkflow } from './round.workflow.ts'
import { asEastShop, asWestShop, checked, helpedNow, helpingNow, type ShopRow } from './shops.server.ts'

/** Days that both sides have to answer a proposed pairing. */
export const answerDays = 7

const demandCoordinator = (viewer: Viewer) => {
  if (!canCoordinate(viewer)) throw notYours()
}

const weight = figure('权重', { most: 100 })
const settings = z.object({
  weights: z
    .object(Object.fromEntries(scoreParts.map((part) => [part, weight])) as Record<keyof Weights, typeof weight>)
    .refine((all) => Object.values(all).some((it) => it > 0), '权重不能都是 0'),
  leastScore: figure('最低分', { most: 1000 }),
})

/** Plans a round with all shops that are to take part. Its seed is drawn here and recorded. Gives its id. Refuses with 403, or 422. */
export async function planRound(
  site: Site,
  viewer: Viewer,
  { name, shopIds }: { name: string; shopIds: readonly string[] },
): Promise<string> {
  demandCoordinator(viewer)
  const title = name.trim()
  if (title.length < 2 || title.length > 40) throw wrongInput({ name: ['批次名要有 2 到 40 个字'] })
  const seed = randomInt(2 ** 31)
  return site.write(viewer.accountId, 'plan pairing round', async (tx) => {
    const known = await tx
      .select({ id: shops.id })
      .from(shops)
      .where(among(shops.id, [...shopIds]))
    if (known.length !== new Set(shopIds).size) throw wrongInput({ shopIds: ['有的店不在名录里'] })
    const id = newId(tx.at.getTime())
    await begin(tx, roundWorkflow, { id })
    await tx.insert(pairingRounds).values({ id, name: title, weights: usualWeights, seed, leastScore: 0 })
    for (const shop of known) await tx.insert(roundShops).values({ roundId: id, shopId: shop.id, wishes: [], vetoes: [] })
    tx.note(`round ${id}: ${known.length} shops, seed ${seed}`)
    return id
  })
}

/** Lets one more shop take part, until matching is accepted. */
export async function joinRound(site: Site, viewer: Viewer, { roundId, shopId }: { roundId: string; shopId: string }): Promise<void> {
  demandCoordinator(viewer)
  await site.write(viewer.accountId, 'join round', async (tx) => {
    await demandState(tx, roundId, ['preparing', 'collecting', 'matching'], '匹配结果已经采用，不能再加店。')
    if ((await tx.$count(shops, eq(shops.id, shopId))) === 0) throw notFound('网店')
    await tx.insert(roundShops).values({ roundId, shopId, wishes: [], vetoes: [] }).onConflictDoNothing()
    tx.note(`round ${roundId}: shop ${shopId}`)
  })
}

/** Takes a shop out of a round, by its owner or the coordinator, until matching is accepted; rulings that name it go too. Refuses with 404, or 409. */
export async function leaveRound(site: Site, viewer: Viewer, { roundId, shopId }: { roundId: string; shopId: string }): Promise<void> {
  await site.write(viewer.accountId, 'leave round', async (tx) => {
    const [shop] = await tx.select({ ownerAccountId: shops.ownerAccountId }).from(shops).where(eq(shops.id, shopId))
    if (!shop || (!canCoordinate(viewer) && !ownsShop(viewer, shop))) throw notFound('网店')
    await demandState(tx, roundId, ['preparing', 'collecting', 'matching'], '匹配结果已经采用，不能再退出。不想结对，可以不接受。')
    const left = await tx
      .delete(roundShops)
      .where(and(eq(roundShops.roundId, roundId), eq(roundShops.shopId, shopId)))
      .returning({ id: roundShops.shopId })
    if (left.length === 0) throw notFound('网店')
    await tx
      .delete(roundRulings)
      .where(and(eq(roundRulings.roundId, roundId), or(eq(roundRulings.westShopId, shopId), eq(roundRulings.eastShopId, shopId))))
    tx.note(`round ${roundId}: shop ${shopId} left`)
  })
}

async function demandState(read: Pick<Reader, 'select' | 'connection'>, roundId: string, states: readonly string[], sentence: string) {
  const { state } = await standing(read, roundWorkflow, roundId)
  if (!states.includes(state)) throw new Refusal(409, sentence)
}

/** What a coordinator asks of a round besides accepting. */
export type RoundStep = { type: 'OPEN_WISHES' | 'REOPEN_WISHES'; until: string } | { type: 'CLOSE_WISHES' | 'EVALUATE' | 'CLOSE' }

/** Moves a round on. Evaluating it opens the evaluation of its living pairings. Refuses with 403, 404, 409, or 422. */
export async function stepRound(
  site: Site,
  viewer: Viewer,
  { roundId, version, event }: { roundId: string; version: number; event: RoundStep },
): Promise<void> {
  demandCoordinator(viewer)
  await site.write(viewer.accountId, `round: ${event.type}`, async (tx) => {
    const living = event.type === 'CLOSE' ? await pairingsIn(tx, roundId, takesAPlace) : []
    if (living.length > 0) throw new Refusal(409, `还有 ${living.length} 对没有评完，批次不能结束。`)
    await advance(tx, roundWorkflow, { id: roundId, version, event })
    if (event.type !== 'EVALUATE') return
    for (const { id } of await pairingsIn(tx, roundId, (state) => state.startsWith('alive') || state === 'paused'))
      await advance(tx, pairingWorkflow, { id, version: 'latest', event: { type: 'EVALUATE' } })
  })
}

async function pairingsIn(read: Pick<Reader, 'select'>, roundId: string, wanted: (state: string) => boolean) {
  const rows = await read
    .select({ id: pairings.id, state: workflows.state })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.roundId, roundId))
  return rows.filter(({ state }) => wanted(state))
}

/** A shop's wishes and vetoes, by its owner, while they are collected; given again, they take the place of the earlier. */
export async function giveWishes(
  site: Site,
  viewer: Viewer,
  { roundId, shopId, ...entry }: { roundId: string; shopId: string } & WishEntry,
): Promise<void> {
  const { wishes, vetoes } = checked(wishEntry, entry)
  await site.write(viewer.accountId, 'give wishes', async (tx) => {
    const taking = await tx
      .select({ shop: shops })
      .from(roundShops)
      .innerJoin(shops, eq(shops.id, roundShops.shopId))
      .where(eq(roundShops.roundId, roundId))
    const own = taking.find(({ shop }) => shop.id === shopId)?.shop
    if (!own || !ownsShop(viewer, own)) throw notFound('网店')
    await demandState(tx, roundId, ['collecting'], '现在不收志愿。')
    const others = new Set(taking.filter(({ shop }) => shop.side !== own.side).map(({ shop }) => shop.id))
    if ([...wishes, ...vetoes].some((id) => !others.has(id))) throw wrongInput({ wishes: ['有的店不在这个批次的对面一方'] })
    await tx
      .update(roundShops)
      .set({ wishes, vetoes, wishedAt: tx.at })
      .where(and(eq(roundShops.roundId, roundId), eq(roundShops.shopId, shopId)))
    tx.note(`round ${roundId}: shop ${shopId} gave ${wishes.length} wishes, ${vetoes.length} vetoes`)
  })
}

/** Sets a round's weights and least score, until matching is accepted. */
export async function setWeights(
  site: Site,
  viewer: Viewer,
  { roundId, ...entry }: { roundId: string; weights: Weights; leastScore: number },
): Promise<void> {
  demandCoordinator(viewer)
  const { weights, leastScore } = checked(settings, entry)
  await site.write(viewer.accountId, 'set weights', async (tx) => {
    await demandState(tx, roundId, ['preparing', 'collecting', 'matching'], '匹配结果已经采用，权重不能再改。')
    await tx.update(pairingRounds).set({ weights, leastScore }).where(eq(pairingRounds.id, roundId))
    tx.note(`round ${roundId}: ${JSON.stringify({ weights, leastScore })}`)
  })
}

/** Pins two shops, or keeps them apart for a conflict of interest; `null` takes the ruling back. Refuses a pin that cannot be kept. */
export async function ruleOnPair(
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
  demandCoordinator(viewer)
  if (ruling !== null && (reason.trim().length < 2 || reason.trim().length > 300)) throw wrongInput({ reason: ['请写原因，2 到 300 字'] })
  await site.write(viewer.accountId, 'rule on pair', async (tx) => {
    await demandState(tx, roundId, ['preparing', 'collecting', 'matching'], '匹配结果已经采用，不能再指定。')
    const key = and(eq(roundRulings.roundId, roundId), eq(roundRulings.westShopId, west), eq(roundRulings.eastShopId, east))
    await tx.delete(roundRulings).where(key)
    if (ruling !== null) {
      const named = await tx
        .select({ ownerAccountId: shops.ownerAccountId })
        .from(roundShops)
        .innerJoin(shops, eq(shops.id, roundShops.shopId))
        .where(and(eq(roundShops.roundId, roundId), inArray(roundShops.shopId, [west, east])))
      if (named.length !== 2) throw notFound('网店')
      if (ruling === 'pin' && named.some((shop) => ownsShop(viewer, shop))) throw notYours('不能给自己的店指定结对。')
      await tx.insert(roundRulings).values({ roundId, westShopId: west, eastShopId: east, kind: ruling, reason: reason.trim() })
      if (ruling === 'pin') demandKeepable(await roundInput(tx, roundId), [west, east])
    }
    tx.note(`round ${roundId}: ${west} with ${east}: ${ruling ?? 'nothing'}`)
  })
}

/** Refuses a pin that a hard rule, or the pins before it, leave no room for. */
function demandKeepable(input: RoundInput, pin: Pair) {
  if (!input.west.some(({ id }) => id === pin[0])) throw new Refusal(409, '这家西部店已经有结对，或者店主账号停用了，不能指定。')
  const others = withKeptPins({ ...input, pins: input.pins.filter(([west, east]) => west !== pin[0] || east !== pin[1]) })
  const faults = faultsOfPins({ ...others, pins: [...others.pins, pin] })
  if (faults.length > 0) throw new Refusal(409, faults.join(''))
}

/** All that a round's matching goes by, as it stands. */
export async function roundInput(read: Pick<Reader, 'select'>, roundId: string): Promise<RoundInput> {
  const [round] = await read
    .select({ weights: pairingRounds.weights, seed: pairingRounds.seed, leastScore: pairingRounds.leastScore })
    .from(pairingRounds)
    .where(eq(pairingRounds.id, roundId))
  if (!round) throw notFound('结对批次')
  // Whose account was closed cannot answer: the shop is not matched.
  const taking = await read
    .select({ shop: shops, wishes: roundShops.wishes, vetoes: roundShops.vetoes })
    .from(roundShops)
    .innerJoin(shops, eq(shops.id, roundShops.shopId))
    .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
    .where(and(eq(roundShops.roundId, roundId), isNull(accounts.disabledAt)))
    .orderBy(asc(shops.id))
  const rulings = await read.select().from(roundRulings).where(eq(roundRulings.roundId, roundId)).orderBy(asc(roundRulings.westShopId))
  const east = taking.filter(({ shop }) => shop.side === 'east').map(({ shop }) => shop)
  const helping = await helpingNow(
    read,
    east.map(({ id }) => id),
  )
  const west = taking.filter(({ shop }) => shop.side === 'west').map(({ shop }) => shop)
  const helped = await helpedNow(
    read,
    among(
      shops.id,
      west.map(({ id }) => id),
    ),
  )
  const ruled = (kind: 'pin' | 'conflict') =>
    rulings.filter((ruling) => ruling.kind === kind).map(({ westShopId, eastShopId }): Pair => [westShopId, eastShopId])
  return {
    west: west.filter(({ id }) => !helped.has(id)).map(asWestShop),
    east: east.map((shop) => asEastShop(shop, helping.get(shop.id) ?? 0)),
    wishes: Object.fromEntries(taking.map(({ shop, wishes }) => [shop.id, wishes])),
    vetoes: taking.flatMap(({ shop, vetoes }) => vetoes.map((of) => ({ by: shop.id, of }))),
    conflicts: ruled('conflict'),
    pins: ruled('pin').filter(([id]) => !helped.has(id)),
    failed: await failedPairs(
      read,
      west.map(({ id }) => id),
    ),
    weights: round.weights as Weights,
    seed: round.seed,
    leastScore: round.leastScore,
  }
}

/** Pairs that were declined or dissolved. One that nobody answered in time may be tried again. */
async function failedPairs(read: Pick<Reader, 'select'>, westIds: readonly string[]): Promise<Pair[]> {
  const rows = await read
    .select({ west: pairings.westShopId, east: pairings.eastShopId, context: workflows.context })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(and(among(pairings.westShopId, [...westIds]), inArray(workflows.state, ['declined', 'dissolved', 'unmet', 'rematched'])))
  return rows
    .filter(({ context }) => (context as unknown as PairingContext).ending !== 'lapsed')
    .map(({ west, east }): Pair => [west, east])
}

/** What matching proposes as things stand. Refuses with 403, or 404. */
export async function proposeMatching(site: Site, viewer: Viewer, { roundId }: { roundId: string }): Promise<RoundOutcome> {
  demandCoordinator(viewer)
  return matchRound(await roundInput(site.read, roundId))
}

/** What a change would do to the proposal; nothing is stored. */
export async function askWhatIf(site: Site, viewer: Viewer, { roundId, change }: { roundId: string; change: Change }): Promise<WhatIf> {
  demandCoordinator(viewer)
  return whatIf(await roundInput(site.read, roundId), change)
}

/**
 * Accepts what matching proposes: each pair becomes a pairing that both sides are asked about. What it went by is kept
 * with the round. Refuses with 403, 404, or 409 (overtaken, not possible now, no pairs, a pin that a hard rule forbids by
 * now, or `expected` is no longer what matching proposes).
 */
export async function acceptMatching(
  site: Site,
  viewer: Viewer,
  { roundId, version, expected }: { roundId: string; version: number; expected: readonly Pair[] },
): Promise<string[]> {
  demandCoordinator(viewer)
  return site.write(viewer.accountId, 'accept matching', async (tx) => {
    const input = await roundInput(tx, roundId)
    const { pairs, unmatched, free, faults } = matchRound(input)
    if (faults.length > 0) throw new Refusal(409, `${faults.join('')}请先取消这样的指定。`)
    if (JSON.stringify(pairs.map(({ west, east }) => [west, east])) !== JSON.stringify(expected))
      throw new Refusal(409, '您看过以后，匹配结果变了。请看过新的结果再采用。')
    const answersUntil = later(tx.at.toISOString(), answerDays)
    await advance(tx, roundWorkflow, { id: roundId, version, event: { type: 'ACCEPT', pairs: pairs.length, answersUntil } })
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
          .set({ without: asOwnerIsTold(one) })
          .where(and(eq(roundShops.roundId, roundId), eq(roundShops.shopId, shopId)))
    }
    const ids: string[] = []
    for (const { west, east, pinned, why, score } of pairs) {
      ids.push(await proposePairing(tx, { roundId, west, east, pinned, why, score, replacesId: null, answerUntil: answersUntil }))
    }
    return ids
  })
}

/** Who refused whom stays with the coordinator. */
const asOwnerIsTold = ({ isBarred, why, help }: Unmatched | Free) =>
  isBarred ? { why: '这一批里没有能结对的店。', help: '请等下一批，会有新的店报名。' } : { why, help }

/** What was accepted, with all that it went by. */
interface AcceptedMatching {
  input: RoundInput
  pairs: readonly Pair[]
}

/**
 * The matching that a round accepted, done again from what was recorded then: its pairs with their reasons, who stayed
 * without and why, the checker's list; and whether it came to the very pairs that were accepted. Refuses with 403, or 404.
 */
export async function repeatMatching(
  site: Site,
  viewer: Viewer,
  { roundId }: { roundId: string },
): Promise<{ outcome: RoundOutcome; isTheSame: boolean }> {
  demandCoordinator(viewer)
  const [round] = await site.read.select({ accepted: pairingRounds.accepted }).from(pairingRounds).where(eq(pairingRounds.id, roundId))
  if (!round?.accepted) throw notFound('采用的匹配结果')
  const { input, pairs } = round.accepted as AcceptedMatching
  const outcome = matchRound(input)
  return { outcome, isTheSame: JSON.stringify(outcome.pairs.map(({ west, east }) => [west, east])) === JSON.stringify(pairs) }
}

/** The latest round whose matching left a shop without a pair, with what its owner is told of it. */
export async function roundWithout(
  read: Pick<Reader, 'select'>,
  shopId: string,
): Promise<{ round: string; why: string; help: string } | null> {
  const [row] = await read
    .select({ round: pairingRounds.name, without: roundShops.without })
    .from(roundShops)
    .innerJoin(pairingRounds, eq(pairingRounds.id, roundShops.roundId))
    .where(and(eq(roundShops.shopId, shopId), isNotNull(roundShops.without)))
    .orderBy(desc(pairingRounds.id))
    .limit(1)
  return row ? { round: row.round, ...row.without! } : null
}

interface Proposal {
  roundId: string
  west: string
  east: string
  pinned: boolean
  why: string
  score: unknown
  replacesId: string | null
  answerUntil: string
}

/** Begins a pairing: from now on both sides are asked. */
export async function proposePairing(
  tx: Tx,
  { roundId, west, east, pinned, why, score, replacesId, answerUntil }: Proposal,
): Promise<string> {
  const id = newId(tx.at.getTime())
  await begin(tx, pairingWorkflow, { id, input: { answerUntil } })
  await tx.insert(pairings).values({ id, roundId, westShopId: west, eastShopId: east, pinned, why, score, replacesId, proposedAt: tx.at })
  tx.note(`pairing ${id}: ${west} with ${east}`)
  return id
}

/** Effect: once no pairing of a round waits for an answer, the round runs. */
export async function tellRound(tx: Tx, { pairingId }: { pairingId: string }): Promise<void> {
  const [pairing] = await tx.select({ roundId: pairings.roundId }).from(pairings).where(eq(pairings.id, pairingId))
  if (!pairing) return
  const { state } = await standing(tx, roundWorkflow, pairing.roundId)
  const waiting = await pairingsIn(tx, pairing.roundId, (it) => it === 'proposed')
  if (state === 'confirming' && waiting.length === 0)
    await advanceBySystem(tx, roundWorkflow, { id: pairing.roundId, event: { type: 'ALL_ANSWERED' } })
}

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
  /** What may be asked of it now. */
  steps: string[]
  /** Whether a matching was accepted, which `repeatMatching` opens. */
  isAccepted: boolean
}

/** A round as the coordinator sees it. */
export async function readRound(site: Site, viewer: Viewer, { roundId }: { roundId: string }): Promise<RoundView> {
  demandCoordinator(viewer)
  const { accepted, ...columns } = getTableColumns(pairingRounds) // a large round's is long
  const [round] = await site.read.select(columns).from(pairingRounds).where(eq(pairingRounds.id, roundId))
  if (!round) throw notFound('结对批次')
  const { state, version, snapshot } = await standing(site.read, roundWorkflow, roundId)
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
    .orderBy(asc(shops.side), asc(shops.name))
  const rulings = await site.read.select().from(roundRulings).where(eq(roundRulings.roundId, roundId))
  return {
    ...round,
    weights: round.weights as Weights,
    state,
    version,
    wishesUntil: snapshot.context.wishesUntil,
    answersUntil: snapshot.context.answersUntil,
    shops: taking.map(({ wishedAt, ...shop }) => ({ ...shop, wished: wishedAt !== null })),
    steps: askable(roundWorkflow, snapshot),
    isAccepted: (await site.read.$count(pairingRounds, and(eq(pairingRounds.id, roundId), isNotNull(accepted)))) > 0,
    rulings: rulings.map(({ westShopId, eastShopId, kind, reason }) => ({ west: westShopId, east: eastShopId, kind, reason })),
  }
}

/** Rounds with where they stand, the latest first. */
export async function listRounds(site: Site, viewer: Viewer): Promise<{ id: string; name: string; state: string; begunAt: Date }[]> {
  demandCoordinator(viewer)
  const rows = await site.read
    .select({ id: pairingRounds.id, name: pairingRounds.name, state: workflows.state, begunAt: workflows.begunAt })
    .from(pairingRounds)
    .innerJoin(workflows, eq(workflows.id, pairingRounds.id))
  return rows.sort((one, other) => other.begunAt.getTime() - one.begunAt.getTime())
}

export interface WishForm {
  roundId: string
  shop: { id: string; name: string; side: 'west' | 'east' }
  until: string | null
  wishes: string[]
  vetoes: string[]
  /** Whether wishes were given already; they may be changed until the term. */
  given: boolean
  /** The best fitting first, with what speaks for each. */
  others: { id: string; name: string; regionCode: string; categories: string[]; fits: string }[]
}

/** For each of the viewer's shops in a round that collects wishes: whom it may choose from, and what it chose. */
export async function openWishes(site: Site, viewer: Viewer): Promise<WishForm[]> {
  const own = await site.read
    .select({
      roundId: roundShops.roundId,
      shop: shops,
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
    const { snapshot } = await standing(site.read, roundWorkflow, roundId)
    const others = await site.read
      .select({ shop: shops })
      .from(roundShops)
      .innerJoin(shops, eq(shops.id, roundShops.shopId))
      .where(and(eq(roundShops.roundId, roundId), ne(shops.side, shop.side), ne(shops.ownerAccountId, viewer.accountId)))
      .orderBy(asc(shops.name))
    const [round] = await site.read.select({ weights: pairingRounds.weights }).from(pairingRounds).where(eq(pairingRounds.id, roundId))
    forms.push({
      roundId,
      shop: { id: shop.id, name: shop.name, side: shop.side },
      until: snapshot.context.wishesUntil,
      given: wishedAt !== null,
      wishes,
      vetoes,
      others: byFit(
        shop,
        others.map(({ shop }) => shop),
        round!.weights as Weights,
      ),
    })
  }
  return forms
}

/** By what the round's weights say of the two, wishes apart: nobody learns here what others chose. */
function byFit(own: ShopRow, others: readonly ShopRow[], weights: Weights): WishForm['others'] {
  const rarity = rarityAmong([own, ...others].map((row) => asWestShop(row)))
  return others
    .map((other) => {
      const [west, east] = own.side === 'west' ? [own, other] : [other, own]
      const score = explain(rarity, asWestShop(west), asEastShop(east, 0), { west: 0, east: 0 }, weights)
      return {
        total: score[own.side],
        id: other.id,
        name: other.name,
        regionCode: other.regionCode,
        categories: other.categories,
        fits: sayWhyWithoutWishes(score),
      }
    })
    .sort((one, other) => other.total - one.total || one.name.localeCompare(other.name, 'zh'))
    .map(({ total: _total, ...other }) => other)
}
