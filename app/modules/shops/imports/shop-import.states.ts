// Groups of the states of a list of shops.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { shopImportMachine } from './shop-import.machine.ts'

/** The states in which nobody has decided on it, for queries. */
export const undecidedStates: StateOf<typeof shopImportMachine>[] = ['previewed']

/** Whether nobody has decided on it: it lapses, and can be discarded. */
export const isUndecided = isOneOf<typeof shopImportMachine>('previewed')

/** Whether it was discarded, by hand or because its term was over: its file is gone. */
export const isDiscarded = isOneOf<typeof shopImportMachine>('withdrawn', 'lapsed')
