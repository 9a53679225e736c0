// The names of a machine's states, and rules over them. Each domain defines in `<noun>.states.ts`, beside its machine,
// what its states mean to others; no other code compares their names. Runs on server and phone.
import type { AnyStateMachine, StateValueFrom } from 'xstate'

type PathIn<Value> = Value extends string
  ? Value
  : { [Parent in keyof Value & string]: `${Parent}.${PathIn<Value[Parent]>}` }[keyof Value & string]

/** A leaf state of a workflow, as a path: `sitting`, `collected.submitted`. */
export type StateOf<M extends AnyStateMachine> = string extends StateValueFrom<M> ? string : PathIn<StateValueFrom<M>>

type WithParents<Path extends string> = Path extends `${infer Parent}.${infer Rest}`
  ? Path | Parent | `${Parent}.${WithParents<Rest>}`
  : Path

/** Any state of a machine by its name, also a parent state: `collected`. */
type StateName<M extends AnyStateMachine> = WithParents<StateOf<M>>

/** A rule over states: whether a path is one of these states, or is within one. */
export const isOneOf =
  <M extends AnyStateMachine>(...names: StateName<M>[]) =>
  (path: string) =>
    names.some((name) => path === name || path.startsWith(`${name}.`))
