// Groups of an attempt's states, for other code. Runs on server and phone.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { attemptMachine } from './attempt.machine.ts'

type AttemptState = StateOf<typeof attemptMachine>

/** The state of an attempt that passed, for queries. */
export const passedState: AttemptState = 'graded.passed'

export const isSitting = isOneOf<typeof attemptMachine>('sitting')

/** Whether it was handed in or collected, and waits to be graded. */
export const isCollected = isOneOf<typeof attemptMachine>('collected')
export const isGraded = isOneOf<typeof attemptMachine>('graded')
export const isPassed = isOneOf<typeof attemptMachine>('graded.passed')

/** Whether it is still open, or waits to be graded. */
export const isUngraded = (path: string) => !isGraded(path)
