// What the states of an attempt mean to others. Runs on server and phone.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { attemptMachine } from './attempt.machine.ts'

type AttemptState = StateOf<typeof attemptMachine>

/** The state of an attempt that passed, for queries. */
export const passedState: AttemptState = 'graded.passed'

export const isSitting = isOneOf<typeof attemptMachine>('sitting')

/** Whether it was handed in or collected, and waits for its grading. */
export const isCollected = isOneOf<typeof attemptMachine>('collected')
export const isGraded = isOneOf<typeof attemptMachine>('graded')
export const isPassed = isOneOf<typeof attemptMachine>('graded.passed')

/** Whether it is still open, or waits for its grading. */
export const isUngraded = (path: string) => !isGraded(path)
