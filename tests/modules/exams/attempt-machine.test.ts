// The steps of an attempt written out: what is possible where, and what comes of it. attempt.test.ts holds the database to it.
import { expect, test } from 'vitest'
import { type AnyStateMachine, initialTransition, type SnapshotFrom, transition } from 'xstate'
import { type AttemptEvent, attemptMachine, requiredCorrect, isPassed } from '#app/modules/exams/attempt.machine.ts'
import { statePath } from '#app/workflow/definition.ts'

const openedAt = '2019-03-04T01:00:00.000Z'
const deadlineAt = '2019-03-04T01:30:00.000Z'
const [inTime, justAfter, tooLate] = ['2019-03-04T01:20:00.000Z', '2019-03-04T01:30:00.001Z', '2019-03-04T01:40:00.000Z']
const input = { at: openedAt, enrolmentId: 'enrolment', deadlineAt, of: 10, passMark: 60 }

const after = (...events: AttemptEvent[]) =>
  events.reduce<SnapshotFrom<typeof attemptMachine>>(
    (snapshot, event) => transition(attemptMachine, snapshot, event)[0],
    initialTransition(attemptMachine, input)[0],
  )

const handIn: AttemptEvent = { type: 'SUBMIT', at: inTime }
const expire: AttemptEvent = { type: 'EXPIRE', at: tooLate }
const close: AttemptEvent = { type: 'CLOSE', at: tooLate }
const grade = (correct: number): AttemptEvent => ({ type: 'GRADE', at: tooLate, correct })
const regrade = (correct: number): AttemptEvent => ({ type: 'REGRADE', at: tooLate, correct, because: ['late'] })

/** What is possible, with the state that it leads to and the effects. */
function stepsFrom(snapshot: SnapshotFrom<typeof attemptMachine>) {
  const events: [string, AttemptEvent][] = [
    ['hands in', handIn],
    ['hands in at the deadline', { type: 'SUBMIT', at: deadlineAt }],
    ['hands in too late', { type: 'SUBMIT', at: justAfter }],
    ['time is up', { type: 'EXPIRE', at: justAfter }],
    ['time is up too early', { type: 'EXPIRE', at: deadlineAt }],
    ['closes', close],
    ['passes', grade(6)],
    ['fails', grade(5)],
    ['regraded to pass', regrade(7)],
    ['regraded to the same pass', regrade(6)],
    ['regraded to fail', regrade(4)],
    ['regraded to the same fail', regrade(5)],
  ]
  return Object.fromEntries(
    events
      .filter(([, event]) => snapshot.can(event))
      .map(([name, event]) => {
        const [next, actions] = transition(attemptMachine, snapshot, event)
        const effects = actions.map(({ type }) => type).filter((type) => type === 'grade' || type === 'passed')
        return [name, [statePath(next.value), ...effects].join(' ')]
      }),
  )
}

const grading = { passes: 'graded.passed passed', fails: 'graded.failed' }

test.each([
  [
    'sitting',
    [],
    {
      'hands in': 'collected.submitted',
      'hands in at the deadline': 'collected.submitted',
      'hands in too late': 'collected.expired grade',
      'time is up': 'collected.expired grade',
    },
  ],
  ['handed in', [handIn], grading],
  ['collected', [expire], grading],
  [
    'failed after it was collected',
    [expire, grade(5)],
    {
      closes: 'graded.failed',
      'regraded to pass': 'graded.passed passed',
      'regraded to the same pass': 'graded.passed passed',
      'regraded to fail': 'graded.failed',
    },
  ],
  [
    'failed after it was handed in: nothing is to come that could be closed to',
    [handIn, grade(5)],
    {
      'regraded to pass': 'graded.passed passed',
      'regraded to the same pass': 'graded.passed passed',
      'regraded to fail': 'graded.failed',
    },
  ],
  [
    'failed and closed',
    [expire, grade(5), close],
    {
      'regraded to pass': 'graded.passed passed',
      'regraded to the same pass': 'graded.passed passed',
      'regraded to fail': 'graded.failed',
    },
  ],
  [
    'passed: late answers may raise it, and never take it away',
    [expire, grade(6)],
    { closes: 'graded.passed', 'regraded to pass': 'graded.passed' },
  ],
] satisfies [string, AttemptEvent[], Record<string, string>][])('what is possible with a sheet that is %s', (_, events, steps) => {
  expect(stepsFrom(after(...events))).toEqual(steps)
})

test('what a sheet keeps of its sitting, its handing in and its grading', () => {
  const fresh = {
    enrolmentId: 'enrolment',
    openedAt,
    deadlineAt,
    of: 10,
    passMark: 60,
    submittedAt: null,
    closedAt: null,
    correct: null,
    gradedAt: null,
    regradings: 0,
  }
  expect(after().context).toEqual(fresh)
  expect(after(handIn).context).toEqual({ ...fresh, submittedAt: inTime })
  expect(after(expire, grade(5)).context).toEqual({ ...fresh, correct: 5, gradedAt: tooLate })
  expect(after(expire, grade(6)).context).toEqual({ ...fresh, correct: 6, gradedAt: tooLate })
  expect(after(expire, grade(5), close).context).toMatchObject({ closedAt: tooLate, correct: 5 })
  expect(after(expire, grade(5), regrade(7), regrade(8)).context).toMatchObject({ correct: 8, regradings: 2, submittedAt: null })
  expect(after(expire, grade(5), regrade(4)).context).toMatchObject({ correct: 4, regradings: 1 })
})

test('the effect of passing says whose it is, also where late answers bring it about', () => {
  const passedOf = (snapshot: SnapshotFrom<typeof attemptMachine>, event: AttemptEvent) =>
    transition(attemptMachine, snapshot, event)[1].find(({ type }) => type === 'passed')?.params
  expect(passedOf(after(handIn), grade(6))).toEqual({ enrolmentId: 'enrolment' })
  expect(passedOf(after(handIn, grade(5)), regrade(6))).toEqual({ enrolmentId: 'enrolment' })
})

test('a machine that only draws its diagram owes nobody anything, and is passed by nobody', () => {
  const { context } = initialTransition(attemptMachine as AnyStateMachine)[0] as SnapshotFrom<typeof attemptMachine>
  expect(context).toMatchObject({
    enrolmentId: '',
    openedAt: '1970-01-01T00:00:00.000Z',
    deadlineAt: '1970-01-01T00:00:00.000Z',
    of: 0,
    passMark: 100,
  })
})

test('how many right answers pass is a whole number, rounded up', () => {
  expect([
    requiredCorrect({ of: 15, passMark: 60 }),
    requiredCorrect({ of: 3, passMark: 67 }),
    requiredCorrect({ of: 3, passMark: 66 }),
  ]).toEqual([9, 3, 2])
  expect([isPassed({ of: 15, passMark: 60 }, 8), isPassed({ of: 15, passMark: 60 }, 9)]).toEqual([false, true])
})
