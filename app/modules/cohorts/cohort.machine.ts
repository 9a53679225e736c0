// The life cycle of a cohort: planned, open for enrolment, running, completed; or cancelled. Both ends can be taken back with a reason.
import { assign, setup } from 'xstate'

export type CohortEvent = { at: string } & (
  | { type: 'OPEN'; sessions: number }
  | { type: 'START'; enrolled: number }
  /** `toSit`: how many may still pass the exam, because they are sitting it or still can. */
  | { type: 'CLOSE'; lastDay: string; today: string; toSit: number }
  | { type: 'CANCEL'; reason: string }
  /** `was`: where it stood before it ended. */
  | { type: 'REOPEN'; reason: string; was: 'planned' | 'enrolling' | 'running' }
  /** It studies another version of its course from now on; its state stays. */
  | { type: 'CHANGE_COURSE'; reason: string; from: string; to: string }
)

export interface CohortContext {
  /** Why it was cancelled, or opened again. */
  reason: string | null
}

export const cohortMachine = setup({
  types: { context: {} as CohortContext, events: {} as CohortEvent },
  guards: {
    hasSessions: ({ event }) => event.type === 'OPEN' && event.sessions > 0,
    hasTrainees: ({ event }) => event.type === 'START' && event.enrolled > 0,
    canClose: ({ event }) => event.type === 'CLOSE' && event.today >= event.lastDay && event.toSit === 0,
    mayRunAgain: ({ event }) => event.type === 'REOPEN' && event.was === 'running',
    mayEnrolAgain: ({ event }) => event.type === 'REOPEN' && event.was === 'enrolling',
    mayBePlannedAgain: ({ event }) => event.type === 'REOPEN' && event.was === 'planned',
  },
  actions: {
    giveReason: assign(({ event }) => ('reason' in event ? { reason: event.reason } : {})),
    startEnrolments: () => {},
    closeEnrolments: () => {},
    cancelEnrolments: () => {},
    reopenEnrolments: () => {},
  },
}).createMachine({
  id: 'cohort',
  context: { reason: null },
  initial: 'planned',
  states: {
    planned: {
      on: {
        OPEN: { guard: 'hasSessions', target: 'enrolling' },
        CHANGE_COURSE: 'planned',
        CANCEL: { target: 'cancelled', actions: ['giveReason', 'cancelEnrolments'] },
      },
    },
    enrolling: {
      on: {
        START: { guard: 'hasTrainees', target: 'running', actions: 'startEnrolments' },
        CHANGE_COURSE: 'enrolling',
        CANCEL: { target: 'cancelled', actions: ['giveReason', 'cancelEnrolments'] },
      },
    },
    running: {
      on: {
        CLOSE: { guard: 'canClose', target: 'completed', actions: 'closeEnrolments' },
        CHANGE_COURSE: 'running',
        CANCEL: { target: 'cancelled', actions: ['giveReason', 'cancelEnrolments'] },
      },
    },
    completed: { on: { REOPEN: { guard: 'mayRunAgain', target: 'running', actions: ['giveReason', 'reopenEnrolments'] } } },
    cancelled: {
      on: {
        REOPEN: [
          { guard: 'mayRunAgain', target: 'running', actions: ['giveReason', 'reopenEnrolments'] },
          { guard: 'mayEnrolAgain', target: 'enrolling', actions: ['giveReason', 'reopenEnrolments'] },
          { guard: 'mayBePlannedAgain', target: 'planned', actions: ['giveReason', 'reopenEnrolments'] },
        ],
      },
    },
  },
})
