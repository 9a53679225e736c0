// Rating shops by the public rules, appeals, and rewards and penalties.
import { and, eq, inArray } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { addDays, toDay, startOfDay } from '#app/calendar.ts'
import { canCoordinate, canConfirm, ownsShop } from '#app/modules/shops/policy.ts'
import { findShop } from '#app/modules/shops/shops.server.ts'
import { notFound, forbidden, Refusal, invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { advanceWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { assertSeen } from '#app/workflow/seen.server.ts'
import { newId } from '#db/id.ts'
import { ratingFacts, ratingFactStrikes, ratings } from '#db/schema/ratings.ts'
import { workflows } from '#db/views/workflow.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shops } from '#db/views/shops.ts'
import { listFacts } from './facts.server.ts'
import { ratingWorkflow } from './rating.workflow.ts'
import { computeRating } from './rules.ts'
import { isAppealed } from './rating.states.ts'

/**
 * Rates a shop by today's rules; replaces an earlier rating. Throws 403, 404, or 409 if there are too few facts, an appeal is open, or it
 * would be another rating than the page named (`seen`). Returns its id.
 */
export async function rateShop(
  site: Site,
  viewer: Viewer,
  { shopId, seen }: { shopId: string; seen?: string | undefined },
): Promise<string> {
  if (!canCoordinate(viewer)) throw forbidden()
  return site.write(viewer.accountId, 'rate shop', async (tx) => {
    const shop = await findShop(tx, shopId)
    if (ownsShop(viewer, shop)) throw forbidden('不能给自己的店评级。')
    const today = toDay(tx.at)
    const rated = computeRating(await listFacts(tx, shop.id), today)
    if (!rated) throw new Refusal(409, '核实过的事实太少，暂不评级。')
    assertSeen(seen, rated)
    const earlier = await tx
      .select({ id: ratings.id, state: workflows.state })
      .from(ratings)
      .innerJoin(workflows, eq(workflows.id, ratings.id))
      .where(and(eq(ratings.shopId, shopId), inArray(workflows.state, ['current', 'appealed', 'withdrawn', 'lapsed'])))
    if (earlier.some(({ state }) => isAppealed(state))) throw new Refusal(409, '店主正在申诉，决定以后才能重评。')
    const id = newId(tx.at.getTime())
    await startWorkflow(tx, ratingWorkflow, {
      id,
      input: {
        validUntil: startOfDay(rated.validUntil).toISOString(),
        appealUntil: startOfDay(addDays(today, site.programme.terms.appealDays)).toISOString(),
      },
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
      await advanceWorkflow(tx, ratingWorkflow, { id: rating.id, version: 'latest', event: { type: 'REPLACE', ratingId: id } })
    tx.note(`rating ${id} of shop ${shopId}: ${rated.grade}, rules ${rated.rulesVersion}`)
    return id
  })
}

/** A withdrawal may name the entered facts that were found wrong: they stay stored, but no longer count. */
export type RatingStep =
  | { type: 'APPEAL' | 'UPHOLD' | 'WITHDRAW'; reason: string; wrongFacts?: readonly string[] }
  | { type: 'MEASURE'; kind: 'reward' | 'penalty'; words: string }

/**
 * Advances a rating: the owner appeals; the coordinator decides, rewards and penalises, but never their own shop. Throws 403, 404, 409, or
 * 422.
 */
export async function stepRating(
  site: Site,
  viewer: Viewer,
  { ratingId, version, event }: { ratingId: string; version: number; event: RatingStep },
): Promise<string> {
  return site.write(viewer.accountId, `rating: ${event.type}`, async (tx) => {
    const [row] = await tx
      .select({ shop: columnsOf(shops) })
      .from(ratings)
      .innerJoin(shops, eq(shops.id, ratings.shopId))
      .where(eq(ratings.id, ratingId))
    if (!row || (!ownsShop(viewer, row.shop) && !canConfirm(viewer, row.shop))) throw notFound('信用评级')
    const mayStep = event.type === 'APPEAL' ? ownsShop(viewer, row.shop) : canCoordinate(viewer) && !ownsShop(viewer, row.shop)
    if (!mayStep) throw forbidden(event.type === 'APPEAL' ? '只有店主能申诉。' : undefined)
    if (event.type === 'MEASURE') return (await advanceWorkflow(tx, ratingWorkflow, { id: ratingId, version, event })).state
    const { wrongFacts = [], ...decision } = event
    const { state } = await advanceWorkflow(tx, ratingWorkflow, { id: ratingId, version, event: decision })
    for (const factId of decision.type === 'WITHDRAW' ? new Set(wrongFacts) : []) {
      if ((await tx.$count(ratingFacts, and(eq(ratingFacts.id, factId), eq(ratingFacts.shopId, row.shop.id)))) === 0)
        throw invalidInput({ wrongFacts: ['只能划掉登记在这家店名下的事'] })
      await tx.insert(ratingFactStrikes).values({ factId, reason: decision.reason, by: viewer.accountId, at: tx.at }).onConflictDoNothing()
      tx.note(`rating fact ${factId} struck out`)
    }
    return state
  })
}
