// The steps of an enrolment written out, and how attendance is reckoned. machines.test.ts holds the database to it.
import { expect, test } from 'vitest'
import { initialTransition, type SnapshotFrom, transition } from 'xstate'
import { countsAsAttended, marks, computeAttendance, sessionsNeeded } from '#app/modules/cohorts/attendance.ts'
import { type EnrolmentEvent, enrolmentMachine } from '#app/modules/cohorts/enrolment.machine.ts'

type Enrolment = SnapshotFrom<typeof enrolmentMachine>
type Sent = EnrolmentEvent extends infer E ? (E extends EnrolmentEvent ? Omit<E, 'at'> : never) : never

const at = '2019-03-08T10:00:00.000Z'
const step = (snapshot: Enrolment, event: Sent) => transition(enrolmentMachine, snapshot, { ...event, at } as EnrolmentEvent)
const after = (...events: Sent[]) =>
  events.reduce<Enrolment>((snapshot, event) => step(snapshot, event)[0], initialTransition(enrolmentMachine)[0])

const start: Sent = { type: 'START' }
const leave: Sent = { type: 'LEAVE', reason: '外出务工' }
const fail: Sent = { type: 'FAIL', reason: '缺课' }
const exam = (day: string): Sent => ({ type: 'EXAM_PASSED', day })
const attends = (attended: number, metOn: string | null): Sent => ({ type: 'ATTENDANCE', attended, sessions: 4, metOn })
const comesBack = (cohort: string): Sent => ({ type: 'RETURN', reason: '回来了', cohort })
const skipsExam = (sitting: number): Sent => ({ type: 'SKIP_EXAM', reason: '外出务工，没有来考', sitting })
const sitsAfterAll: Sent = { type: 'SIT_EXAM', reason: '赶回来考' }
const cancelled: Sent = { type: 'CLASS_CANCELLED', reason: '教室漏水' }
const reopened = (cohort: string): Sent => ({ type: 'CLASS_REOPENED', reason: '教室修好了', cohort })

/** What is possible, where it leads, and the effects. */
function stepsFrom(snapshot: Enrolment) {
  const events: [string, Sent][] = [
    ['starts', start],
    ['attends enough', attends(3, '2019-03-07')],
    ['attends too little', attends(2, null)],
    ['passes', exam('2019-03-08')],
    ['leaves', leave],
    ['fails', fail],
    ['returns to a class that runs', comesBack('running')],
    ['returns to a planned class', comesBack('planned')],
    ['returns to a class that enrols', comesBack('enrolling')],
    ['returns to a class that is over', comesBack('completed')],
    ['does not sit the exam', skipsExam(0)],
    ['does not sit it with a sheet open', skipsExam(1)],
    ['sits it after all', sitsAfterAll],
    ['the class is cancelled', cancelled],
    ['the class runs again', reopened('running')],
    ['the class enrols again', reopened('enrolling')],
  ]
  return Object.fromEntries(
    events
      .filter(([, event]) => snapshot.can({ ...event, at } as EnrolmentEvent))
      .map(([name, event]) => {
        const [next, actions] = step(snapshot, event)
        return [name, [next.value, ...actions.map(({ type }) => type).filter((type) => /Certificate$/.test(type))].join(' ')]
      }),
  )
}

const returns = {
  'returns to a class that runs': 'studying',
  'returns to a planned class': 'enrolled',
  'returns to a class that enrols': 'enrolled',
}

/** Whatever befalls a trainee while the class runs. */
const whileStudying = {
  'attends enough': 'studying',
  'attends too little': 'studying',
  passes: 'studying',
  leaves: 'left',
  fails: 'failed',
  'the class is cancelled': 'dismissed',
}
const whileNotSitting = {
  ...whileStudying,
  'attends enough': 'notSitting',
  'attends too little': 'notSitting',
  'sits it after all': 'studying',
}

