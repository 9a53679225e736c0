// The life cycle of an attempt. Answers do not change its state: they are rows of their own (sheet.ts); only handing in, time running out
// and grading do. Runs on server and phone.
import { and, assign, setup } from 'xstate'

export interface AttemptContext {
  enrolmentId: string
  openedAt: string
  /** Server time at which it ends; no other clock counts. */
  deadlineAt: string
  /** How many questions, each worth one point, and the percentage that passes. */
  of: number
  passMark: number
  /** When the candidate handed in; null where time ran out. */
  submittedAt: string | null
  /** The moment from which late answers no longer count although 24 hours are not over: the candidate said that none is to come. */
  closedAt: string | null
  correct: number | null
  gradedAt: string | null
  /** How often late answers changed the grade. */
  regradings: number
}

export interface AttemptInput {
  at: string
  enrolmentId: string
  deadlineAt: string
  of: number
  passMark: number
}

export type AttemptEvent = { at: string } & (
  | { type: 'SUBMIT' }
  | { type: 'CLOSE' }
  | { type: 'EXPIRE' }
  | { type: 'GRADE'; correct: number }
  | { type: 'REGRADE'; correct: number; because: string[] }
)

/** Seconds that the system waits after the deadline for answers that are on their way, before it collects the sheet. */
export const collectDelaySeconds = 10

/** Number of right answers that the pass mark requires. Computed with integers, so that 60 per cent of 15 is exactly 9. */
export const requiredCorrect = ({ of, passMark }: Pick<AttemptContext, 'of' | 'passMark'>) => Math.ceil((of * passMark) / 100)

/** Whether this many right answers pass. */
export const isPassed = (exam: Pick<AttemptContext, 'of' | 'passMark'>, correct: number) => correct >= requiredCorrect(exam)

const never = '1970-01-01T00:00:00.000Z'

export const attemptMachine = setup({
  types: { context: {} as AttemptContext, input: {} as AttemptInput, events: {} as AttemptEvent },
  guards: {
    inTime: ({ context, event }) => event.at <= context.deadlineAt,
    timeIsUp: ({ context, event }) => event.at > context.deadlineAt,
    stillWaits: ({ context }) => context.submittedAt === null && context.closedAt === null,
    passes: ({ context, event }) => 'correct' in event && isPassed(context, event.correct),
    changesTheCount: ({ context, event }) => 'correct' in event && event.correct !== context.correct,
  },
  actions: {
    handIn: assign({ submittedAt: ({ event }) => event.at }),
    close: assign({ closedAt: ({ event }) => event.at }),
    count: assign({
      correct: ({ context, event }) => ('correct' in event ? event.correct : context.correct),
      gradedAt: ({ event }) => event.at,
    }),
    recount: assign({ regradings: ({ context }) => context.regradings + 1 }),
    // effects: carried out by the server after the commit
    grade: () => {},
    passed: (_, _params: { enrolmentId: string }) => {},
  },
}).createMachine({
  id: 'attempt',
  context: ({ input }) => ({
    enrolmentId: input?.enrolmentId ?? '',
    openedAt: input?.at ?? never,
    deadlineAt: input?.deadlineAt ?? never,
    of: input?.of ?? 0,
    passMark: input?.passMark ?? 100,
    submittedAt: null,
    closedAt: null,
    correct: null,
    gradedAt: null,
    regradings: 0,
  }),
  initial: 'sitting',
  states: {
    sitting: {
      on: {
        SUBMIT: [
          { guard: 'inTime', target: 'collected.submitted', actions: 'handIn' },
          { target: 'collected.expired', actions: 'grade' },
        ],
        EXPIRE: { guard: 'timeIsUp', target: 'collected.expired', actions: 'grade' },
      },
    },
    collected: {
      initial: 'submitted',
      states: { submitted: {}, expired: {} },
      on: {
        GRADE: [
          {
            guard: 'passes',
            target: 'graded.passed',
            actions: ['count', { type: 'passed', params: ({ context }) => ({ enrolmentId: context.enrolmentId }) }],
          },
          { target: 'graded.failed', actions: 'count' },
        ],
      },
    },
    graded: {
      initial: 'failed',
      // No more answers will come: those that arrive from now on do not count, so that the right answers can be shown.
      on: { CLOSE: { guard: 'stillWaits', actions: 'close' } },
      states: {
        failed: {
          on: {
            REGRADE: [
              {
                guard: 'passes',
                target: 'passed',
                actions: ['count', 'recount', { type: 'passed', params: ({ context }) => ({ enrolmentId: context.enrolmentId }) }],
              },
              { guard: 'changesTheCount', target: 'failed', actions: ['count', 'recount'] },
            ],
          },
        },
        // An announced pass is final: late answers may raise the score, but never take the pass away.
        passed: {
          on: { REGRADE: { guard: and(['passes', 'changesTheCount']), target: 'passed', actions: ['count', 'recount'] } },
        },
      },
    },
  },
})
