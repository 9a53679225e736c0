// The kernel: the only code that changes the state of a workflow in the database.
import { and, asc, eq, sql } from 'drizzle-orm'
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, type SnapshotFrom, transition } from 'xstate'
import type { z } from 'zod'
import { messagesByField } from '#app/fields.ts'
import { Refusal, notFound, invalidInput } from '#app/refusal.ts'
import type { Reader, Tx } from '#app/site.ts'
import { createInserter } from '#db/inserter.ts'
import { formatEventLine } from '#db/ledger/event-line.ts'
import { prepared } from '#db/prepared.ts'
import { deadlines, outbox, workflowEvents, workflows } from '#db/schema/workflow.ts'
import { parseContext, type SentEvent, statePath, type WorkflowDefinition } from './definition.ts'
import { overtakenByStep, formatStepOfOther } from './overtaken.server.ts'
import { formatRefusal } from './possible.ts'
import type { StateOf } from './states.ts'

export interface LoadedWorkflow<M extends AnyStateMachine = AnyStateMachine> {
  id: string
  version: number
  /** The state as a path: `sitting`, `open.idle`. */
  state: StateOf<M>
  snapshot: SnapshotFrom<M>
}

interface Step {
  id: string
  /**
   * The version the sender was looking at; `latest` for events that commute or that the system sends. An outdated
   * version is refused with 409.
   */
  version: number | 'latest'
  event: SentEvent
}

type Action = { type: string; params?: unknown }

/** Effects are the machine's own named actions; XState's built-in ones are already done. */
const effectsOf = (actions: readonly Action[]) => actions.filter(({ type }) => !type.startsWith('xstate.'))

// What is written at each step of a life cycle, by whole classes in one minute, so prepared.
const insertWorkflow = createInserter(workflows)
const insertEvent = createInserter(workflowEvents)
const insertEffect = createInserter(outbox, { leaveOut: ['attempts', 'lastFault', 'doneAt'] })
const insertDeadline = createInserter(deadlines, { leaveOut: ['attempts', 'retryAt', 'lastFault'] })
const deleteDeadlines = prepared((tx: Pick<Tx, 'delete' | 'connection'>) =>
  tx.delete(deadlines).where(eq(deadlines.workflowId, sql.placeholder('id'))),
)
/** Saves the next version; gives the row where `before` is still the present one. */
const saveStep = prepared((tx: Pick<Tx, 'update' | 'connection'>) => {
  const given = (column: 'value' | 'state' | 'context' | 'version' | 'movedAt') =>
    sql`${sql.param(sql.placeholder(column), workflows[column])}`
  return tx
    .update(workflows)
    .set({
      value: given('value'),
      state: given('state'),
      context: given('context'),
      version: given('version'),
      movedAt: given('movedAt'),
    })
    .where(and(eq(workflows.id, sql.placeholder('id')), eq(workflows.version, sql.placeholder('before'))))
    .returning({ id: workflows.id })
})

let isEffectWaiting = false

/** Whether a write of this process stored an effect since the last call, committed or not: the ticker looks at once. */
export function takeWaitingEffects(): boolean {
  const was = isEffectWaiting
  isEffectWaiting = false
  return was
}

async function scheduleFollowUps(
  tx: Tx,
  definition: WorkflowDefinition,
  id: string,
  snapshot: AnyMachineSnapshot,
  actions: readonly Action[],
) {
  const effects = effectsOf(actions).map(({ type, params }) => ({
    workflowId: id,
    kind: definition.kind,
    effect: type,
    params: (params ?? {}) as Record<string, unknown>,
    nextAt: tx.at,
  }))
  await insertEffect(tx, effects)
  if (effects.length > 0) isEffectWaiting = true
  if (!definition.deadlines) return
  await deleteDeadlines(tx).execute({ id })
  if (snapshot.status !== 'active') return
  const due = definition
    .deadlines(snapshot)
    .map(({ name, at, event }) => ({ workflowId: id, name: `${definition.kind}/${name}`, dueAt: at, event }))
  await insertDeadline(tx, due)
}

/** Appends the event to the history, and its line to the audit entry. */
async function appendEvent(
  tx: Tx,
  { event, ...step }: { workflowId: string; version: number; event: SentEvent; from: string; to: string },
) {
  const row = { ...step, type: event.type, event, actor: tx.actor, why: tx.why, at: tx.at }
  await insertEvent(tx, [row])
  tx.note(formatEventLine({ ...row, event: JSON.stringify(event) }))
}

/**
 * Starts a workflow. `input` is what the machine's context is made from; `at` (ISO) is added to it. The caller chooses
 * the id, because its own row usually shares it.
 */
