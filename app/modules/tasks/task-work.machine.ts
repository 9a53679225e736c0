// The life cycle of what a trainee hands in for a task: it waits for her instructor, who says that it is done or what to do again. Nothing
// is closed: she may hand in again at any time, and what he said can be taken back.
import { assign, setup } from 'xstate'

export type TaskWorkEvent = { at: string } & { type: 'HAND_IN' | 'ACCEPT' | 'ASK_AGAIN' | 'TAKE_BACK' }

/** Absent only in diagrams and tests of the machine alone. */
type TaskWorkInput = { at: string } | undefined

export interface TaskWorkContext {
  /** How often she handed in. */
  submissions: number
  /** Since when she waits, or waited last: what was taken back waits as long as before. */
  waitingSince: string
}

const never = '9999-12-31T00:00:00.000Z'

export const taskWorkMachine = setup({
  types: { context: {} as TaskWorkContext, events: {} as TaskWorkEvent, input: {} as TaskWorkInput },
  actions: {
    countSubmission: assign(({ context }) => ({ submissions: context.submissions + 1 })),
    beginWaiting: assign(({ event }) => ({ waitingSince: event.at })),
  },
}).createMachine({
  id: 'taskWork',
  context: ({ input }) => ({ submissions: 1, waitingSince: input?.at ?? never }),
  initial: 'handedIn',
  states: {
    handedIn: {
      on: {
        HAND_IN: { actions: 'countSubmission' },
        ACCEPT: 'accepted',
        ASK_AGAIN: 'again',
      },
    },
    again: {
      on: {
        HAND_IN: { target: 'handedIn', actions: ['countSubmission', 'beginWaiting'] },
        TAKE_BACK: 'handedIn',
      },
    },
    // What a phone sends late is kept, and takes nothing from what she has done.
    accepted: {
      on: {
        HAND_IN: { actions: 'countSubmission' },
        TAKE_BACK: 'handedIn',
      },
    },
  },
})
