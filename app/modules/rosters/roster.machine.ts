// The life cycle of a roster: read, previewed, imported slice by slice; or discarded, or stopped and resumed.
import { assign, setup } from 'xstate'

export type RosterEvent = { at: string } & (
  | { type: 'READ' | 'UNREADABLE' | 'TAKE' | 'STOP' | 'WITHDRAW' | 'RESUME' | 'FINISH' }
  /** A slice failed. `slices`: how many were imported before. */
  | { type: 'FAIL'; slices: number }
  /** The state of a roster from before rosters had a life cycle. */
  | { type: 'ADOPT'; state: 'previewed' | 'failed' | 'accepted' }
)

export interface RosterContext {
  /** How often the server stopped during the import. */
  interruptions: number
}

export const rosterMachine = setup({
  types: { context: {} as RosterContext, events: {} as RosterEvent },
  guards: {
    nothingTaken: ({ event }) => event.type === 'FAIL' && event.slices === 0,
    wasPreviewed: ({ event }) => event.type === 'ADOPT' && event.state === 'previewed',
    wasAccepted: ({ event }) => event.type === 'ADOPT' && event.state === 'accepted',
  },
}).createMachine({
  id: 'roster',
  context: { interruptions: 0 },
  initial: 'reading',
  states: {
    reading: {
      on: {
        READ: 'previewed',
        UNREADABLE: 'failed',
        WITHDRAW: 'withdrawn',
        ADOPT: [{ guard: 'wasPreviewed', target: 'previewed' }, { guard: 'wasAccepted', target: 'accepted' }, { target: 'failed' }],
      },
    },
    failed: { on: { READ: 'previewed', WITHDRAW: 'withdrawn' } },
    previewed: { on: { TAKE: 'taking', WITHDRAW: 'withdrawn', UNREADABLE: 'failed' } },
    taking: {
      on: {
        FINISH: 'accepted',
        STOP: 'stopped',
        RESUME: { actions: assign({ interruptions: ({ context }) => context.interruptions + 1 }) },
        FAIL: [{ guard: 'nothingTaken', target: 'previewed' }, { target: 'stopped' }],
      },
    },
    stopped: { on: { TAKE: 'taking' } },
    accepted: { type: 'final' },
    withdrawn: { type: 'final' },
  },
})
