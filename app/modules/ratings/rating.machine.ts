// The life cycle of a shop's credit rating: it is current, may be appealed against, and expires when its facts grow too old.
import { assertEvent, assign, setup } from 'xstate'

export interface RatingContext {
  validUntil: string
  appealUntil: string
  appeal: string | null
  decision: string | null
  /** Rewards and penalties that followed from it, in words. */
  measures: { kind: 'reward' | 'penalty'; words: string; at: string }[]
  replacedBy: string | null
}

export interface RatingInput {
  at: string
  validUntil: string
  appealUntil: string
}

export type RatingEvent = { at: string } & (
  | { type: 'APPEAL'; reason: string }
  | { type: 'UPHOLD'; reason: string }
  | { type: 'WITHDRAW'; reason: string }
  | { type: 'MEASURE'; kind: 'reward' | 'penalty'; words: string }
  | { type: 'REPLACE'; ratingId: string }
  | { type: 'LAPSE' }
)

const never = '1970-01-01T00:00:00.000Z'

export const ratingMachine = setup({
  types: { context: {} as RatingContext, input: {} as RatingInput, events: {} as RatingEvent },
  guards: {
    mayAppeal: ({ context, event }) => context.appeal === null && event.at < context.appealUntil,
    isTooOld: ({ context, event }) => event.at >= context.validUntil,
  },
  actions: {
    noteAppeal: assign(({ event }) => {
      assertEvent(event, 'APPEAL')
      return { appeal: event.reason }
    }),
    noteDecision: assign(({ event }) => {
      assertEvent(event, ['UPHOLD', 'WITHDRAW'])
      return { decision: event.reason }
    }),
    noteMeasure: assign(({ context, event }) => {
      assertEvent(event, 'MEASURE')
      return { measures: [...context.measures, { kind: event.kind, words: event.words, at: event.at }] }
    }),
    noteReplacement: assign(({ event }) => {
      assertEvent(event, 'REPLACE')
      return { replacedBy: event.ratingId }
    }),
  },
}).createMachine({
  id: 'rating',
  context: ({ input }) => ({
    validUntil: input?.validUntil ?? never,
    appealUntil: input?.appealUntil ?? never,
    appeal: null,
    decision: null,
    measures: [],
    replacedBy: null,
  }),
  initial: 'current',
  states: {
    current: {
      on: {
        APPEAL: { guard: 'mayAppeal', target: 'appealed', actions: 'noteAppeal' },
        MEASURE: { actions: 'noteMeasure' },
        REPLACE: { target: 'replaced', actions: 'noteReplacement' },
        LAPSE: { guard: 'isTooOld', target: 'lapsed' },
      },
    },
    // While an appeal is open the rating has no consequences and cannot be replaced.
    appealed: {
      on: {
        UPHOLD: { target: 'current', actions: 'noteDecision' },
        WITHDRAW: { target: 'withdrawn', actions: 'noteDecision' },
        LAPSE: { guard: 'isTooOld', target: 'lapsed' },
      },
    },
    withdrawn: { on: { REPLACE: { target: 'replaced', actions: 'noteReplacement' } } },
    lapsed: { on: { REPLACE: { target: 'replaced', actions: 'noteReplacement' } } },
    replaced: {},
  },
})
