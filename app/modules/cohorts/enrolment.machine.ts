// The life cycle of an enrolment. It completes by itself as soon as enough sessions are attended and the exam is passed.
import { assertEvent, assign, setup } from 'xstate'

export type EnrolmentEvent = { at: string } & (
  | { type: 'START' }
  | { type: 'ATTENDANCE'; attended: number; sessions: number; metOn: string | null }
  | { type: 'EXAM_PASSED'; day: string }
  | { type: 'LEAVE'; reason: string }
  | { type: 'RETURN'; reason: string; cohort: string }
  | { type: 'FAIL'; reason: string }
  /** `sitting`: how many sheets of the trainee are open or not graded yet. */
  | { type: 'SKIP_EXAM'; reason: string; sitting: number }
  | { type: 'SIT_EXAM'; reason: string }
  | { type: 'CLASS_CANCELLED'; reason: string }
  | { type: 'CLASS_REOPENED'; reason: string; cohort: string }
)

export interface EnrolmentContext {
  /** Sessions attended, out of all that the cohort has. */
  attended: number
  sessions: number
  /** The day of the session with which enough were attended; null if they are not enough. */
  attendanceMetOn: string | null
  examPassedOn: string | null
  /** The day on which the last condition was met. */
  completedOn: string | null
  /** Why the trainee left or failed, does not sit the exam, or came back. */
  reason: string | null
}

/** The day on which the last condition was met; null while one is missing. `YYYY-MM-DD` compares as text. */
function completionDay({ attendanceMetOn, examPassedOn }: Pick<EnrolmentContext, 'attendanceMetOn' | 'examPassedOn'>) {
  if (attendanceMetOn === null || examPassedOn === null) return null
  return attendanceMetOn > examPassedOn ? attendanceMetOn : examPassedOn
}

/** What it would be with the attendance that an event reports. */
function completionDayWith(context: EnrolmentContext, event: EnrolmentEvent) {
  assertEvent(event, 'ATTENDANCE')
  return completionDay({ ...context, attendanceMetOn: event.metOn })
}

/** How the class stands to which a trainee comes back, or which is opened again. */
function cohortStateOf(event: EnrolmentEvent) {
  assertEvent(event, ['RETURN', 'CLASS_REOPENED'])
  return event.cohort
}

export const enrolmentMachine = setup({
  types: { context: {} as EnrolmentContext, events: {} as EnrolmentEvent },
  guards: {
    attendanceWasMissing: ({ context, event }) => completionDayWith(context, event) !== null,
    examWasMissing: ({ context }) => context.attendanceMetOn !== null,
    attendanceNoLongerEnough: ({ context, event }) => completionDayWith(context, event) === null,
    dayIsAnother: ({ context, event }) => completionDayWith(context, event) !== context.completedOn,
    classRuns: ({ event }) => cohortStateOf(event) === 'running',
    classIsToCome: ({ event }) => ['planned', 'enrolling'].includes(cohortStateOf(event)),
    mustStillSit: ({ context, event }) => {
      assertEvent(event, 'SKIP_EXAM')
      return event.sitting === 0 && context.examPassedOn === null
    },
  },
  actions: {
    countAttendance: assign(({ event }) => {
      assertEvent(event, 'ATTENDANCE')
      return { attended: event.attended, sessions: event.sessions, attendanceMetOn: event.metOn }
    }),
    passExam: assign(({ context, event }) => {
      assertEvent(event, 'EXAM_PASSED')
      return { examPassedOn: context.examPassedOn ?? event.day }
    }),
    complete: assign(({ context }) => ({ completedOn: completionDay(context), reason: null })),
    takeBack: assign({ completedOn: null }),
    giveReason: assign(({ event }) => ('reason' in event ? { reason: event.reason } : {})),
    issueCertificate: () => {},
    correctCertificate: () => {},
    planFollowUps: () => {},
  },
}).createMachine({
  id: 'enrolment',
  context: { attended: 0, sessions: 0, attendanceMetOn: null, examPassedOn: null, completedOn: null, reason: null },
  initial: 'enrolled',
  states: {
    enrolled: {
      on: {
        START: 'studying',
        LEAVE: { target: 'left', actions: 'giveReason' },
        CLASS_CANCELLED: { target: 'dismissed', actions: 'giveReason' },
      },
    },
    studying: {
      on: {
        ATTENDANCE: [
          {
            guard: 'attendanceWasMissing',
            target: 'completed',
            actions: ['countAttendance', 'complete', 'issueCertificate', 'planFollowUps'],
          },
          { actions: 'countAttendance' },
        ],
        EXAM_PASSED: [
          { guard: 'examWasMissing', target: 'completed', actions: ['passExam', 'complete', 'issueCertificate', 'planFollowUps'] },
          { actions: 'passExam' },
        ],
        LEAVE: { target: 'left', actions: 'giveReason' },
        FAIL: { target: 'failed', actions: 'giveReason' },
        SKIP_EXAM: { guard: 'mustStillSit', target: 'notSitting', actions: 'giveReason' },
        CLASS_CANCELLED: { target: 'dismissed', actions: 'giveReason' },
      },
    },
    // Studies on, but does not sit the exam, so that the class need not wait. Failing keeps the reason.
    notSitting: {
      on: {
        ATTENDANCE: { actions: 'countAttendance' },
        EXAM_PASSED: [
          { guard: 'examWasMissing', target: 'completed', actions: ['passExam', 'complete', 'issueCertificate', 'planFollowUps'] },
          { target: 'studying', actions: 'passExam' },
        ],
        SIT_EXAM: { target: 'studying', actions: 'giveReason' },
        LEAVE: { target: 'left', actions: 'giveReason' },
        FAIL: 'failed',
        CLASS_CANCELLED: { target: 'dismissed', actions: 'giveReason' },
      },
    },
    // A mark corrected while the class still runs moves the day of completion, or takes the completion back.
    completed: {
      on: {
        ATTENDANCE: [
          {
            guard: 'attendanceNoLongerEnough',
            target: 'studying',
            actions: ['countAttendance', 'takeBack', 'correctCertificate', 'planFollowUps'],
          },
          { guard: 'dayIsAnother', actions: ['countAttendance', 'complete', 'correctCertificate', 'planFollowUps'] },
          { actions: 'countAttendance' },
        ],
      },
    },
    // A sheet handed in while the trainee studied may be graded after they have left, or after the class was closed: it is not lost.
    left: {
      on: {
        RETURN: [
          { guard: 'classRuns', target: 'studying', actions: 'giveReason' },
          { guard: 'classIsToCome', target: 'enrolled', actions: 'giveReason' },
        ],
        EXAM_PASSED: { actions: 'passExam' },
      },
    },
    failed: {
      on: {
        EXAM_PASSED: [
          { guard: 'examWasMissing', target: 'completed', actions: ['passExam', 'complete', 'issueCertificate', 'planFollowUps'] },
          { actions: 'passExam' },
        ],
        CLASS_REOPENED: { guard: 'classRuns', target: 'studying', actions: 'giveReason' },
      },
    },
    // The class was cancelled. Whoever left before that stays away when it is taken up again.
    dismissed: {
      on: {
        CLASS_REOPENED: [
          { guard: 'classRuns', target: 'studying', actions: 'giveReason' },
          { target: 'enrolled', actions: 'giveReason' },
        ],
        RETURN: [
          { guard: 'classRuns', target: 'studying', actions: 'giveReason' },
          { guard: 'classIsToCome', target: 'enrolled', actions: 'giveReason' },
        ],
        EXAM_PASSED: { actions: 'passExam' },
      },
    },
  },
})
