// What came of a call or visit: answers, a try, a no; recorded at once or sent by a phone days later, corrected with a reason, or taken back.
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import { forbidden, invalidInput, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { followUpAnswers } from '#db/schema/follow-ups.ts'
import { accounts } from '#db/views/accounts.ts'
import { workflowEvents } from '#db/views/workflow.ts'
import { clampDay, clampMonth } from './days.ts'
import { type FoundFollowUp, findFollowUp } from './find.server.ts'
import { acceptsAnswer, isCancelled, isAnswered, isPlanned } from './follow-up.states.ts'
import type { AnswerEntry, FollowUpEntry } from './follow-up-form.ts'
import { followUpWorkflow } from './follow-up.workflow.ts'
import { settleOthers } from './plan.server.ts'
import { canDoFollowUp } from './policy.ts'
import { step } from './steps.server.ts'

async function requireDoable(site: Pick<Site, 'read'>, viewer: Viewer, followUpId: string): Promise<FoundFollowUp> {
  const found = await findFollowUp(site.read, viewer, followUpId)
  if (!canDoFollowUp(viewer, found)) throw forbidden('回访由乡镇专干记。您可以看，也可以交给专干。')
  return found
}

/**
 * Records what came of it. An answer to one that somebody has answered meanwhile is refused with the name and the day, unless it says why it
 * is to count instead. Throws 403, 404, 409 and 422.
 */
export async function recordFollowUp(
  site: Site,
  viewer: Viewer,
  { followUpId, entry }: { followUpId: string; entry: FollowUpEntry },
): Promise<void> {
  const found = await requireDoable(site, viewer, followUpId)
  if (entry.do === 'answer') return recordAnswer(site, viewer, found, entry)
  const isTry = entry.do === 'try'
  await site.write(viewer.accountId, isTry ? 'record a try to reach somebody' : 'record that somebody declined', async (tx) => {
    await assertBegun(tx, found)
    const on = clampDay(entry.on, { today: toDay(tx.at), dueOn: found.dueOn })
    const event = entry.do === 'try' ? { type: 'TRY', on, how: entry.outcome } : { type: 'DECLINE', on, reason: entry.words }
    await step(tx, { id: followUpId, version: 'latest', event })
  })
}

async function recordAnswer(site: Site, viewer: Viewer, found: FoundFollowUp, entry: AnswerEntry) {
  assertSound(entry)
  await site.write(viewer.accountId, entry.reason ? 'correct a follow-up' : 'record a follow-up', async (tx) => {
    const { id, personId } = found
    const state = await assertBegun(tx, found)
    const on = clampDay(entry.on, { today: toDay(tx.at), dueOn: found.dueOn })
    const before = await findBelieved(tx, id)
    const values = { ...toValues(entry, on), reason: entry.reason || null }
    if (isAnswered(state)) {
      if (before && isSame(before, values) && before.by === tx.actor) return // pressed or sent twice
      if (!entry.reason) throw new Refusal(409, await explainDone(tx, found, before))
      await step(tx, { id, version: 'latest', event: { type: 'CORRECT', reason: entry.reason } })
    } else await step(tx, { id, version: 'latest', event: { type: 'ANSWER', on } })
    if (before) await tx.update(followUpAnswers).set({ supersededAt: tx.at }).where(eq(followUpAnswers.id, before.id))
    await tx
      .insert(followUpAnswers)
      .values({ id: newId(tx.at.getTime()), followUpId: id, personId, ...values, by: tx.actor, knownAt: tx.at })
    if (acceptsAnswer(state)) await settleOthers(tx, { personId, followUpId: id, on })
  })
}

/** What only whoever asked can put right. */
function assertSound({ selling, employed, employedRegistered }: AnswerEntry) {
  if (selling === 'yes' && (employedRegistered || 0) > (employed || 0))
    throw invalidInput({ employedRegistered: ['其中建档立卡的，不能比请的人还多。'] })
}

async function assertBegun(tx: Tx, { id, name }: FoundFollowUp): Promise<string> {
  const { state } = await loadWorkflow(tx, followUpWorkflow, id)
  if (isPlanned(state)) throw new Refusal(409, `还没到回访${name}的时候。`)
  if (isCancelled(state)) throw new Refusal(409, `${name}的结业撤回了，这次回访不用了。`)
  return state
}

type Answers = typeof followUpAnswers.$inferSelect
type Values = Omit<Answers, 'id' | 'followUpId' | 'personId' | 'by' | 'knownAt' | 'supersededAt'>

/** What counts of an entry: of somebody who does not sell nothing about sales, of somebody who sells nothing about what stopped her. */
function toValues(entry: AnswerEntry, askedOn: string): Values {
  const isSelling = entry.selling === 'yes'
  const salesBand = isSelling ? (entry.band ?? null) : null
  const amount = (given: number | '' | undefined) => (isSelling && typeof given === 'number' ? given : null)
  return {
    askedOn,
    how: entry.how,
    isSelling,
    channel: isSelling ? (entry.channel ?? null) : null,
    place: (isSelling && entry.place) || null,
    month: clampMonth(entry.month, askedOn),
    salesBand,
    sold: isSelling && salesBand !== 0, // who sells and names no sum has sold something
    employed: amount(entry.employed),
    employedRegistered: amount(entry.employedRegistered),
    obstacles: isSelling ? [] : entry.obstacles,
    helps: entry.helps,
    words: entry.words,
    source: entry.source,
    reason: null,
  }
}

const isSame = (one: Answers, other: Values) =>
  (Object.keys(other) as (keyof Values)[]).every((key) => key === 'reason' || JSON.stringify(one[key]) === JSON.stringify(other[key]))

async function findBelieved(tx: Pick<Tx, 'select'>, followUpId: string): Promise<Answers | null> {
  const [row] = await tx
    .select()
    .from(followUpAnswers)
    .where(and(eq(followUpAnswers.followUpId, followUpId), isNull(followUpAnswers.supersededAt)))
  return row ?? null
}

async function explainDone(tx: Tx, { id, name, closedOn }: FoundFollowUp, before: Answers | null): Promise<string> {
  const [last] = await tx
    .select({ actor: workflowEvents.actor })
    .from(workflowEvents)
    .where(eq(workflowEvents.workflowId, id))
    .orderBy(desc(workflowEvents.version))
    .limit(1)
  const [who] = await tx
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, before?.by ?? last?.actor ?? ''))
  const day = before?.askedOn ?? closedOn
  const done = `${who?.name ?? '系统'}${day ? `在${formatDay(day)}` : ''}已经回访过${name}了`
  return `${done}，这一份没有算进去。要改成您问到的，打开这次回访，写明原因再交。`
}

/** Takes back what was recorded, with the reason: she is to be asked again. Throws 403, 404, 409 and 422. */
export async function takeFollowUpBack(
  site: Site,
  viewer: Viewer,
  { followUpId, version, reason }: { followUpId: string; version: number; reason: string },
): Promise<void> {
  await requireDoable(site, viewer, followUpId)
  if (reason.length < 2) throw invalidInput({ reason: ['请写明原因。'] })
  await site.write(viewer.accountId, 'take a follow-up back', async (tx) => {
    await step(tx, { id: followUpId, version, event: { type: 'TAKE_BACK', reason } })
    const believed = and(eq(followUpAnswers.followUpId, followUpId), isNull(followUpAnswers.supersededAt))
    await tx.update(followUpAnswers).set({ supersededAt: tx.at }).where(believed)
  })
}
