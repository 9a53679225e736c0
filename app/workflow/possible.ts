// What can be done with a workflow in its current state: for buttons, and for the message of a refusal.
import { type AnyMachineSnapshot, type EventObject, getNextTransitions } from 'xstate'
import { statePath, type WorkflowDefinition } from './definition.ts'

const aMoment = '1970-01-01T00:00:00.000Z'

/** Whether an event would be accepted now. `at` matters to guards that compare times; leave it out only if none does. */
export function canTake(snapshot: AnyMachineSnapshot, event: EventObject & { at?: string; [field: string]: unknown }) {
  return snapshot.can({ at: aMoment, ...event })
}

/** Lists the types of event that people may send in this state, ignoring guards. */
export function listPossibleEvents(definition: WorkflowDefinition, snapshot: AnyMachineSnapshot): string[] {
  const types = new Set(getNextTransitions(snapshot).map((transition) => transition.eventType))
  return [...types].filter((type) => type in definition.labels.events)
}

/** Formats the state in Chinese. */
function formatState(definition: WorkflowDefinition, value: unknown) {
  const path = statePath(value)
  return definition.labels.states[path] ?? path
}

/** Formats why an event is refused, and what is possible instead, with its requirements if a guard may refuse it too. */
export function formatRefusal(definition: WorkflowDefinition, snapshot: AnyMachineSnapshot, type: string) {
  const { events, needs } = definition.labels
  const wanted = events[type] ?? type
  const possible = listPossibleEvents(definition, snapshot)
  const others = possible.filter((other) => other !== type)
  const need = possible.includes(type) ? needs?.[type] : undefined
  const formatOther = (other: string) => (events[other] ?? other) + (needs?.[other] ? `（${needs[other]}）` : '')
  const instead = others.length > 0 ? `现在可以：${others.map(formatOther).join('、')}。` : '现在没有可以办的事。'
  return `${definition.title}现在是「${formatState(definition, snapshot.value)}」，${need ? `还不能「${wanted}」：${need}。` : `不能「${wanted}」。`}${instead}`
}
