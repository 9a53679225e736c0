// The words of all life cycles, for naming events and states.
import { workflows } from '#app/workflows.server.ts'
import { type Action, describeAction, type LifeCycleWords, listKnownActions } from './actions.ts'

export const lifeCycles: readonly LifeCycleWords[] = workflows.map(({ definition: { kind, title, labels } }) => ({
  kind,
  title,
  events: { ...labels.system, ...labels.events },
}))

const statesOf = new Map(workflows.map(({ definition: { kind, labels } }) => [kind, labels.states]))

export const stateLabel = (kind: string, state: string) => statesOf.get(kind)?.[state] ?? state

export const actionOf = (action: string): Action => describeAction(action, lifeCycles)

/** Kinds of write whose reason begins with the life cycle and ends with an event that people send. */
const ofEvents = workflows.flatMap(({ definition: { kind, labels } }) =>
  kind === 'cohort' || kind === 'enrolment'
    ? Object.keys(labels.events).map((type) => `${kind} ${type}`)
    : ['round', 'rating', 'pairing'].includes(kind)
      ? Object.keys(labels.events).map((type) => `${kind}: ${type}`)
      : [],
)

/** All kinds of write that a person may look for. */
export const searchableActions: { key: string; action: Action }[] = [
  ...listKnownActions().map(([key, action]) => ({ key, action })),
  ...ofEvents.map((key) => ({ key, action: actionOf(key) })),
].filter(({ action }) => action.class !== 'noise' && !action.label.startsWith('演示'))