test.each([
  ['enrolled', [], { starts: 'studying', leaves: 'left', 'the class is cancelled': 'dismissed' }],
  ['studying', [start], { ...whileStudying, 'does not sit the exam': 'notSitting' }],
  // Whoever has passed has sat it.
  ['studying, exam passed', [start, exam('2019-03-06')], { ...whileStudying, 'attends enough': 'completed issueCertificate' }],
  [
    'studying, attended enough',
    [start, attends(3, '2019-03-07')],
    { ...whileStudying, passes: 'completed issueCertificate', 'does not sit the exam': 'notSitting' },
  ],
  ['not sitting the exam', [start, skipsExam(0)], whileNotSitting],
  [
    'not sitting the exam, attended enough',
    [start, skipsExam(0), attends(3, '2019-03-07')],
    { ...whileNotSitting, passes: 'completed issueCertificate' },
  ],
  [
    'completed on the day that would come of it again',
    [start, attends(3, '2019-03-07'), exam('2019-03-06')],
    { 'attends enough': 'completed', 'attends too little': 'studying correctCertificate' },
  ],
  [
    'completed on another day',
    [start, attends(3, '2019-03-08'), exam('2019-03-06')],
    { 'attends enough': 'completed correctCertificate', 'attends too little': 'studying correctCertificate' },
  ],
  ['left', [leave], { passes: 'left', ...returns }],
  ['left while studying', [start, leave], { passes: 'left', ...returns }],
  ['failed', [start, fail], { passes: 'failed', 'the class runs again': 'studying' }],
  [
    'failed, attended enough',
    [start, attends(3, '2019-03-07'), fail],
    { passes: 'completed issueCertificate', 'the class runs again': 'studying' },
  ],
  [
    'of a class that was cancelled',
    [start, cancelled],
    { passes: 'dismissed', ...returns, 'the class runs again': 'studying', 'the class enrols again': 'enrolled' },
  ],
] satisfies [string, Sent[], Record<string, string>][])('what is possible with an enrolment that is %s', (_, events, steps) => {
  expect(stepsFrom(after(...events))).toEqual(steps)
})

test('what an enrolment keeps', () => {
  const fresh = { attended: 0, sessions: 0, attendanceMetOn: null, examPassedOn: null, completedOn: null, reason: null }
  expect(after().context).toEqual(fresh)
  expect(after(start, attends(2, null)).context).toEqual({ ...fresh, attended: 2, sessions: 4 })
  expect(after(start, exam('2019-03-06')).context).toEqual({ ...fresh, examPassedOn: '2019-03-06' })
  // The first pass stands.
  expect(after(start, exam('2019-03-06'), exam('2019-03-07')).context.examPassedOn).toBe('2019-03-06')
  expect(after(start, leave).context.reason).toBe('外出务工')
  expect(after(start, leave, comesBack('running')).context.reason).toBe('回来了')
  expect(after(leave, comesBack('planned')).context.reason).toBe('回来了')
  expect(after(start, fail).context.reason).toBe('缺课')
  expect(after(start, leave, exam('2019-03-06')).context.examPassedOn).toBe('2019-03-06')
})

test('who does not sit the exam studies on, and fails with the reason that was given for that', () => {
  const notSitting = after(start, attends(2, null), skipsExam(0))
  expect(notSitting.context).toMatchObject({ attended: 2, reason: '外出务工，没有来考' })
  const failed = after(start, skipsExam(0), attends(3, '2019-03-07'), fail)
  expect([failed.value, failed.context]).toEqual([
    'failed',
    expect.objectContaining({ attended: 3, sessions: 4, attendanceMetOn: '2019-03-07', reason: '外出务工，没有来考' }),
  ])
  expect(after(start, skipsExam(0), sitsAfterAll).context.reason).toBe('赶回来考')
  expect(after(start, skipsExam(0), leave).context.reason).toBe('外出务工')
})

