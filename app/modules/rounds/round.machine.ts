// The life cycle of a pairing round. Pairings have their own (pairing.machine.ts); the round only decides what is possible for them.
import { assertEvent, assign, setup } from 'xstate'

export interface RoundContext {
  /** Until when wishes are accepted; set when they are opened. */
  wishesUntil: string | null
  /** Until when both sides can answer their proposals. */
  answersUntil: string | null
  /** How many pairs the coordinator accepted. */
  pairs: number
}

export type RoundEvent = { at: string } & (
  | { type: 'OPEN_WISHES'; until: string }
  | { type: 'CLOSE_WISHES' }
  | { type: 'WISHES_DUE' }
  | { type: 'REOPEN_WISHES'; until: string }
  | { type: 'ACCEPT'; pairs: number; answersUntil: string }
  | { type: 'ANSWERS_DUE' }
  | { type: 'ALL_ANSWERED' }
  | { type: 'EVALUATE' }
  | { type: 'REOPEN'; reason: string }
  | { type: 'CLOSE' }
)

const isDue = (moment: string | null, at: string) => moment !== null && at >= moment

export const roundMachine = setup({
  types: { context: {} as RoundContext, events: {} as RoundEvent },
  guards: {
    isAhead: ({ event }) => {
      assertEvent(event, ['OPEN_WISHES', 'REOPEN_WISHES'])
      return event.until > event.at
    },
    wishesAreDue: ({ context, event }) => isDue(context.wishesUntil, event.at),
    answersAreDue: ({ context, event }) => isDue(context.answersUntil, event.at),
    hasPairs: ({ event }) => {
      assertEvent(event, 'ACCEPT')
      return event.pairs > 0 && event.answersUntil > event.at
    },
  },
  actions: {
    setTerm: assign(({ event }) => {
      assertEvent(event, ['OPEN_WISHES', 'REOPEN_WISHES'])
      return { wishesUntil: event.until }
    }),
    keepPairs: assign(({ event }) => {
      assertEvent(event, 'ACCEPT')
      return { pairs: event.pairs, answersUntil: event.answersUntil }
    }),
  },
}).createMachine({
  id: 'pairingRound',
  context: { wishesUntil: null, answersUntil: null, pairs: 0 },
  initial: 'preparing',
  states: {
    preparing: { on: { OPEN_WISHES: { guard: 'isAhead', target: 'collecting', actions: 'setTerm' } } },
    collecting: {
      on: {
        CLOSE_WISHES: 'matching',
        WISHES_DUE: { guard: 'wishesAreDue', target: 'matching' },
      },
    },
    matching: {
      on: {
        REOPEN_WISHES: { guard: 'isAhead', target: 'collecting', actions: 'setTerm' },
        ACCEPT: { guard: 'hasPairs', target: 'confirming', actions: 'keepPairs' },
      },
    },
    confirming: {
      on: {
        ALL_ANSWERED: 'running',
        ANSWERS_DUE: { guard: 'answersAreDue', target: 'running' },
      },
    },
    running: { on: { EVALUATE: 'evaluating' } },
    // Whether something was built on an evaluation is known from the pairings: commands.server.ts looks.
    evaluating: { on: { CLOSE: 'closed', REOPEN: 'running' } },
    closed: { on: { REOPEN: 'evaluating' } },
  },
})
