// Groups of an enrolment's states, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { enrolmentMachine } from './enrolment.machine.ts'

export type EnrolmentState = StateOf<typeof enrolmentMachine>

/** The state of an enrolment that may sit the exam of its class, for queries. */
export const sittingState: EnrolmentState = 'studying'

/** The state of an enrolment whose class has not begun, for queries. */
export const waitingState: EnrolmentState = 'enrolled'

/** The states in which attendance counts, for queries: the twin of `acceptsAttendance`. */
export const attendingStates: EnrolmentState[] = ['studying', 'notSitting', 'completed']

/** The states of those who are no longer in the class, for queries. */
export const awayStates: EnrolmentState[] = ['left', 'dismissed']

/** The states of who studies, which end when the class is completed. */
export const studyingStates: EnrolmentState[] = ['studying', 'notSitting']
/** The states that end when the class is cancelled. */
export const dismissedStates: EnrolmentState[] = ['enrolled', 'studying', 'notSitting']
/** The states that a class takes back when it is opened again. */
export const reopenedStates: EnrolmentState[] = ['failed', 'dismissed']

/** The state of an enrolment that was completed, for queries. */
export const completedState: EnrolmentState = 'completed'

/** Whether the trainee waits for the class to begin. */
export const isWaiting = isOneOf<typeof enrolmentMachine>('enrolled')
export const isStudying = isOneOf<typeof enrolmentMachine>('studying', 'notSitting')
/** Whether the trainee studies and may sit the exam. */
export const maySit = isOneOf<typeof enrolmentMachine>('studying')
/** Whether it was recorded that the trainee does not sit the exam. */
export const isNotSitting = isOneOf<typeof enrolmentMachine>('notSitting')
export const hasCompleted = isOneOf<typeof enrolmentMachine>('completed')
export const hasFailed = isOneOf<typeof enrolmentMachine>('failed')
/** Whether the trainee is no longer in the class: left by themselves, or with everybody when it was cancelled. */
export const hasLeft = isOneOf<typeof enrolmentMachine>('left', 'dismissed')
/** Whether the class was cancelled while they were in it. */
export const isDismissed = isOneOf<typeof enrolmentMachine>('dismissed')

/** Whether attendance marks count: while the trainee studies, and afterwards, since a correction may take the completion back. */
export const acceptsAttendance = isOneOf<typeof enrolmentMachine>('studying', 'notSitting', 'completed')

/** Whether a passed exam is recorded, also one that was graded late. */
export const acceptsExam = isOneOf<typeof enrolmentMachine>('studying', 'notSitting', 'left', 'dismissed', 'failed')

/** Whether the trainee has completed or failed the class; those who left may come back. */
export const isFinished = isOneOf<typeof enrolmentMachine>('completed', 'failed')

/** What the desk may do with somebody in a state, by the event, while the class is not over; the machine has the last word, with its facts. */
export const offersStep = {
  LEAVE: isOneOf<typeof enrolmentMachine>('enrolled', 'studying', 'notSitting'),
  RETURN: hasLeft,
  SKIP_EXAM: maySit,
  SIT_EXAM: isNotSitting,
}
