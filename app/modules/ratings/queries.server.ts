// Queries of ratings with their facts, and of open appeals.
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { canConfirm, ownsShop } from '#app/modules/shops/policy.ts'
import { findShop } from '#app/modules/shops/shops.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { ratings } from '#db/schema/ratings.ts'
import { workflows } from '#db/views/workflow.ts'
import { shops } from '#db/views/shops.ts'
import type { RatingContext } from './rating.machine.ts'
import { ratingWorkflow } from './rating.workflow.ts'
import { factKinds, type RatedFact } from './rules.ts'
import { parseContext } from '#app/workflow/definition.ts'

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

/** Returns a shop's ratings with their facts, latest first: for the owner, and for officers of the region. */
export async function readRatings(site: Site, viewer: Viewer, { shopId }: { shopId: string }): Promise<RatingView[]> {
  const shop = await findShop(site.read, shopId)
  if (!ownsShop(viewer, shop) && !canConfirm(viewer, shop)) throw notFound('网店')
  const rows = await site.read.select().from(ratings).where(eq(ratings.shopId, shopId)).orderBy(desc(ratings.ratedAt), asc(ratings.id))
  return Promise.all(
    rows.map(async ({ id, grade, points, rulesVersion, facts }) => {
      const { state, version, snapshot } = await loadWorkflow(site.read, ratingWorkflow, id)
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

/** Lists appeals that wait for a decision. */
export async function listOpenAppeals(site: Site): Promise<{ shopId: string; shopName: string; appeal: string }[]> {
  const rows = await site.read
    .select({ shopId: shops.id, shopName: shops.name, context: workflows.context })
    .from(ratings)
    .innerJoin(shops, eq(shops.id, ratings.shopId))
    .innerJoin(workflows, eq(workflows.id, ratings.id))
    .where(and(eq(workflows.kind, ratingWorkflow.kind), eq(workflows.state, 'appealed')))
  return rows.map(({ shopId, shopName, context }) => ({ shopId, shopName, appeal: parseContext(ratingWorkflow, context).appeal ?? '' }))
}

/** Throws 404 unless the viewer may see the rating: its owner, and officers of the region. */
export async function requireRatingVisible(site: Pick<Site, 'read'>, viewer: Viewer, ratingId: string): Promise<void> {
  const [rating] = await site.read.select({ shopId: ratings.shopId }).from(ratings).where(eq(ratings.id, ratingId))
  if (!rating) throw notFound('信用评级')
  const shop = await findShop(site.read, rating.shopId)
  if (!ownsShop(viewer, shop) && !canConfirm(viewer, shop)) throw notFound('信用评级')
}
