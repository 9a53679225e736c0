// The life cycle of a trainee's question: asked, answered, and withdrawn if she takes it back.
import { setup } from 'xstate'

export type InquiryEvent = { at: string } & ({ type: 'WITHDRAW' } | { type: 'ANSWER'; replyId: string } | { type: 'REOPEN' })

export const inquiryMachine = setup({
  types: { context: {}, events: {} as InquiryEvent },
}).createMachine({
  id: 'inquiry',
  context: {},
  initial: 'asked',
  states: {
    asked: { on: { ANSWER: 'answered', WITHDRAW: 'withdrawn' } },
    // Its reply was taken back: it waits again.
    answered: { on: { REOPEN: 'asked', WITHDRAW: 'withdrawn' } },
    withdrawn: { type: 'final' },
  },
})
