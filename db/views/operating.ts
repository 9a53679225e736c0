// In which months a person sold something: as she answered in a follow-up, and as the shops that she owns or works in reported.
import { and, eq, gt, gte, isNull, lte, or, sql, type SQLWrapper } from 'drizzle-orm'
import { subqueries } from '../dialect/dialect.ts'
import { accounts } from '../schema/accounts.ts'
import { certificates } from '../schema/certificates.ts'
import { followUpAnswers } from '../schema/follow-ups.ts'
import { shopResults } from '../schema/shop-files.ts'
import { shopPeople, shops } from '../schema/shops.ts'
import { greatest, monthOf } from '../dialect/dialect.ts'

type Source = 'told' | 'proved' | 'confirmed'

/** The columns of each part, in one order. */
const columns = (of: Record<'personId' | 'month' | 'sold' | 'source' | 'knownAt' | 'supersededAt', SQLWrapper>) => ({
  personId: sql<string>`${of.personId}`.as('person_id'),
  /** `YYYY-MM` */
  month: sql<string>`${of.month}`.as('month'),
  /** 1 if she sold something, 0 if she said that she did not. */
  sold: sql<number>`${of.sold}`.as('sold'),
  source: sql<Source>`${of.source}`.as('source'),
  knownAt: sql<Date>`${of.knownAt}`.mapWith(shopResults.knownAt).as('known_at'),
  supersededAt: sql<Date | null>`${of.supersededAt}`.mapWith(shopResults.supersededAt).as('superseded_at'),
})

const answered = subqueries
  .select(
    columns({
      personId: followUpAnswers.personId,
      month: followUpAnswers.month,
      sold: followUpAnswers.sold,
      source: followUpAnswers.source,
      knownAt: followUpAnswers.knownAt,
      supersededAt: followUpAnswers.supersededAt,
    }),
  )
  .from(followUpAnswers)

const ofOwners = subqueries
  .select(
    columns({
      personId: accounts.personId,
      month: shopResults.month,
      sold: sql`1`,
      source: shopResults.source,
      knownAt: shopResults.knownAt,
      supersededAt: shopResults.supersededAt,
    }),
  )
  .from(accounts)
  .innerJoin(shops, eq(shops.ownerAccountId, accounts.id))
  .innerJoin(shopResults, and(eq(shopResults.shopId, shops.id), gt(shopResults.sales, 0)))
  .where(sql`${accounts.personId} is not null`)

/** Whoever works in a shop shares its months from the one in which she was entered to the one in which she was taken off. */
const ofPeople = subqueries
  .select(
    columns({
      personId: certificates.personId,
      month: shopResults.month,
      sold: sql`1`,
      source: shopResults.source,
      knownAt: greatest(shopResults.knownAt, shopPeople.addedAt),
      supersededAt: shopResults.supersededAt,
    }),
  )
  .from(certificates)
  .innerJoin(shopPeople, eq(shopPeople.certificateId, certificates.id))
  .innerJoin(shopResults, and(eq(shopResults.shopId, shopPeople.shopId), gt(shopResults.sales, 0)))
  .where(
    and(
      gte(shopResults.month, monthOf(shopPeople.addedAt)),
      or(isNull(shopPeople.removedAt), lte(shopResults.month, monthOf(shopPeople.removedAt))),
    ),
  )

/**
 * Months in which a person sold something, or said that she did not, with the source and the second clock. A month may occur several times:
 * from an answer and from each of her shops; it counts as sold if one of them says so.
 */
export const operatingMonths = answered.unionAll(ofOwners).unionAll(ofPeople).as('operating_months')
