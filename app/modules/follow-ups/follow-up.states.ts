// Groups of a follow-up's states, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { followUpMachine } from './follow-up.machine.ts'

export type FollowUpState = StateOf<typeof followUpMachine>

/** Whether somebody is to call or visit. */
export const isOpen = isOneOf<typeof followUpMachine>('due', 'assigned')
/** Whether its time is still to come. */
export const isPlanned = isOneOf<typeof followUpMachine>('planned')
/** Whether it was answered. */
export const isAnswered = isOneOf<typeof followUpMachine>('answered')
/** Whether she declined to answer. */
export const isDeclined = isOneOf<typeof followUpMachine>('declined')
/** Whether it was given up after tries on three days. */
export const isNotReached = isOneOf<typeof followUpMachine>('notReached')
/** Whether it ended: done, declined, not reached. */
export const isClosed = isOneOf<typeof followUpMachine>('answered', 'declined', 'notReached')
/** Whether the completion that it follows was taken back. */
export const isCancelled = isOneOf<typeof followUpMachine>('cancelled')
/** Whether an answer can be recorded without a reason. */
export const acceptsAnswer = isOneOf<typeof followUpMachine>('due', 'assigned', 'notReached', 'declined')
/** Whether she can decline. */
export const acceptsDecline = isOneOf<typeof followUpMachine>('due', 'assigned', 'notReached')
/** Whether a changed completion moves its day, or begins it again. */
export const acceptsPlan = isOneOf<typeof followUpMachine>('planned', 'due', 'assigned', 'cancelled')
/** Whether it ends if the completion is taken back. */
export const acceptsCancel = isOneOf<typeof followUpMachine>('planned', 'due', 'assigned', 'notReached')
/** Whether somebody or something else may answer it. */
export const acceptsSettle = isOneOf<typeof followUpMachine>('due', 'assigned', 'notReached')
