// Groups of the states of a reply, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { replyMachine } from './reply.machine.ts'

type ReplyState = StateOf<typeof replyMachine>

/** The state in which the class is shown it, for queries. */
export const shownState: ReplyState = 'shown'

/** The state of a reply that nobody reads any more, for queries. */
export const takenBackState: ReplyState = 'takenBack'

export const isShown = isOneOf<typeof replyMachine>('shown')
export const isTakenBack = isOneOf<typeof replyMachine>('takenBack')