export async function startWorkflow<M extends AnyStateMachine>(
  tx: Tx,
  definition: WorkflowDefinition<M>,
  { id, input = {} }: { id: string; input?: Record<string, unknown> },
): Promise<LoadedWorkflow<M>> {
  const machine: AnyStateMachine = definition.machine
  const [snapshot, actions] = initialTransition(machine, { ...input, at: tx.at.toISOString() })
  const state = statePath(snapshot.value) as StateOf<M>
  parseContext(definition, snapshot.context)
  const row = {
    id,
    kind: definition.kind,
    value: snapshot.value,
    state,
    context: snapshot.context,
    version: 0,
    begunAt: tx.at,
    movedAt: tx.at,
  }
  await insertWorkflow(tx, [row])
  await appendEvent(tx, { workflowId: id, version: 0, event: { type: 'begin' }, from: '', to: state })
  await scheduleFollowUps(tx, definition, id, snapshot, actions)
  return { id, version: 0, state, snapshot: snapshot as SnapshotFrom<M> }
}

const workflowById = prepared((read: Pick<Reader, 'select' | 'connection'>) =>
  read
    .select()
    .from(workflows)
    .where(and(eq(workflows.id, sql.placeholder('id')), eq(workflows.kind, sql.placeholder('kind')))),
)

/**
 * Loads a workflow, ready for `snapshot.can(…)`. Refuses with 404 if there is none of this kind; throws a fault if the
 * stored context no longer fits its schema.
 */
export async function loadWorkflow<M extends AnyStateMachine>(
  read: Pick<Reader, 'select' | 'connection'>,
  definition: WorkflowDefinition<M>,
  id: string,
): Promise<LoadedWorkflow<M>> {
  const [row] = await workflowById(read).execute({ id, kind: definition.kind })
  if (!row) throw notFound(definition.title)
  return { id, version: row.version, state: row.state, snapshot: toSnapshot(definition, row) }
}

/** Turns a stored row into a snapshot of its machine, and checks its context. */
export function toSnapshot<M extends AnyStateMachine>(
  definition: WorkflowDefinition<M>,
  row: Pick<typeof workflows.$inferSelect, 'value' | 'context'>,
): SnapshotFrom<M> {
  const machine: AnyStateMachine = definition.machine
  return machine.resolveState({ value: row.value as never, context: parseContext(definition, row.context) }) as SnapshotFrom<M>
}

/**
 * Advances a workflow by one event that a person sends: parses the event, loads, asks `can`, computes the transition,
 * saves if the version is still the same, logs, and stores effects and deadlines. Refuses with 422 (malformed event),
 * 404, or 409 (outdated version, or not possible now).
 */
export const advanceWorkflow = <M extends AnyStateMachine>(tx: Tx, definition: WorkflowDefinition<M>, step: Step) =>
  applyEvent(tx, definition, step, definition.events)

/** Does the same for an event that the system sends. */
export function advanceBySystem<M extends AnyStateMachine>(tx: Tx, definition: WorkflowDefinition<M>, step: Omit<Step, 'version'>) {
  if (!definition.systemEvents) throw new Error(`${definition.kind} knows no system events`)
  return applyEvent(tx, definition, { ...step, version: 'latest' }, definition.systemEvents)
}

async function applyEvent<M extends AnyStateMachine>(
  tx: Tx,
  definition: WorkflowDefinition<M>,
  { id, version, event }: Step,
  schema: z.ZodType<SentEvent>,
): Promise<LoadedWorkflow<M>> {
  const parsed = schema.safeParse(event)
  if (!parsed.success) throw invalidInput(messagesByField(parsed.error), '这个操作的内容不完整，请返回重填。')
  const stampedEvent: SentEvent = { ...parsed.data, at: tx.at.toISOString() }

  const before = await loadWorkflow(tx, definition, id)
  if (version !== 'latest' && version !== before.version) throw await overtakenByStep(tx, definition, id)
  const snapshot = before.snapshot as AnyMachineSnapshot
  if (!snapshot.can(stampedEvent))
    throw new Refusal(
      409,
      formatRefusal(definition, snapshot, stampedEvent.type) + (await formatStepOfOther(tx, definition, { id, actor: tx.actor })),
    )

  const machine: AnyStateMachine = definition.machine
  const [after, actions] = transition(machine, snapshot, stampedEvent)
  const state = statePath(after.value) as StateOf<M>
  const next = before.version + 1
  const saved = await saveStep(tx).execute({
    id,
    before: before.version,
    value: after.value,
    state,
    context: after.context,
    version: next,
    movedAt: tx.at,
  })
  if (saved.length !== 1) throw await overtakenByStep(tx, definition, id)
  await appendEvent(tx, { workflowId: id, version: next, event: stampedEvent, from: before.state, to: state })
  await scheduleFollowUps(tx, definition, id, after, actions)
  return { id, version: next, state, snapshot: after as SnapshotFrom<M> }
}

/** Lists the states that a workflow was in, in the order in which it first entered them. */
export async function listStatesPassed(read: Pick<Reader, 'select'>, id: string): Promise<string[]> {
  const rows = await read
    .select({ to: workflowEvents.to })
    .from(workflowEvents)
    .where(eq(workflowEvents.workflowId, id))
    .orderBy(asc(workflowEvents.version))
  return [...new Set(rows.map(({ to }) => to))]
}