test('a sheet that is graded late completes whoever was thought not to sit the exam, or counts for later', () => {
  const attended = after(start, attends(3, '2019-03-07'), skipsExam(0), exam('2019-03-08'))
  expect([attended.value, attended.context]).toEqual(['completed', expect.objectContaining({ completedOn: '2019-03-08', reason: null })])
  const attendedLater = after(start, skipsExam(0), exam('2019-03-06'), attends(3, '2019-03-07'))
  expect([attendedLater.value, attendedLater.context.completedOn]).toEqual(['completed', '2019-03-07'])
})

test('a class that was cancelled or closed is taken up where it was: nothing of attendance and exam is lost', () => {
  const kept = { attended: 3, sessions: 4, attendanceMetOn: '2019-03-07', examPassedOn: null }
  expect(after(start, attends(3, '2019-03-07'), cancelled).context).toMatchObject({ ...kept, reason: '教室漏水' })
  for (const ended of [cancelled, fail]) {
    const again = after(start, attends(3, '2019-03-07'), ended, reopened('running'))
    expect([again.value, again.context]).toEqual(['studying', expect.objectContaining({ ...kept, reason: '教室修好了' })])
    expect(step(again, exam('2019-03-08'))[0].context).toMatchObject({ completedOn: '2019-03-08', reason: null })
  }
  expect(after(start, skipsExam(0), cancelled).context.reason).toBe('教室漏水')
  expect(after(cancelled, reopened('enrolling')).context.reason).toBe('教室修好了')
  expect(after(start, cancelled, exam('2019-03-06')).context.examPassedOn).toBe('2019-03-06')
  expect(after(start, cancelled, comesBack('running')).context.reason).toBe('回来了')
})

test('it is completed on the later of the two days, whichever came last, and without a reason of before', () => {
  const completed = { completedOn: '2019-03-07', reason: null, attended: 3 }
  expect(after(start, attends(3, '2019-03-07'), exam('2019-03-06')).context).toMatchObject(completed)
  expect(after(start, exam('2019-03-07'), attends(3, '2019-03-06')).context).toMatchObject(completed)
  expect(after(start, attends(3, '2019-03-06'), fail, exam('2019-03-07')).context).toMatchObject(completed)
  const moved = after(start, attends(3, '2019-03-08'), exam('2019-03-06'), attends(4, '2019-03-07'))
  expect(moved.context).toMatchObject({ completedOn: '2019-03-07', attended: 4, attendanceMetOn: '2019-03-07' })
  const same = after(start, attends(3, '2019-03-07'), exam('2019-03-06'), attends(4, '2019-03-07'))
  expect(same.context).toMatchObject({ completedOn: '2019-03-07', attended: 4 })
  const takenBack = after(start, attends(3, '2019-03-08'), exam('2019-03-06'), attends(2, null))
  expect([takenBack.value, takenBack.context]).toEqual([
    'studying',
    expect.objectContaining({ completedOn: null, attended: 2, attendanceMetOn: null, examPassedOn: '2019-03-06' }),
  ])
})

test('who was there, late or not, attended; an excuse is no attendance', () => {
  expect(marks.filter(countsAsAttended)).toEqual(['present', 'late'])
  expect(marks).toHaveLength(4)
})

test.each([
  [4, 75, 3],
  [4, 76, 4],
  [5, 80, 4],
  [10, 0, 1],
  [0, 80, 1],
  [3, 100, 3],
])('of %i sessions %i per cent are %i', (sessions, percent, needed) => {
  expect(sessionsNeeded(sessions, percent)).toBe(needed)
})

test('it is enough on the day of the session that makes it so, in whatever order they were taken', () => {
  const days = ['2019-03-05', '2019-03-06', '2019-03-07', '2019-03-08']
  expect(computeAttendance(days, ['2019-03-08', '2019-03-05', '2019-03-07'], 75)).toEqual({ attended: 3, sessions: 4, metOn: '2019-03-08' })
  expect(computeAttendance(days, days, 50).metOn).toBe('2019-03-06')
  expect(computeAttendance(days, ['2019-03-05'], 50)).toEqual({ attended: 1, sessions: 4, metOn: null })
})
