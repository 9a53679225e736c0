// Who is to be called or visited, what came of it, and one follow-up with its history.
import { and, asc, desc, eq, gt, isNull, lte, type SQL } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, getLastWholeMonth, toDay } from '#app/calendar.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { present } from '#app/present.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { followUpAnswers, followUps } from '#db/schema/follow-ups.ts'
import { accounts } from '#db/views/accounts.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { findFollowUp } from './find.server.ts'
import { daysTried, type FollowUpContext } from './follow-up.machine.ts'
import { followUpWorkflow } from './follow-up.workflow.ts'
import { tryLabels } from './labels.ts'
import { canAssignFollowUp, canCallForFollowUp, canDoFollowUp, followUpsDoneBy, followUpsVisibleTo } from './policy.ts'

type Reading = Pick<Site, 'read' | 'now'>

/** A follow-up as lists show it. */
export interface FollowUpLine {
  id: string
  personId: string
  name: string
  regionCode: string
  /** Township and village. */
  place: string[]
  cohort: string
  months: number
  dueOn: string
  state: string
  /** The account that has it, and its name. */
  assigneeId: string | null
  assignee: string | null
  closedOn: string | null
  /** Different days on which she was not reached. */
  daysTried: number
}

/** More are not listed at once: whoever has so many looks by township. */
const maxListed = 5_000

const joined = ({ read }: Reading) =>
  read
    .select({
      id: followUps.id,
      personId: followUps.personId,
      name: persons.name,
      regionCode: persons.regionCode,
      cohort: { number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn },
      months: followUps.months,
      dueOn: followUps.dueOn,
      closedOn: followUps.closedOn,
      assigneeId: followUps.assigneeId,
      assignee: accounts.name,
      state: workflows.state,
      context: workflows.context,
    })
    .from(followUps)
    .innerJoin(persons, eq(persons.id, followUps.personId))
    .innerJoin(cohorts, eq(cohorts.id, followUps.cohortId))
    .innerJoin(workflows, eq(workflows.id, followUps.id))
    .leftJoin(accounts, eq(accounts.id, followUps.assigneeId))

type Row = Awaited<ReturnType<typeof joined>>[number]

const toLine = ({ cohort, context, ...row }: Row, today: string): FollowUpLine => ({
  ...row,
  place: formatPlace(row.regionCode, today),
  cohort: formatCohort(cohort),
  daysTried: daysTried(parseContext(followUpWorkflow, context).tries),
})

async function listLines(site: Reading, where: SQL | undefined, order: SQL[], most: number): Promise<FollowUpLine[]> {
  const today = toDay(site.now())
  const rows = await joined(site)
    .where(where)
    .orderBy(...order)
    .limit(most)
  return rows.map((row) => toLine(row, today))
}

const waiting = gt(followUps.openDueOn, '')
const byDay = [asc(followUps.openDueOn), asc(followUps.id)]

/** Which follow-ups a list shows: those that wait for somebody, or those that have ended, the latest first. */
export type Shown = 'open' | 'past'

/** Lists the follow-ups in the viewer's reach. */
export async function listFollowUps(site: Site, viewer: Viewer, shown: Shown): Promise<{ lines: FollowUpLine[]; isMore: boolean }> {
  const [where, order] = shown === 'open' ? [waiting, byDay] : [gt(followUps.closedOn, ''), [desc(followUps.closedOn), desc(followUps.id)]]
  const lines = await listLines(site, and(where, followUpsVisibleTo(viewer)), order, maxListed + 1)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: 'follow-ups', rows: Math.min(lines.length, maxListed) })
  return { lines: lines.slice(0, maxListed), isMore: lines.length > maxListed }
}

/** Lists those in the viewer's reach that wait and whose day has come by then, the longest due first; for lists of what is to be done. */
export const listFollowUpsDue = (site: Reading, viewer: Viewer, { until }: { until: string }): Promise<FollowUpLine[]> =>
  listLines(site, and(waiting, lte(followUps.openDueOn, until), followUpsVisibleTo(viewer)), byDay, maxListed)

/** On a phone: more than somebody does in a month. */
const maxOnPhone = 100

