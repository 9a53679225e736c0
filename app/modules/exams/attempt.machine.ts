// The life of an attempt. Answers do not move it: they are rows of their own (sheet.ts); only handing in, time running
// out and grading do. Runs on server and phone.
import { and, assign, setup } from 'xstate'

export interface AttemptContext {
  enrolmentId: string
  openedAt: string
  /** Server time at which it ends; nobody's own clock counts. */
  deadlineAt: string
  /** How many questions, each worth one point, and the per cent of them that passes. */
  of: number
  passMark: number
  /** When the candidate handed in; null where time ran out. */
  submittedAt: string | null
  /** From when on late answers no longer count although 24 hours are not over: the candidate said that none is to come. */
  closedAt: string | null
  correct: number | null
  gradedAt: string | null
  /** How often late answers changed the grading. */
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

/** After the deadline the system waits this long for answers that are on their way, then collects the sheet. */
export const collectDelaySeconds = 10

/** How many right answers the pass mark asks for. Whole numbers, so that 60 per cent of 15 is exactly 9. */
export const requiredCorrect = ({ of, passMark }: Pick<AttemptContext, 'of' | 'passMark'>) => Math.ceil((of * passMark) / 100)

/** Whether so many right answers pass. */
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
      // No answer is to come any more: what arrives from now on does not count, so that the right answers can be shown.
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
        // A pass that was announced stands: late answers may raise it, and never take it away.
        passed: {
          on: { REGRADE: { guard: and(['passes', 'changesTheCount']), target: 'passed', actions: ['count', 'recount'] } },
        },
      },
    },
  },
})
