// The life cycle of a reply: only those who asked read it, until it is shown to the class; it can be hidden again, and taken back.
// One of its questions may be taken back by who asked it.
import { assign, setup } from 'xstate'

export interface ReplyContext {
  /** Why it was hidden or taken back. */
  reason: string | null
}

export type ReplyEvent = { at: string } & (
  | { type: 'SHOW' }
  | { type: 'CORRECT' }
  | { type: 'LOSE_QUESTION' }
  | { type: 'HIDE'; reason: string }
  | { type: 'TAKE_BACK'; reason: string }
)

const takenBack = { target: 'takenBack', actions: 'giveReason' } as const

export const replyMachine = setup({
  types: { context: {} as ReplyContext, events: {} as ReplyEvent },
  actions: {
    giveReason: assign(({ event }) => ('reason' in event ? { reason: event.reason } : {})),
    forgetReason: assign({ reason: null }),
  },
}).createMachine({
  id: 'reply',
  context: { reason: null },
  initial: 'given',
  states: {
    given: { on: { SHOW: 'shown', CORRECT: 'given', LOSE_QUESTION: 'given', TAKE_BACK: takenBack } },
    shown: { on: { HIDE: { target: 'unshown', actions: 'giveReason' }, CORRECT: 'shown', LOSE_QUESTION: 'shown', TAKE_BACK: takenBack } },
    unshown: {
      on: { SHOW: { target: 'shown', actions: 'forgetReason' }, CORRECT: 'unshown', LOSE_QUESTION: 'unshown', TAKE_BACK: takenBack },
    },
    takenBack: { type: 'final' },
  },
})
