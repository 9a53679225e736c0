// Credit ratings of shops: facts, rating by the public rules, appeals and what follows.
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import { shortText } from '#app/fields.ts'
import { addDays, dayOf, isDay, sayMonth, startOfDay } from '#app/calendar.ts'
import { covers, reachOf, type Viewer } from '#app/access/viewer.ts'
import { Refusal, notFound, notYours, wrongInput } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { advance, begin, standing } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { pairingGoals, pairings, ratingFacts, ratingFactStrikes, ratings, shopResults, shops } from '#db/schema/mentorship.ts'
import { workflows } from '#db/schema/workflow.ts'
import { canCoordinate, ownsShop } from './policy.ts'
import type { RatingContext } from './rating.machine.ts'
import { factKinds, type FactKind, rate, type RatedFact, type RatingFact } from './rating-rules.ts'
import { ratingWorkflow } from './rating.workflow.ts'
import { checked, type ShopRow } from './shops.server.ts'

/** Days after a rating in which its owner may appeal. */
const appealDays = 30

const factEntry = z.object({
  kind: z.enum(['complaintAnswered', 'standardMet', 'complaintIgnored', 'standardBroken'], { error: '请选是什么事' }),
  happenedOn: shortText().refine(isDay, '请填日期'),
  words: z.string().trim().min(4, '请写明经过').max(300, '最多 300 字'),
})
export type FactEntry = z.input<typeof factEntry>

const mayConfirm = (viewer: Viewer, shop: ShopRow) => covers(reachOf(viewer, 'pairings.see'), { region: shop.regionCode })

async function shopOf(read: Pick<Reader, 'select'>, shopId: string): Promise<ShopRow> {
  const [shop] = await read.select().from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('网店')
  return shop
}

/** An officer of the shop's region, who does not own it, enters a fact that he has confirmed. Gives its id. */
export async function enterFact(site: Site, viewer: Viewer, { shopId, ...entry }: { shopId: string } & FactEntry): Promise<string> {
  const fact = checked(factEntry, entry)
  return site.write(viewer.accountId, 'enter rating fact', async (tx) => {
    const shop = await shopOf(tx, shopId)
    if (!mayConfirm(viewer, shop)) throw notFound('网店')
    if (ownsShop(viewer, shop)) throw notYours('不能给自己的店登记。')
    if (fact.happenedOn > dayOf(tx.at)) throw new Refusal(422, '日期还没有到。', { happenedOn: ['日期还没有到'] })
    const id = newId(tx.at.getTime())
    await tx.insert(ratingFacts).values({ id, shopId, ...fact, confirmedBy: viewer.accountId, knownAt: tx.at })
    tx.note(`rating fact ${id} of shop ${shopId}`)
    return id
  })
}

/** All confirmed facts of a shop: those that officers entered, goals kept in time, months that were confirmed. */
async function factsOf(read: Pick<Reader, 'select'>, shopId: string): Promise<RatingFact[]> {
  const entered = await read
    .select()
    .from(ratingFacts)
    .where(
      and(
        eq(ratingFacts.shopId, shopId),
        notInArray(ratingFacts.id, read.select({ id: ratingFactStrikes.factId }).from(ratingFactStrikes)),
      ),
    )
  const goals = await read
    .select({ goal: pairingGoals })
    .from(pairingGoals)
    .innerJoin(pairings, eq(pairings.id, pairingGoals.pairingId))
    .where(and(eq(pairings.westShopId, shopId), isNotNull(pairingGoals.confirmedBy), lte(pairingGoals.reachedOn, pairingGoals.dueOn)))
  // A month that an officer had to put right is not the owner's proof.
  const months = await read
    .select({ id: shopResults.id, month: shopResults.month, knownAt: shopResults.knownAt })
    .from(shopResults)
    .innerJoin(shops, and(eq(shops.id, shopResults.shopId), eq(shops.ownerAccountId, shopResults.by)))
    .where(
      and(
        eq(shopResults.shopId, shopId),
        eq(shopResults.source, 'confirmed'),
        isNotNull(shopResults.proofFileId),
        isNull(shopResults.supersededAt),
      ),
    )
  return [
    ...entered.map(({ id, kind, happenedOn, words }): RatingFact => ({ id, kind: kind as FactKind, happenedOn, words })),
    ...goals.map(({ goal }): RatingFact => ({
      id: `${goal.pairingId}/${goal.goal}`,
      kind: 'goalKept',
      happenedOn: goal.reachedOn!,
      words: goal.title,
    })),
    ...months.map(({ id, month, knownAt }): RatingFact => ({
      id,
      kind: 'proofGiven',
      happenedOn: dayOf(knownAt),
      words: `${sayMonth(month)}的经营数字`,
    })),
  ]
}

