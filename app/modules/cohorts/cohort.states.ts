// Groups of a class's states, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { cohortMachine } from './cohort.machine.ts'

type CohortState = StateOf<typeof cohortMachine>

/** The state of a class that ran to its end, for queries. */
export const completedState: CohortState = 'completed'

export const isCompleted = isOneOf<typeof cohortMachine>('completed')
export const isCancelled = isOneOf<typeof cohortMachine>('cancelled')
export const isRunning = isOneOf<typeof cohortMachine>('running')

/** Whether it is over: nothing of it is changed any more. */
export const isOver = isOneOf<typeof cohortMachine>('completed', 'cancelled')
