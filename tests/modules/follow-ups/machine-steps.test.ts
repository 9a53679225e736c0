// The steps of a follow-up written out: what is possible where, where it leads, and what is kept. machine.test.ts holds the database to the
// machine; this holds the machine to what was decided.
import { expect, test } from 'vitest'
import { initialTransition, transition } from 'xstate'
import { daysTried, type FollowUpEvent, followUpMachine, maxTries, type TryOutcome } from '#app/modules/follow-ups/follow-up.machine.ts'

type Sent = FollowUpEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'at'> : never) : never

const at = '2019-06-08T01:00:00.000Z'
const dueOn = '2019-06-08'
const stamp = (event: Sent) => ({ ...event, at }) as FollowUpEvent

/** Where one stands after these events, from its beginning. */
const after = (...events: Sent[]) =>
  events.reduce(
    (snapshot, event) => transition(followUpMachine, snapshot, stamp(event))[0],
    initialTransition(followUpMachine, { dueOn })[0],
  )

const open: Sent = { type: 'OPEN' }
const give: Sent = { type: 'ASSIGN', to: 'liu' }
const tried = (on: string, how: TryOutcome = 'noAnswer'): Sent => ({ type: 'TRY', on, how })
const threeDays = [tried('2019-06-03'), tried('2019-06-05', 'notHome'), tried('2019-06-09', 'away')]
const answer: Sent = { type: 'ANSWER', on: '2019-06-10' }
const decline: Sent = { type: 'DECLINE', on: '2019-06-11', reason: '不想说' }
const settle: Sent = { type: 'SETTLE', by: 'shop', on: '2019-06-12' }
const correct: Sent = { type: 'CORRECT', reason: '记错了' }
const takeBack: Sent = { type: 'TAKE_BACK', reason: '不是她本人' }
const plan: Sent = { type: 'PLAN', dueOn: '2019-07-01' }
const cancel: Sent = { type: 'CANCEL', reason: '结业撤回了。' }

const all: Sent[] = [open, give, tried('2019-06-02'), answer, decline, correct, takeBack, settle, plan, cancel]

/** What is possible after these events, each with the state to which it leads and the effects that the server carries out. */
function stepsAfter(...events: Sent[]) {
  const snapshot = after(...events)
  const steps: Record<string, string> = {}
  for (const event of all) {
    if (!snapshot.can(stamp(event))) continue
    const [next, actions] = transition(followUpMachine, snapshot, stamp(event))
    steps[event.type] = [next.value, ...actions.map(({ type }) => type).filter((type) => type === 'lookForAnswer')].join(' ')
  }
  return steps
}

/** Whatever can happen while she is to be asked; where a try leads depends on the days before it. */
const whileOpen = { ASSIGN: 'assigned', ANSWER: 'answered', DECLINE: 'declined', SETTLE: 'answered', CANCEL: 'cancelled' }

test.each<[string, Sent[], Record<string, string>]>([
  ['planned', [], { OPEN: 'due lookForAnswer', PLAN: 'planned', CANCEL: 'cancelled' }],
  ['due', [open], { ...whileOpen, TRY: 'due', PLAN: 'due' }],
  ['due, tried on two days', [open, ...threeDays.slice(0, 2)], { ...whileOpen, TRY: 'notReached', PLAN: 'due' }],
  ['given to somebody', [open, give], { ...whileOpen, TRY: 'assigned', PLAN: 'assigned' }],
  ['given, tried on two days', [open, give, ...threeDays.slice(0, 2)], { ...whileOpen, TRY: 'notReached', PLAN: 'assigned' }],
  [
    'not reached',
    [open, ...threeDays],
    { TRY: 'notReached', ANSWER: 'answered', DECLINE: 'declined', SETTLE: 'answered', TAKE_BACK: 'due', CANCEL: 'cancelled' },
  ],
  [
    'not reached by whom it was given to',
    [open, give, ...threeDays],
    { TRY: 'notReached', ANSWER: 'answered', DECLINE: 'declined', SETTLE: 'answered', TAKE_BACK: 'assigned', CANCEL: 'cancelled' },
  ],
  ['declined', [open, decline], { TRY: 'declined', ANSWER: 'answered', TAKE_BACK: 'due' }],
  ['declined to whom it was given to', [open, give, decline], { TRY: 'declined', ANSWER: 'answered', TAKE_BACK: 'assigned' }],
  ['answered', [open, answer], { TRY: 'answered', CORRECT: 'answered', TAKE_BACK: 'due' }],
  ['answered to whom it was given to', [open, give, answer], { TRY: 'answered', CORRECT: 'answered', TAKE_BACK: 'assigned' }],
  ['answered by her shop', [open, settle], { TRY: 'answered', CORRECT: 'answered', TAKE_BACK: 'due' }],
  ['cancelled', [cancel], { PLAN: 'planned' }],
])('what is possible with a follow-up that is %s', (_, events, steps) => {
  expect(stepsAfter(...events)).toEqual(steps)
})

const nothing = { dueOn, assignee: null, tries: [], closedOn: null, answeredBy: null, reason: null }
const contextAfter = (...events: Sent[]) => after(...events).context

