// The life cycle of a follow-up: planned at completion, due some days before its day, then assigned, and done, declined or not reached after
// tries on three different days. Nothing is closed for good: she may be reached later, and what was recorded can be taken back.
import { assertEvent, assign, setup } from 'xstate'

/** What came of a try: no answer on the phone, nobody at home, she is away for work. */
export type TryOutcome = 'noAnswer' | 'notHome' | 'away'

/** Who answers instead of her: her shop, which tells its months already, or another follow-up of hers. */
export type AnsweredBy = 'shop' | 'followUp'

export type FollowUpEvent = { at: string } & (
  | { type: 'OPEN' }
  | { type: 'ASSIGN'; to: string }
  /** `on`: the day of the try, which may be sent days later. */
  | { type: 'TRY'; on: string; how: TryOutcome }
  | { type: 'ANSWER'; on: string }
  | { type: 'DECLINE'; on: string; reason: string }
  | { type: 'CORRECT'; reason: string }
  | { type: 'TAKE_BACK'; reason: string }
  | { type: 'SETTLE'; by: AnsweredBy; on: string }
  | { type: 'PLAN'; dueOn: string }
  | { type: 'CANCEL'; reason: string }
)

/** Absent only in diagrams and tests of the machine alone. */
export type FollowUpInput = { dueOn: string } | undefined

export interface FollowUpContext {
  dueOn: string
  /** The account that it is given to. */
  assignee: string | null
  tries: readonly { on: string; how: TryOutcome }[]
  /** The day on which it was done, declined or given up; null before. */
  closedOn: string | null
  answeredBy: AnsweredBy | null
  /** Why she declined, or why it was corrected, taken back or cancelled. */
  reason: string | null
}

/** Tries on so many different days without reaching her end it. */
const daysOfTries = 3
/** More are not kept; two or three a day at most are of use. */
export const maxTries = 20

/** The different days on which it was tried. */
export const daysTried = (tries: FollowUpContext['tries']) => new Set(tries.map(({ on }) => on)).size

const dayOf = (event: FollowUpEvent) => ('on' in event ? event.on : null)

const startsAt = '9999-12-31'

/** What can happen to an open one, whoever has it. */
const whileOpen = {
  TRY: [{ guard: 'isLastTry', target: 'notReached', actions: ['countTry', 'close'] }, { actions: 'countTry' }],
  ANSWER: { target: 'answered', actions: 'close' },
  DECLINE: { target: 'declined', actions: 'close' },
  SETTLE: { target: 'answered', actions: 'close' },
  PLAN: { actions: 'plan' },
  CANCEL: { target: 'cancelled', actions: 'giveReason' },
} as const

export const followUpMachine = setup({
  types: { context: {} as FollowUpContext, events: {} as FollowUpEvent, input: {} as FollowUpInput },
  guards: {
    isLastTry: ({ context, event }) => {
      assertEvent(event, 'TRY')
      return daysTried([...context.tries, event]) >= daysOfTries
    },
    isAssigned: ({ context }) => context.assignee !== null,
  },
  actions: {
    give: assign(({ event }) => {
      assertEvent(event, 'ASSIGN')
      return { assignee: event.to }
    }),
    countTry: assign(({ context, event }) => {
      assertEvent(event, 'TRY')
      return { tries: [...context.tries, { on: event.on, how: event.how }].slice(-maxTries) }
    }),
    close: assign(({ event }) => ({
      closedOn: dayOf(event),
      answeredBy: event.type === 'SETTLE' ? event.by : null,
      reason: event.type === 'DECLINE' ? event.reason : null,
    })),
    giveReason: assign(({ event }) => ('reason' in event ? { reason: event.reason } : {})),
    openAgain: assign(({ event }) => ({
      tries: [],
      closedOn: null,
      answeredBy: null,
      reason: 'reason' in event ? event.reason : null,
    })),
    plan: assign(({ event }) => {
      assertEvent(event, 'PLAN')
      return { dueOn: event.dueOn }
    }),
    lookForAnswer: () => {},
  },
}).createMachine({
  id: 'followUp',
  context: ({ input }) => ({
    dueOn: input?.dueOn ?? startsAt,
    assignee: null,
    tries: [],
    closedOn: null,
    answeredBy: null,
    reason: null,
  }),
  initial: 'planned',
  states: {
    planned: {
      on: {
        OPEN: { target: 'due', actions: 'lookForAnswer' },
        PLAN: { actions: 'plan' },
        CANCEL: { target: 'cancelled', actions: 'giveReason' },
      },
    },
    due: {
      on: {
        ASSIGN: { target: 'assigned', actions: 'give' },
        ...whileOpen,
      },
    },
    assigned: {
      on: {
        ASSIGN: { actions: 'give' },
        ...whileOpen,
      },
    },
    // What a phone sends late is kept: a try changes nothing any more, and an answer is one after all.
    notReached: {
      on: {
        TRY: { actions: 'countTry' },
        ANSWER: { target: 'answered', actions: 'close' },
        DECLINE: { target: 'declined', actions: 'close' },
        SETTLE: { target: 'answered', actions: 'close' },
        TAKE_BACK: [
          { guard: 'isAssigned', target: 'assigned', actions: 'openAgain' },
          { target: 'due', actions: 'openAgain' },
        ],
        CANCEL: { target: 'cancelled', actions: 'giveReason' },
      },
    },
    declined: {
      on: {
        TRY: { actions: 'countTry' },
        ANSWER: { target: 'answered', actions: 'close' },
        TAKE_BACK: [
          { guard: 'isAssigned', target: 'assigned', actions: 'openAgain' },
          { target: 'due', actions: 'openAgain' },
        ],
      },
    },
    // What was answered stays, also if the completion is taken back later: she was asked.
    answered: {
      on: {
        TRY: { actions: 'countTry' },
        CORRECT: { actions: 'giveReason' },
        TAKE_BACK: [
          { guard: 'isAssigned', target: 'assigned', actions: 'openAgain' },
          { target: 'due', actions: 'openAgain' },
        ],
      },
    },
    // The completion was taken back. If she completes after all, it is planned anew.
    cancelled: {
      on: {
        PLAN: { target: 'planned', actions: ['plan', 'openAgain'] },
      },
    },
  },
})
