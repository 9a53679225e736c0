// The words of all life cycles, for naming events and states.
import { workflows } from '#app/workflows.server.ts'
import { type Action, describeAction, lifeCycleOf, type LifeCycleLabels, listKnownActions } from './actions.ts'

const lifeCycles: readonly LifeCycleLabels[] = workflows.map(({ definition: { kind, title, labels } }) => ({
  kind,
  title,
  events: { ...labels.system, ...labels.events },
}))

const statesOf = new Map(workflows.map(({ definition: { kind, labels } }) => [kind, labels.states]))

export const stateLabel = (kind: string, state: string) => statesOf.get(lifeCycleOf(kind))?.[state] ?? state

export const actionOf = (action: string): Action => describeAction(action, lifeCycles)

/** Kinds of write whose reason begins with the life cycle and ends with an event that people send. */
const ofEvents = [
  ...listEvents('cohort').map((type) => `cohort ${type}`),
  ...listEvents('enrolment').map((type) => `enrolment ${type}`),
  ...['round', 'rating', 'pairing'].flatMap((kind) => listEvents(kind).map((type) => `${kind}: ${type}`)),
]

function listEvents(kind: string): string[] {
  return workflows.flatMap(({ definition }) => (definition.kind === lifeCycleOf(kind) ? Object.keys(definition.labels.events) : []))
}

/** All kinds of write that a person may look for. */
export const searchableActions: { key: string; action: Action }[] = [
  ...listKnownActions().map(([key, action]) => ({ key, action })),
  ...ofEvents.map((key) => ({ key, action: actionOf(key) })),
].filter(({ action }) => action.class !== 'noise' && !action.label.startsWith('演示'))