test('it begins with its day alone; without one, in a diagram, with a day that never comes', () => {
  expect(contextAfter()).toEqual(nothing)
  expect(initialTransition(followUpMachine, undefined)[0].context).toEqual({ ...nothing, dueOn: '9999-12-31' })
})

test('it is given to the last whom it was given to, also while somebody else has it', () => {
  expect(contextAfter(open, give)).toEqual({ ...nothing, assignee: 'liu' })
  expect(contextAfter(open, give, { type: 'ASSIGN', to: 'tan' })).toEqual({ ...nothing, assignee: 'tan' })
})

test.each<[string, Sent[], object]>([
  ['an answer: the day', [open, answer], { closedOn: '2019-06-10' }],
  ['a refusal: the day and why', [open, decline], { closedOn: '2019-06-11', reason: '不想说' }],
  ['what her shop tells: the day and by what', [open, settle], { closedOn: '2019-06-12', answeredBy: 'shop' }],
  ['another follow-up of hers', [open, { ...settle, by: 'followUp' } as Sent], { closedOn: '2019-06-12', answeredBy: 'followUp' }],
  ['an answer after a refusal: the day of the answer, and no reason any more', [open, decline, answer], { closedOn: '2019-06-10' }],
  ['a cancelled one: why', [cancel], { reason: '结业撤回了。' }],
  ['a cancelled one that was due: why', [open, cancel], { reason: '结业撤回了。' }],
  [
    'a correction: why; the day stays, and by what',
    [open, settle, correct],
    { closedOn: '2019-06-12', answeredBy: 'shop', reason: '记错了' },
  ],
])('what is kept of %s', (_, events, kept) => {
  expect(contextAfter(...events)).toEqual({ ...nothing, ...kept })
})

const firstTries = [
  { on: '2019-06-03', how: 'noAnswer' },
  { on: '2019-06-05', how: 'notHome' },
]
const allTries = [...firstTries, { on: '2019-06-09', how: 'away' }]

test('tries are kept with their day and what came of them; the third day ends it', () => {
  expect(contextAfter(open, ...threeDays.slice(0, 2))).toEqual({ ...nothing, tries: firstTries })
  expect(contextAfter(open, ...threeDays)).toEqual({ ...nothing, tries: allTries, closedOn: '2019-06-09' })
})

test('tries on one day are one, however many they are', () => {
  const twoDays = [tried('2019-06-03'), tried('2019-06-03'), tried('2019-06-05'), tried('2019-06-03', 'away'), tried('2019-06-05')]
  expect(after(open, ...twoDays).value).toBe('due')
  expect(daysTried(contextAfter(open, ...twoDays).tries)).toBe(2)
  expect(after(open, ...twoDays, tried('2019-06-06')).value).toBe('notReached')
})

test('a try that arrives late is kept and ends nothing anew: neither the day nor what was answered changes', () => {
  const late = tried('2019-06-01')
  const kept = { on: '2019-06-01', how: 'noAnswer' }
  expect(contextAfter(open, ...threeDays, late)).toEqual({ ...nothing, tries: [...allTries, kept], closedOn: '2019-06-09' })
  expect(contextAfter(open, decline, late)).toEqual({ ...nothing, tries: [kept], closedOn: '2019-06-11', reason: '不想说' })
  expect(contextAfter(open, settle, late)).toEqual({ ...nothing, tries: [kept], closedOn: '2019-06-12', answeredBy: 'shop' })
})

test('no more than the last tries are kept', () => {
  const outcomes = Array.from({ length: maxTries + 2 }, (_, place) => tried('2019-06-03', place < 2 ? 'away' : 'noAnswer'))
  const { tries } = contextAfter(open, ...outcomes)
  expect(maxTries).toBe(20)
  expect(tries).toEqual(Array.from({ length: maxTries }, () => ({ on: '2019-06-03', how: 'noAnswer' })))
})

test.each<[string, Sent[]]>([
  ['not reached', [...threeDays]],
  ['declined', [threeDays[0]!, decline]],
  ['answered', [threeDays[0]!, answer]],
  ['answered by her shop', [threeDays[0]!, settle]],
])('what was %s and is taken back begins anew, with the same assignee: no tries, no day, only why', (_, events) => {
  expect(contextAfter(open, ...events, takeBack)).toEqual({ ...nothing, reason: '不是她本人' })
  expect(contextAfter(open, give, ...events, takeBack)).toEqual({ ...nothing, assignee: 'liu', reason: '不是她本人' })
})

test('planned anew it has another day; while it is open the rest stays, and a cancelled one begins from nothing', () => {
  expect(contextAfter(plan)).toEqual({ ...nothing, dueOn: '2019-07-01' })
  expect(contextAfter(open, give, threeDays[0]!, plan)).toEqual({
    ...nothing,
    dueOn: '2019-07-01',
    assignee: 'liu',
    tries: firstTries.slice(0, 1),
  })
  expect(contextAfter(open, threeDays[0]!, cancel, plan)).toEqual({ ...nothing, dueOn: '2019-07-01' })
  expect(after(open, threeDays[0]!, cancel, plan).value).toBe('planned')
})
