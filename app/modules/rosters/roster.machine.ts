// The life cycle of a roster: read, previewed, imported slice by slice; or discarded, by hand or when its term is over, or stopped and
// resumed.
import { assertEvent, assign, setup } from 'xstate'

export type RosterEvent = { at: string } & (
  | { type: 'READ' | 'UNREADABLE' | 'TAKE' | 'STOP' | 'WITHDRAW' | 'RESUME' | 'FINISH' }
  /** Another class, or none: what a row says of its tier is compared with that class's, so the file is read again. */
  | { type: 'ASSIGN' }
  /** Nobody decided in time. */
  | { type: 'EXPIRE' }
  /** The term of a roster from before undecided ones expired begins now. */
  | { type: 'BEGIN_TERM' }
  /** A slice failed. `slices`: how many were imported before. */
  | { type: 'FAIL'; slices: number }
  /** The state of a roster from before rosters had a life cycle. */
  | { type: 'ADOPT'; state: 'previewed' | 'failed' | 'accepted' }
)

/** Absent only in diagrams and tests of the machine alone. */
type RosterInput = { at: string; undecidedDays?: number } | undefined

export interface RosterContext {
  /** How often the server stopped during the import. */
  interruptions: number
  /** When its term began; null for rosters from before undecided ones expired. */
  uploadedAt: string | null
  /** How many days its term has. */
  undecidedDays: number
}

/** The ways out of a roster of which nothing was imported. */
const undecided = {
  WITHDRAW: { target: 'withdrawn', actions: 'forget' },
  EXPIRE: { target: 'lapsed', actions: 'forget' },
  BEGIN_TERM: { guard: 'hasNoTerm', actions: 'beginTerm' },
} as const

/** The state of a roster from before rosters had a life cycle. */
function adoptedState(event: RosterEvent) {
  assertEvent(event, 'ADOPT')
  return event.state
}

export const rosterMachine = setup({
  types: { context: {} as RosterContext, events: {} as RosterEvent, input: {} as RosterInput },
  guards: {
    nothingTaken: ({ event }) => {
      assertEvent(event, 'FAIL')
      return event.slices === 0
    },
    wasPreviewed: ({ event }) => adoptedState(event) === 'previewed',
    hasNoTerm: ({ context }) => context.uploadedAt === null,
    wasAccepted: ({ event }) => adoptedState(event) === 'accepted',
  },
  actions: {
    /** Deletes the file and what was read of it. */
    forget: () => {},
    beginTerm: assign({ uploadedAt: ({ event }) => event.at }),
  },
}).createMachine({
  id: 'roster',
  context: ({ input }) => ({
    interruptions: 0,
    uploadedAt: input?.at ?? null,
    undecidedDays: input?.undecidedDays ?? 0,
  }),
  initial: 'reading',
  states: {
    reading: {
      on: {
        READ: 'previewed',
        UNREADABLE: 'failed',
        ...undecided,
        ADOPT: [{ guard: 'wasPreviewed', target: 'previewed' }, { guard: 'wasAccepted', target: 'accepted' }, { target: 'failed' }],
      },
    },
    failed: { on: { READ: 'previewed', ASSIGN: 'reading', ...undecided } },
    previewed: { on: { TAKE: 'taking', UNREADABLE: 'failed', ASSIGN: 'reading', ...undecided } },
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
    lapsed: { type: 'final' },
  },
})