/** Rates a shop by the rules of today; an earlier rating gives way. Refuses with 403, 404, or 409 (too few facts, an appeal is open). Gives its id. */
export async function rateShop(site: Site, viewer: Viewer, { shopId }: { shopId: string }): Promise<string> {
  if (!canCoordinate(viewer)) throw notYours()
  return site.write(viewer.accountId, 'rate shop', async (tx) => {
    const shop = await shopOf(tx, shopId)
    if (ownsShop(viewer, shop)) throw notYours('不能给自己的店评级。')
    const today = dayOf(tx.at)
    const rated = rate(await factsOf(tx, shop.id), today)
    if (!rated) throw new Refusal(409, '核实过的事实太少，暂不评级。')
    const earlier = await tx
      .select({ id: ratings.id, state: workflows.state })
      .from(ratings)
      .innerJoin(workflows, eq(workflows.id, ratings.id))
      .where(and(eq(ratings.shopId, shopId), inArray(workflows.state, ['current', 'appealed', 'withdrawn', 'lapsed'])))
    if (earlier.some(({ state }) => state === 'appealed')) throw new Refusal(409, '店主正在申诉，决定以后才能重评。')
    const id = newId(tx.at.getTime())
    await begin(tx, ratingWorkflow, {
      id,
      input: { validUntil: startOfDay(rated.validUntil).toISOString(), appealUntil: startOfDay(addDays(today, appealDays)).toISOString() },
    })
    await tx.insert(ratings).values({
      id,
      shopId,
      rulesVersion: rated.rulesVersion,
      points: rated.points,
      grade: rated.grade,
      facts: rated.facts,
      ratedAt: tx.at,
    })
    for (const rating of earlier)
      await advance(tx, ratingWorkflow, { id: rating.id, version: 'latest', event: { type: 'REPLACE', ratingId: id } })
    tx.note(`rating ${id} of shop ${shopId}: ${rated.grade}, rules ${rated.rulesVersion}`)
    return id
  })
}

/** Who withdraws a rating may name the entered facts that were found wrong: they stay written, and count no longer. */
export type RatingStep =
  | { type: 'APPEAL' | 'UPHOLD' | 'WITHDRAW'; reason: string; wrongFacts?: readonly string[] }
  | { type: 'MEASURE'; kind: 'reward' | 'penalty'; words: string }

/** The owner appeals; the coordinator decides, rewards and penalises, but never over his own shop. Refuses with 403, 404, 409, or 422. */
export async function stepRating(
  site: Site,
  viewer: Viewer,
  { ratingId, version, event }: { ratingId: string; version: number; event: RatingStep },
): Promise<string> {
  return site.write(viewer.accountId, `rating: ${event.type}`, async (tx) => {
    const [row] = await tx
      .select({ shop: shops })
      .from(ratings)
      .innerJoin(shops, eq(shops.id, ratings.shopId))
      .where(eq(ratings.id, ratingId))
    if (!row || (!ownsShop(viewer, row.shop) && !mayConfirm(viewer, row.shop))) throw notFound('信用评级')
    const mayStep = event.type === 'APPEAL' ? ownsShop(viewer, row.shop) : canCoordinate(viewer) && !ownsShop(viewer, row.shop)
    if (!mayStep) throw notYours(event.type === 'APPEAL' ? '只有店主能申诉。' : undefined)
    if (event.type === 'MEASURE') return (await advance(tx, ratingWorkflow, { id: ratingId, version, event })).state
    const { wrongFacts = [], ...decision } = event
    const { state } = await advance(tx, ratingWorkflow, { id: ratingId, version, event: decision })
    for (const factId of decision.type === 'WITHDRAW' ? new Set(wrongFacts) : []) {
      if ((await tx.$count(ratingFacts, and(eq(ratingFacts.id, factId), eq(ratingFacts.shopId, row.shop.id)))) === 0)
        throw wrongInput({ wrongFacts: ['只能划掉登记在这家店名下的事'] })
      await tx.insert(ratingFactStrikes).values({ factId, reason: decision.reason, by: viewer.accountId, at: tx.at }).onConflictDoNothing()
      tx.note(`rating fact ${factId} struck out`)
    }
    return state
  })
}

export interface RatingView {
  id: string
  state: string
  version: number
  grade: 'A' | 'B' | 'C' | 'D'
  points: number
  rulesVersion: number
  facts: (RatedFact & { kindName: string })[]
  context: RatingContext
}

/** A shop's ratings, the latest first, each open to its facts: for the owner, and for officers of the region. */
export async function readRatings(site: Site, viewer: Viewer, { shopId }: { shopId: string }): Promise<RatingView[]> {
  const shop = await shopOf(site.read, shopId)
  if (!ownsShop(viewer, shop) && !mayConfirm(viewer, shop)) throw notFound('网店')
  const rows = await site.read.select().from(ratings).where(eq(ratings.shopId, shopId)).orderBy(desc(ratings.ratedAt), asc(ratings.id))
  return Promise.all(
    rows.map(async ({ id, grade, points, rulesVersion, facts }) => {
      const { state, version, snapshot } = await standing(site.read, ratingWorkflow, id)
      return {
        id,
        state,
        version,
        grade,
        points,
        rulesVersion,
        facts: (facts as RatedFact[]).map((fact) => ({ ...fact, kindName: factKinds[fact.kind] })),
        context: snapshot.context,
      }
    }),
  )
}
