// Groups of a roster's states.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { rosterMachine } from './roster.machine.ts'

/** The states in which nobody has decided on it, for queries. */
export const undecidedStates: StateOf<typeof rosterMachine>[] = ['reading', 'failed', 'previewed']

/** Whether nobody has decided on it: it expires, and can be discarded. */
export const isUndecided = isOneOf<typeof rosterMachine>('reading', 'failed', 'previewed')

/** Whether it was discarded, by hand or because its term was over: its file is gone. */
export const isDiscarded = isOneOf<typeof rosterMachine>('withdrawn', 'lapsed')

/** Whether some of its rows may be imported already, and others not yet. */
export const isPartlyIn = isOneOf<typeof rosterMachine>('taking', 'stopped')
