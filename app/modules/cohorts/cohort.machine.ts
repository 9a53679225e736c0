// The life cycle of a cohort: planned, open for enrolment, running, completed; or cancelled.
import { assign, setup } from 'xstate'

export type CohortEvent = { at: string } & (
  | { type: 'OPEN'; sessions: number }
  | { type: 'START'; enrolled: number }
  /** `toSit`: how many may still pass the exam, because they are sitting it or still can. */
  | { type: 'CLOSE'; lastDay: string; today: string; toSit: number }
  | { type: 'CANCEL'; reason: string }
)

export interface CohortContext {
  reason: string | null
}

export const cohortMachine = setup({
  types: { context: {} as CohortContext, events: {} as CohortEvent },
  guards: {
    hasSessions: ({ event }) => event.type === 'OPEN' && event.sessions > 0,
    hasTrainees: ({ event }) => event.type === 'START' && event.enrolled > 0,
    canClose: ({ event }) => event.type === 'CLOSE' && event.today >= event.lastDay && event.toSit === 0,
  },
  actions: { startEnrolments: () => {}, closeEnrolments: () => {}, cancelEnrolments: () => {} },
}).createMachine({
  id: 'cohort',
  context: { reason: null },
  initial: 'planned',
  states: {
    planned: {
      on: {
        OPEN: { guard: 'hasSessions', target: 'enrolling' },
        CANCEL: { target: 'cancelled', actions: [assign({ reason: ({ event }) => event.reason }), 'cancelEnrolments'] },
      },
    },
    enrolling: {
      on: {
        START: { guard: 'hasTrainees', target: 'running', actions: 'startEnrolments' },
        CANCEL: { target: 'cancelled', actions: [assign({ reason: ({ event }) => event.reason }), 'cancelEnrolments'] },
      },
    },
    running: {
      on: {
        CLOSE: { guard: 'canClose', target: 'completed', actions: 'closeEnrolments' },
        CANCEL: { target: 'cancelled', actions: [assign({ reason: ({ event }) => event.reason }), 'cancelEnrolments'] },
      },
    },
    completed: { type: 'final' },
    cancelled: { type: 'final' },
  },
})