/** Lists what an officer has to do: what was given to her, and what was given to nobody. */
export async function listOwnFollowUps(site: Reading, viewer: Viewer): Promise<{ own: FollowUpLine[]; unassigned: FollowUpLine[] }> {
  const lines = (mine: SQL) => listLines(site, and(waiting, mine, followUpsDoneBy(viewer)), byDay, maxOnPhone)
  const own = await lines(eq(followUps.assigneeId, viewer.accountId))
  return { own, unassigned: await lines(isNull(followUps.assigneeId)) }
}

/** What was answered, with who asked and, once it was corrected, until when it was believed. */
export type AnswersShown = typeof followUpAnswers.$inferSelect

export interface FollowUpEventShown {
  version: number
  at: Date
  what: string
  by: string
  /** What the event says: the day and outcome of a try, to whom it was given, a reason. */
  says: string | null
}

export interface FollowUpView extends FollowUpLine {
  version: number
  context: FollowUpContext
  /** The month that is asked about today. */
  month: string
  today: string
  /** What is believed first, then what it replaced. */
  answers: AnswersShown[]
  history: FollowUpEventShown[]
  mayDo: boolean
  mayAssign: boolean
  mayCall: boolean
}

const maxHistory = 100

/** Returns a follow-up with its answers and its history. Throws 404. */
export async function readFollowUp(site: Reading, viewer: Viewer, followUpId: string): Promise<FollowUpView> {
  const found = await findFollowUp(site.read, viewer, followUpId)
  const [line] = await listLines(site, eq(followUps.id, followUpId), byDay, 1)
  const { version, snapshot } = await loadWorkflow(site.read, followUpWorkflow, followUpId)
  const today = toDay(site.now())
  const events = await site.read
    .select()
    .from(workflowEvents)
    .where(eq(workflowEvents.workflowId, followUpId))
    .orderBy(desc(workflowEvents.version))
    .limit(maxHistory)
  const answers = await site.read
    .select()
    .from(followUpAnswers)
    .where(eq(followUpAnswers.followUpId, followUpId))
    .orderBy(desc(followUpAnswers.knownAt), desc(followUpAnswers.id))
    .limit(maxHistory)
  const assigned = events.flatMap(({ event }) => (typeof event.to === 'string' ? [event.to] : []))
  const names = await nameAccounts(site, [...events.map(({ actor }) => actor), ...answers.map(({ by }) => by), ...assigned])
  return {
    ...present(line, 'line of the follow-up'),
    version,
    context: snapshot.context,
    month: getLastWholeMonth(today),
    today,
    answers: believedFirst(answers).map((one) => ({ ...one, by: names.get(one.by) ?? '系统' })),
    history: events.map((event) => toEventShown(event, names)),
    mayDo: canDoFollowUp(viewer, found),
    mayAssign: canAssignFollowUp(viewer, found),
    mayCall: canCallForFollowUp(viewer, found),
  }
}

const believedFirst = (answers: readonly AnswersShown[]) =>
  [...answers].sort((one, other) => Number(one.supersededAt !== null) - Number(other.supersededAt !== null))

async function nameAccounts({ read }: Pick<Site, 'read'>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inValues(accounts.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

interface StoredEvent {
  version: number
  type: string
  event: Record<string, unknown>
  actor: string
  at: Date
}

function toEventShown({ version, type, event, actor, at }: StoredEvent, names: ReadonlyMap<string, string>): FollowUpEventShown {
  const { events, system } = followUpWorkflow.labels
  const text = (value: unknown) => (typeof value === 'string' && value ? value : null)
  const day = (value: unknown) => (typeof value === 'string' && value ? formatDay(value) : null)
  const how = type === 'TRY' ? (tryLabels[event.how as keyof typeof tryLabels] ?? null) : null
  const to = type === 'ASSIGN' ? (names.get(String(event.to)) ?? null) : null
  const parts = [day(event.on), day(event.dueOn), how, to, text(event.reason)].filter((part) => part !== null)
  return {
    version,
    at,
    what: version === 0 ? '结业后定下' : (events[type] ?? system?.[type] ?? type),
    by: names.get(actor) ?? '系统',
    says: parts.length > 0 ? parts.join('，') : null,
  }
}
