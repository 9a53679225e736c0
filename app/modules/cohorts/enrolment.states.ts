// Groups of an enrolment's states, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { enrolmentMachine } from './enrolment.machine.ts'

export type EnrolmentState = StateOf<typeof enrolmentMachine>

/** The state of an enrolment whose class runs, for queries. */
export const studyingState: EnrolmentState = 'studying'

/** Whether the trainee waits for the class to begin. */
export const isWaiting = isOneOf<typeof enrolmentMachine>('enrolled')
export const isStudying = isOneOf<typeof enrolmentMachine>('studying')
export const hasCompleted = isOneOf<typeof enrolmentMachine>('completed')
export const hasFailed = isOneOf<typeof enrolmentMachine>('failed')
export const hasLeft = isOneOf<typeof enrolmentMachine>('left')

/** Whether attendance marks count: while the trainee studies, and afterwards, since a correction may take the completion back. */
export const acceptsAttendance = isOneOf<typeof enrolmentMachine>('studying', 'completed')

/** Whether a passed exam is recorded, also one that was graded late. */
export const acceptsExam = isOneOf<typeof enrolmentMachine>('studying', 'left', 'failed')

/** Whether the trainee has completed or failed the class; those who left may come back. */
export const isFinished = isOneOf<typeof enrolmentMachine>('completed', 'failed')

/** Whether the desk may record that the trainee leaves or comes back. */
export const canLeaveOrReturn = isOneOf<typeof enrolmentMachine>('enrolled', 'studying', 'left')
