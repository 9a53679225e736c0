// What the kernel must know of a life cycle. Runs on server and phone.
import type { AnyStateMachine, SnapshotFrom } from 'xstate'
import type { z } from 'zod'

/** An event as it is sent: the kernel adds `at`, the moment of the write, before the machine sees it. */
export interface SentEvent {
  type: string
  [field: string]: unknown
}

export interface Deadline {
  name: string
  at: Date
  event: SentEvent
}

export interface WorkflowDefinition<M extends AnyStateMachine = AnyStateMachine> {
  /** The same as the machine's id. */
  kind: string
  /** On screen: 答卷, 培训班 … */
  title: string
  machine: M
  /** What people may ask. A posted event that does not fit is refused before the machine sees it. */
  events: z.ZodType<SentEvent>
  /** What only the system itself may send: deadlines and follow-ups of other workflows. */
  systemEvents?: z.ZodType<SentEvent>
  /** The context as it is stored; checked at every load. */
  context: z.ZodType<SnapshotFrom<M>['context']>
  /** What is due by itself, as it follows from where the workflow stands. The kernel keeps the table in step. */
  deadlines?(snapshot: SnapshotFrom<M>): Deadline[]
  /**
   * The words on screen for states (by path: `open.idle`) and events; what an event needs where a guard may refuse it
   * (`要先有人报名`); and for the diagram, the events that the system itself sends.
   */
  labels: {
    states: Record<string, string>
    events: Record<string, string>
    needs?: Record<string, string>
    system?: Record<string, string>
  }
}

/** Checks a definition at once, when its module is loaded, and hands it on. */
export function defineWorkflow<M extends AnyStateMachine>(definition: WorkflowDefinition<M>): WorkflowDefinition<M> {
  if (definition.kind !== definition.machine.id) throw new Error(`${definition.kind} is defined over the machine ${definition.machine.id}`)
  return definition
}

/** A context as it was stored, checked by its schema. Throws a fault where it no longer fits. */
export const parseContext = <M extends AnyStateMachine>(definition: WorkflowDefinition<M>, stored: unknown): SnapshotFrom<M>['context'] =>
  definition.context.parse(stored)

/** A state value as a path: `sitting`, `open.idle`; parallel regions are joined with `+`. */
export function statePath(value: unknown): string {
  if (typeof value === 'string') return value
  return Object.entries(value as Record<string, unknown>)
    .map(([region, inner]) => {
      const path = statePath(inner)
      return path ? `${region}.${path}` : region
    })
    .join('+')
}
