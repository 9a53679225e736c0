// What follows from a completion: its follow-ups are planned, moved or cancelled; and once one is due, whether the answer is known already.
import { and, asc, desc, eq, gte, isNull, ne } from 'drizzle-orm'
import { addDays, addMonths, addMonthsToDay, getLastWholeMonth, toDay } from '#app/calendar.ts'
import type { Programme } from '#app/programme/programme.ts'
import type { Site, Tx } from '#app/site.ts'
import { loadWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { inValues } from '#db/in-values.ts'
import { followUps } from '#db/schema/follow-ups.ts'
import { accounts } from '#db/views/accounts.ts'
import { certificates } from '#db/views/certificates.ts'
import { completions } from '#db/views/cohorts.ts'
import { shopPeople, shopResults, shops } from '#db/views/shops.ts'
import { workflows } from '#db/views/workflow.ts'
import type { AnsweredBy } from './follow-up.machine.ts'
import { acceptsCancel, acceptsPlan, acceptsSettle, isAnswered, isPlanned } from './follow-up.states.ts'
import { followUpWorkflow } from './follow-up.workflow.ts'
import { keepRow, stepBySystem } from './steps.server.ts'

/** The months after a completion at which she is asked, as the programme says now. */
const monthsOf = ({ terms }: Pick<Programme, 'terms'>): number[] => [
  terms.firstFollowUpMonths,
  terms.secondFollowUpMonths,
  terms.thirdFollowUpMonths,
]

/**
 * Plans the follow-ups of a completion; if its day was corrected, moves those that have not ended; if it was taken back, cancels them. What
 * was planned keeps its months. Doing it again changes nothing.
 */
export async function planFollowUps(tx: Tx, { programme }: Pick<Site, 'programme'>, { enrolmentId }: { enrolmentId: string }) {
  const [completion] = await tx
    .select({ day: completions.day, personId: completions.personId, cohortId: completions.cohortId })
    .from(completions)
    .where(and(eq(completions.enrolmentId, enrolmentId), isNull(completions.supersededAt)))
  const there = await tx.select().from(followUps).where(eq(followUps.enrolmentId, enrolmentId)).orderBy(asc(followUps.ordinal))
  if (there.length > 0) {
    for (const one of there) await (completion ? move(tx, one, completion.day) : cancel(tx, one.id))
    return
  }
  if (!completion) return
  const { day, ...whose } = completion
  for (const [i, months] of monthsOf(programme).entries()) {
    const [id, dueOn] = [newId(), addMonthsToDay(day, months)]
    const loaded = await startWorkflow(tx, followUpWorkflow, { id, input: { dueOn } })
    await tx.insert(followUps).values({ id, enrolmentId, ...whose, ordinal: i + 1, months, dueOn })
    await keepRow(tx, loaded)
  }
}

async function move(tx: Tx, { id, months }: Pick<typeof followUps.$inferSelect, 'id' | 'months'>, completedOn: string) {
  const { state, snapshot } = await loadWorkflow(tx, followUpWorkflow, id)
  const dueOn = addMonthsToDay(completedOn, months)
  const isPlace = snapshot.context.dueOn === dueOn && !acceptsAnew(state)
  if (!isPlace && acceptsPlan(state)) await stepBySystem(tx, { id, event: { type: 'PLAN', dueOn } })
}

/** One that was cancelled begins anew, also on the same day. */
const acceptsAnew = (state: string) => acceptsPlan(state) && !acceptsCancel(state)

async function cancel(tx: Tx, id: string) {
  const { state } = await loadWorkflow(tx, followUpWorkflow, id)
  if (acceptsCancel(state)) await stepBySystem(tx, { id, event: { type: 'CANCEL', reason: '结业撤回了。' } })
}

/** Days in which an answer to another follow-up of hers is still fresh. */
const freshDays = 45

/**
 * Puts one that has just become due on the list, unless the answer is known: because her shop tells its months, or because she was asked
 * lately, as she has completed two classes.
 */
export async function openFollowUp(tx: Tx, { followUpId }: { followUpId: string }) {
  const loaded = await loadWorkflow(tx, followUpWorkflow, followUpId)
  if (isPlanned(loaded.state)) return
  await keepRow(tx, loaded)
  if (!acceptsSettle(loaded.state)) return
  const [row] = await tx.select({ personId: followUps.personId }).from(followUps).where(eq(followUps.id, followUpId))
  const today = toDay(tx.at)
  const by = row && (await findAnswer(tx, row.personId, { followUpId, today }))
  if (by) await stepBySystem(tx, { id: followUpId, event: { type: 'SETTLE', by, on: today } })
}

async function findAnswer(tx: Tx, personId: string, about: { followUpId: string; today: string }): Promise<AnsweredBy | null> {
  if (await tellsMonths(tx, personId, about.today)) return 'shop'
  return (await wasAskedLately(tx, personId, about)) ? 'followUp' : null
}

/** Whether a shop that she owns or works in has told one of the last two whole months. */
async function tellsMonths(tx: Tx, personId: string, today: string): Promise<boolean> {
  const owned = await tx
    .select({ id: shops.id })
    .from(accounts)
    .innerJoin(shops, eq(shops.ownerAccountId, accounts.id))
    .where(eq(accounts.personId, personId))
  const worked = await tx
    .select({ id: shopPeople.shopId })
    .from(certificates)
    .innerJoin(shopPeople, and(eq(shopPeople.certificateId, certificates.id), isNull(shopPeople.removedAt)))
    .where(eq(certificates.personId, personId))
  const ids = [...owned, ...worked].map(({ id }) => id)
  if (ids.length === 0) return false
  const since = addMonths(getLastWholeMonth(today), -1)
  const told = and(inValues(shopResults.shopId, ids), gte(shopResults.month, since), isNull(shopResults.supersededAt))
  return (await tx.$count(shopResults, told)) > 0
}

async function wasAskedLately(tx: Tx, personId: string, { followUpId, today }: { followUpId: string; today: string }): Promise<boolean> {
  const rows = await tx
    .select({ state: workflows.state, context: workflows.context })
    .from(followUps)
    .innerJoin(workflows, eq(workflows.id, followUps.id))
    .where(and(eq(followUps.personId, personId), ne(followUps.id, followUpId), gte(followUps.closedOn, addDays(today, -freshDays))))
    .orderBy(desc(followUps.closedOn))
  return rows.some(({ state, context }) => isAnswered(state) && (context as { answeredBy: AnsweredBy | null }).answeredBy === null)
}

/** What she has answered holds for her other follow-ups that wait. */
export async function settleOthers(tx: Tx, { personId, followUpId, on }: { personId: string; followUpId: string; on: string }) {
  const others = await tx
    .select({ id: followUps.id, state: workflows.state })
    .from(followUps)
    .innerJoin(workflows, eq(workflows.id, followUps.id))
    .where(and(eq(followUps.personId, personId), ne(followUps.id, followUpId)))
  for (const { id, state } of others)
    if (acceptsSettle(state)) await stepBySystem(tx, { id, event: { type: 'SETTLE', by: 'followUp', on } })
}
