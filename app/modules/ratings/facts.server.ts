// The confirmed facts that a rating is based on.
import { and, eq, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay, isDay, formatMonth } from '#app/calendar.ts'
import { parseFields, shortText } from '#app/fields.ts'
import { listGoalsReachedInTime } from '#app/modules/pairings/pairings.server.ts'
import { canConfirm, ownsShop } from '#app/modules/shops/policy.ts'
import { findShop, listProvenMonths } from '#app/modules/shops/shops.server.ts'
import { notFound, forbidden, Refusal } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { ratingFacts, ratingFactStrikes } from '#db/schema/ratings.ts'
import { enteredKinds } from './rating-form.ts'
import type { FactKind, RatingFact } from './rules.ts'
import { present } from '#app/present.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const factEntry = z.object({
  kind: z.enum(enteredKinds, { error: '请选是什么事' }),
  happenedOn: shortText().refine(isDay, '请填日期'),
  words: z.string().trim().min(4, '请写明经过').max(maxLengths.account, `最多 ${maxLengths.account} 字`),
})

export type FactEntry = z.input<typeof factEntry>

/** Records a fact that an officer of the shop's region, who does not own the shop, has confirmed. Returns its id. */
export async function recordFact(site: Site, viewer: Viewer, { shopId, ...entry }: { shopId: string } & FactEntry): Promise<string> {
  const fact = parseFields(factEntry, entry)
  return site.write(viewer.accountId, 'enter rating fact', async (tx) => {
    const shop = await findShop(tx, shopId)
    if (!canConfirm(viewer, shop)) throw notFound('网店')
    if (ownsShop(viewer, shop)) throw forbidden('不能给自己的店登记。')
    if (fact.happenedOn > toDay(tx.at)) throw new Refusal(422, '日期还没有到。', { happenedOn: ['日期还没有到'] })
    const id = newId(tx.at.getTime())
    await tx.insert(ratingFacts).values({ id, shopId, ...fact, confirmedBy: viewer.accountId, knownAt: tx.at })
    tx.note(`rating fact ${id} of shop ${shopId}`)
    return id
  })
}

/** Lists all confirmed facts of a shop: those that officers entered, goals reached in time, confirmed months. */
export async function listFacts(read: Pick<Reader, 'select'>, shopId: string): Promise<RatingFact[]> {
  const entered = await read
    .select()
    .from(ratingFacts)
    .where(
      and(
        eq(ratingFacts.shopId, shopId),
        notInArray(ratingFacts.id, read.select({ id: ratingFactStrikes.factId }).from(ratingFactStrikes)),
      ),
    )
  const goals = await listGoalsReachedInTime(read, shopId)
  const months = await listProvenMonths(read, shopId)
  return [
    ...entered.map(({ id, kind, happenedOn, words }): RatingFact => ({ id, kind: kind as FactKind, happenedOn, words })),
    ...goals.map((goal): RatingFact => ({
      id: `${goal.pairingId}/${goal.goal}`,
      kind: 'goalKept',
      happenedOn: present(goal.reachedOn, 'day of a goal that was reached'),
      words: goal.title,
    })),
    ...months.map(({ id, month, knownAt }): RatingFact => ({
      id,
      kind: 'proofGiven',
      happenedOn: toDay(knownAt),
      words: `${formatMonth(month)}的经营数字`,
    })),
  ]
}
