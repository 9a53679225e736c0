// The life cycle of a cohort: planned, open for enrolment, running, completed; or cancelled. Both ends can be taken back with a reason.
import { assertEvent, assign, setup } from 'xstate'

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

/** Where a class stood that is opened again. */
function stateBefore(event: CohortEvent) {
  assertEvent(event, 'REOPEN')
  return event.was
}

export const cohortMachine = setup({
  types: { context: {} as CohortContext, events: {} as CohortEvent },
  guards: {
    hasSessions: ({ event }) => {
      assertEvent(event, 'OPEN')
      return event.sessions > 0
    },
    hasTrainees: ({ event }) => {
      assertEvent(event, 'START')
      return event.enrolled > 0
    },
    canClose: ({ event }) => {
      assertEvent(event, 'CLOSE')
      return event.today >= event.lastDay && event.toSit === 0
    },
    mayRunAgain: ({ event }) => stateBefore(event) === 'running',
    mayEnrolAgain: ({ event }) => stateBefore(event) === 'enrolling',
    mayBePlannedAgain: ({ event }) => stateBefore(event) === 'planned',
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
