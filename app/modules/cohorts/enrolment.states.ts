// What the states of an enrolment mean to others.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { enrolmentMachine } from './enrolment.machine.ts'

export type EnrolmentState = StateOf<typeof enrolmentMachine>

/** The state of an enrolment whose class runs, for queries. */
export const studyingState: EnrolmentState = 'studying'

/** Whether she waits for the class to begin. */
export const isWaiting = isOneOf<typeof enrolmentMachine>('enrolled')
export const isStudying = isOneOf<typeof enrolmentMachine>('studying')
export const hasCompleted = isOneOf<typeof enrolmentMachine>('completed')
export const hasFailed = isOneOf<typeof enrolmentMachine>('failed')
export const hasLeft = isOneOf<typeof enrolmentMachine>('left')

/** Whether marks of attendance are counted for her: while she studies, and afterwards, since a correction may take the completion back. */
export const acceptsAttendance = isOneOf<typeof enrolmentMachine>('studying', 'completed')

/** Whether a passed exam is noted for her, also one that was graded late. */
export const acceptsExam = isOneOf<typeof enrolmentMachine>('studying', 'left', 'failed')

/** Whether her class is done with her; who left may come back. */
export const isFinished = isOneOf<typeof enrolmentMachine>('completed', 'failed')

/** Whether the desk may let her leave, or come back. */
export const canLeaveOrReturn = isOneOf<typeof enrolmentMachine>('enrolled', 'studying', 'left')
