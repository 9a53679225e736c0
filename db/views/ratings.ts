// What other domains may read of ratings.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/ratings.ts'

/** Which shop was rated. */
export const ratings = subqueries.select({ id: own.ratings.id, shopId: own.ratings.shopId }).from(own.ratings).as('ratings')

/** What counts for or against a shop; not what it says. */
export const ratingFacts = subqueries
  .select({ id: own.ratingFacts.id, shopId: own.ratingFacts.shopId })
  .from(own.ratingFacts)
  .as('rating_facts')
