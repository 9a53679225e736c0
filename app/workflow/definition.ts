// What the kernel must know about a life cycle. Runs on server and phone.
import type { AnyStateMachine, SnapshotFrom } from 'xstate'
import type { z } from 'zod'

/** An event as it is sent: before the machine gets it, the kernel adds `at`, the moment of the write. */
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
  /** The events that people may send. A posted event that does not parse is refused before it reaches the machine. */
  events: z.ZodType<SentEvent>
  /** The events that only the system sends: deadlines and follow-ups of other workflows. */
  systemEvents?: z.ZodType<SentEvent>
  /** The context as it is stored; checked at every load. */
  context: z.ZodType<SnapshotFrom<M>['context']>
  /** The deadlines that follow from the current state. The kernel keeps the table up to date. */
  deadlines?(snapshot: SnapshotFrom<M>): Deadline[]
  /**
   * Chinese words for states (by path: `open.idle`) and events; for events with guards, what they require (`要先有人报名`);
   * and for the diagram, the system's events.
   */
  labels: {
    states: Record<string, string>
    events: Record<string, string>
    needs?: Record<string, string>
    system?: Record<string, string>
  }
}

/** Checks a definition when its module is loaded, and returns it. */
export function defineWorkflow<M extends AnyStateMachine>(definition: WorkflowDefinition<M>): WorkflowDefinition<M> {
  if (definition.kind !== definition.machine.id) throw new Error(`${definition.kind} is defined over the machine ${definition.machine.id}`)
  return definition
}

/** Parses a stored context by its schema. Throws a fault if it no longer fits. */
export const parseContext = <M extends AnyStateMachine>(definition: WorkflowDefinition<M>, stored: unknown): SnapshotFrom<M>['context'] =>
  definition.context.parse(stored)

/** Formats a state value as a path: `sitting`, `open.idle`; parallel regions are joined with `+`. */
export function statePath(value: unknown): string {
  if (typeof value === 'string') return value
  return Object.entries(value as Record<string, unknown>)
    .map(([region, inner]) => {
      const path = statePath(inner)
      return path ? `${region}.${path}` : region
    })
    .join('+')
}
