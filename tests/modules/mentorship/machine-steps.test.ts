// The steps of pairings, rounds and ratings written out: what is possible where, what comes of it, and from which moment on.
// machines.test.ts holds the database to the machines; this holds the machines to what was decided.
import { expect, test } from 'vitest'
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate'
import { getBeginning, addDaysTo, type PairingContext, pairingMachine, usualTerms } from '#app/modules/pairings/pairing.machine.ts'
import { ratingMachine } from '#app/modules/ratings/rating.machine.ts'
import { roundMachine } from '#app/modules/rounds/round.machine.ts'
import { statePath } from '#app/workflow/definition.ts'

const { answerDays, atRiskAfterDays, escalateAfterDays, pairingDays } = usualTerms

const begun = '2019-03-04T01:00:00.000Z'
const soon = addDaysTo(begun, 1)
/** When every term has come. */
const farOff = addDaysTo(begun, 1000)

interface Sent {
  type: string
  at: string
  [more: string]: unknown
}

/** Where a machine stands after these events, from its beginning. */
const walk = (machine: AnyStateMachine, input: object, ...events: Sent[]) =>
  events.reduce<AnyMachineSnapshot>(
    (snapshot, event) => transition(machine, snapshot, event)[0],
    initialTransition(machine, { at: begun, ...input } as never)[0],
  )

const millisecondBefore = (moment: string) => new Date(Date.parse(moment) - 1).toISOString()
const answerUntil = addDaysTo(begun, answerDays)
const agreed = [
  { type: 'AGREE', side: 'west', at: begun },
  { type: 'AGREE', side: 'east', at: begun },
]
const contactDue = addDaysTo(begun, 14)
const endsAt = addDaysTo(begun, pairingDays)
const pausedUntil = addDaysTo(begun, 20)
const pairingAfter = (...events: Sent[]) => walk(pairingMachine, { answerUntil }, ...events)
const roundAfter = (...events: Sent[]) => walk(roundMachine, {}, ...events)
const opened = { type: 'OPEN_WISHES', at: begun, until: addDaysTo(begun, 7) }
const accepted = [opened, { type: 'CLOSE_WISHES', at: begun }, { type: 'ACCEPT', at: begun, pairs: 3, answersUntil: addDaysTo(begun, 7) }]
const rating = () => walk(ratingMachine, { validUntil: addDaysTo(begun, 100), appealUntil: addDaysTo(begun, 20) })
const nudged = { type: 'NUDGE', at: contactDue }

test.each<[string, () => AnyMachineSnapshot, string, Sent]>([
  ['an unanswered pairing lapses', () => pairingAfter(), answerUntil, { type: 'LAPSE', at: '' }],
  ['a contact is asked for', () => pairingAfter(...agreed), contactDue, { type: 'NUDGE', at: '' }],
  ['the officer is told', () => pairingAfter(...agreed, nudged), addDaysTo(contactDue, escalateAfterDays), { type: 'ESCALATE', at: '' }],
  [
    'a pairing is at risk',
    () => pairingAfter(...agreed, nudged, { type: 'ESCALATE', at: addDaysTo(contactDue, escalateAfterDays) }),
    addDaysTo(contactDue, atRiskAfterDays),
    { type: 'ENDANGER', at: '' },
  ],
  ['the term ends', () => pairingAfter(...agreed), endsAt, { type: 'TERM_ENDS', at: '' }],
  [
    'a pause is over',
    () => pairingAfter(...agreed, { type: 'PAUSE', side: 'west', reason: '农忙', until: pausedUntil, at: begun } as Sent),
    pausedUntil,
    { type: 'WAKE', at: '' },
  ],
  [
    'nobody is waited for any more with how it was',
    () => pairingAfter(...agreed, { type: 'EVALUATE', at: begun }),
    addDaysTo(begun, 14),
    { type: 'ASSESSMENT_DUE', at: '' },
  ],
  ['wishes are due', () => roundAfter(opened), addDaysTo(begun, 7), { type: 'WISHES_DUE', at: '' }],
  ['answers are due', () => roundAfter(...accepted), addDaysTo(begun, 7), { type: 'ANSWERS_DUE', at: '' }],
  ['a rating is too old', rating, addDaysTo(begun, 100), { type: 'LAPSE', at: '' }],
])('%s at the moment itself, and not a millisecond before', (_, snapshotBefore, moment, event) => {
  expect(snapshotBefore().can({ ...event, at: millisecondBefore(moment) })).toBe(false)
  expect(snapshotBefore().can({ ...event, at: moment })).toBe(true)
})

test.each<[string, () => AnyMachineSnapshot, string, object]>([
  ['agreed to', () => pairingAfter(), answerUntil, { type: 'AGREE', side: 'west' }],
  ['declined', () => pairingAfter(), answerUntil, { type: 'DECLINE', side: 'west', reason: '太忙' }],
  ['appealed against', rating, addDaysTo(begun, 20), { type: 'APPEAL', reason: '少算了' }],
])('it is %s until a millisecond before the term, and no more at the moment itself', (_, snapshotBefore, moment, event) => {
  expect(snapshotBefore().can({ ...event, at: millisecondBefore(moment) } as Sent)).toBe(true)
  expect(snapshotBefore().can({ ...event, at: moment } as Sent)).toBe(false)
})

test('a pause, a term for wishes and one for answers end later than they begin, and a pause before the pairing does', () => {
  const canPause = (until: string) => pairingAfter(...agreed).can({ type: 'PAUSE', side: 'west', reason: '农忙', until, at: soon } as Sent)
  expect([soon, addDaysTo(soon, 1), millisecondBefore(endsAt), endsAt].map(canPause)).toEqual([false, true, true, false])
  const aMomentLater = new Date(Date.parse(soon) + 1).toISOString()
  expect([soon, aMomentLater].map((until) => roundAfter().can({ type: 'OPEN_WISHES', at: soon, until } as Sent))).toEqual([false, true])
  const canAccept = (answersUntil: string) =>
    roundAfter(opened, { type: 'CLOSE_WISHES', at: begun }).can({ type: 'ACCEPT', at: soon, pairs: 1, answersUntil } as Sent)
  expect([soon, aMomentLater].map(canAccept)).toEqual([false, true])
})

/** Of some events those that are possible, with the state that each leads to and the effects that the server carries out. */
function stepsFrom(snapshot: AnyMachineSnapshot, events: readonly Sent[], effects: readonly string[] = []) {
  const machine = snapshot.machine as AnyStateMachine
  const steps: Record<string, string> = {}
  for (const event of events) {
    if (!snapshot.can(event)) continue
    const [next, actions] = transition(machine, snapshot, event)
    const asked = actions.map(({ type }) => type).filter((type) => effects.includes(type))
    steps[event.type] = [statePath(next.value), ...asked].join(' ')
  }
  return steps
}

const roundEvents: Sent[] = [
  { type: 'OPEN_WISHES', at: farOff, until: addDaysTo(farOff, 7) },
  { type: 'CLOSE_WISHES', at: farOff },
  { type: 'WISHES_DUE', at: farOff },
  { type: 'REOPEN_WISHES', at: farOff, until: addDaysTo(farOff, 7) },
  { type: 'ACCEPT', at: farOff, pairs: 3, answersUntil: addDaysTo(farOff, 7) },
  { type: 'ANSWERS_DUE', at: farOff },
  { type: 'ALL_ANSWERED', at: farOff },
  { type: 'EVALUATE', at: farOff },
  { type: 'CLOSE', at: farOff },
  { type: 'REOPEN', reason: '按错了', at: farOff },
]

test('a round goes from preparing to closed; back to collect wishes again, and each step back from its evaluation and its end', () => {
  const [running, evaluating, closed] = [
    [...accepted, { type: 'ALL_ANSWERED', at: begun }],
    [...accepted, { type: 'ALL_ANSWERED', at: begun }, { type: 'EVALUATE', at: begun }],
    [...accepted, { type: 'ALL_ANSWERED', at: begun }, { type: 'EVALUATE', at: begun }, { type: 'CLOSE', at: begun }],
  ]
  const steps = (...events: Sent[]) => stepsFrom(roundAfter(...events), roundEvents)
  expect([
    steps(),
    steps(opened),
    steps(opened, { type: 'CLOSE_WISHES', at: begun }),
    steps(...accepted),
    steps(...running),
    steps(...evaluating),
    steps(...closed),
  ]).toEqual([
    { OPEN_WISHES: 'collecting' },
    { CLOSE_WISHES: 'matching', WISHES_DUE: 'matching' },
    { REOPEN_WISHES: 'collecting', ACCEPT: 'confirming' },
    { ALL_ANSWERED: 'running', ANSWERS_DUE: 'running' },
    { EVALUATE: 'evaluating' },
    { CLOSE: 'closed', REOPEN: 'running' },
    { REOPEN: 'evaluating' },
  ])
})

test('a round keeps the terms that were set last, and how many pairs were accepted; none cannot be', () => {
  expect(roundAfter().context).toEqual({ wishesUntil: null, answersUntil: null, pairs: 0 })
  expect(roundAfter(opened).context).toEqual({ wishesUntil: addDaysTo(begun, 7), answersUntil: null, pairs: 0 })
  const again = { type: 'REOPEN_WISHES', at: soon, until: addDaysTo(soon, 5) }
  const closing = { type: 'CLOSE_WISHES', at: begun }
  expect(roundAfter(opened, closing, again).context.wishesUntil).toBe(addDaysTo(soon, 5))
  expect(roundAfter(...accepted).context).toEqual({ wishesUntil: addDaysTo(begun, 7), answersUntil: addDaysTo(begun, 7), pairs: 3 })
  const matching = roundAfter(opened, closing)
  expect(matching.can({ type: 'ACCEPT', at: soon, pairs: 0, answersUntil: addDaysTo(soon, 7) } as Sent)).toBe(false)
  expect(matching.can({ type: 'ACCEPT', at: soon, pairs: 1, answersUntil: addDaysTo(soon, 7) } as Sent)).toBe(true)
})

const pairingEvents: Sent[] = [
  { type: 'AGREE', side: 'west', at: soon },
  { type: 'DECLINE', side: 'west', reason: '太忙', at: soon },
  { type: 'LAPSE', at: farOff },
  { type: 'CONTACT', at: soon },
  { type: 'NUDGE', at: farOff },
  { type: 'ESCALATE', at: farOff },
  { type: 'ENDANGER', at: farOff },
  { type: 'PAUSE', side: 'west', reason: '农忙', until: addDaysTo(soon, 1), at: soon },
  { type: 'RESUME', at: soon },
  { type: 'WAKE', at: farOff },
  { type: 'DISSOLVE', side: 'west', reason: '没有来往', at: soon },
  { type: 'EVALUATE', at: soon },
  { type: 'REOPEN', reason: '按错了', at: soon },
  { type: 'TERM_ENDS', at: farOff },
  { type: 'ASSESS', side: 'west', at: soon },
  { type: 'ASSESSMENT_DUE', at: farOff },
  { type: 'REPLACE', pairingId: 'another', at: soon },
]
const pairingSteps = (...events: Sent[]) => stepsFrom(pairingAfter(...events), pairingEvents, ['makePlan', 'tellRound'])

const escalated = { type: 'ESCALATE', at: addDaysTo(contactDue, escalateAfterDays) }
const endangered = { type: 'ENDANGER', at: addDaysTo(contactDue, atRiskAfterDays) }
const contact = { type: 'CONTACT', at: soon }
const pause = { type: 'PAUSE', side: 'west', reason: '农忙', until: pausedUntil, at: soon }
const evaluated = { type: 'EVALUATE', at: soon }
const declined = { type: 'DECLINE', side: 'east', reason: '太忙', at: soon }
const dissolved = { type: 'DISSOLVE', side: 'coordinator', reason: '没有来往', at: soon }
/** Whatever befalls a pairing that is alive. */
const whileAlive = {
  CONTACT: 'alive.active.onTrack',
  PAUSE: 'paused',
  DISSOLVE: 'dissolved',
  EVALUATE: 'evaluating',
  TERM_ENDS: 'evaluating',
}

test.each<[string, Sent[], Record<string, string>]>([
  ['proposed', [], { AGREE: 'proposed', DECLINE: 'declined tellRound', LAPSE: 'lapsed tellRound' }],
  ['proposed, this side agreed', [agreed[0]!], { DECLINE: 'declined tellRound', LAPSE: 'lapsed tellRound' }],
  [
    'proposed, the other side agreed',
    [agreed[1]!],
    { AGREE: 'alive.active.onTrack makePlan tellRound', DECLINE: 'declined tellRound', LAPSE: 'lapsed tellRound' },
  ],
  ['on track', agreed, { ...whileAlive, NUDGE: 'alive.active.nudged' }],
  ['nudged', [...agreed, nudged], { ...whileAlive, ESCALATE: 'alive.active.escalated' }],
  ['told to the officer', [...agreed, nudged, escalated], { ...whileAlive, ENDANGER: 'alive.atRisk' }],
  ['at risk', [...agreed, nudged, escalated, endangered], whileAlive],
  [
    'paused',
    [...agreed, pause],
    {
      RESUME: 'alive.active.onTrack',
      WAKE: 'alive.active.onTrack',
      DISSOLVE: 'dissolved',
      EVALUATE: 'evaluating',
      TERM_ENDS: 'evaluating',
    },
  ],
  [
    'being evaluated, never in touch',
    [...agreed, evaluated],
    { ASSESS: 'evaluating', ASSESSMENT_DUE: 'unmet', REOPEN: 'alive.active.onTrack' },
  ],
  [
    'being evaluated, once in touch',
    [...agreed, contact, evaluated],
    { ASSESS: 'evaluating', ASSESSMENT_DUE: 'completed', REOPEN: 'alive.active.onTrack' },
  ],
  ['assessed by this side', [...agreed, evaluated, { type: 'ASSESS', side: 'west', at: soon }], { ASSESSMENT_DUE: 'unmet' }],
  [
    'assessed by the other side',
    [...agreed, evaluated, { type: 'ASSESS', side: 'east', at: soon }],
    { ASSESS: 'completed', ASSESSMENT_DUE: 'unmet' },
  ],
  ['completed', [...agreed, contact, evaluated, { type: 'ASSESSMENT_DUE', at: farOff }], {}],
  ['unmet', [...agreed, evaluated, { type: 'ASSESSMENT_DUE', at: farOff }], { REPLACE: 'rematched' }],
  ['declined', [declined], { REPLACE: 'rematched' }],
  ['lapsed', [{ type: 'LAPSE', at: farOff }], { REPLACE: 'rematched' }],
  ['dissolved', [...agreed, dissolved], { REPLACE: 'rematched' }],
  ['rematched', [declined, { type: 'REPLACE', pairingId: 'another', at: soon }], {}],
])('what is possible with a pairing that is %s', (_, events, steps) => {
  expect(pairingSteps(...events)).toEqual(steps)
})

const reopened = (at: string) => ({ type: 'REOPEN', reason: '按错了', at })

test.each<[string, Sent[], string]>([
  ['on track', agreed, 'alive.active.onTrack'],
  ['nudged', [...agreed, nudged], 'alive.active.nudged'],
  ['told to the officer', [...agreed, nudged, escalated], 'alive.active.escalated'],
  ['at risk', [...agreed, nudged, escalated, endangered], 'alive.atRisk'],
  ['paused', [...agreed, pause], 'paused'],
])('an evaluation is undone: what was %s is so again, with what was due moved on by as long as it lasted', (_, events, state) => {
  const before = pairingAfter(...events)
  const at = addDaysTo(begun, 40)
  const after = pairingAfter(...events, { type: 'EVALUATE', at }, reopened(addDaysTo(at, 3)))
  expect(statePath(after.value)).toBe(state)
  const { contactDue } = before.context as { contactDue: string }
  expect(after.context).toEqual({ ...before.context, contactDue: state === 'paused' ? contactDue : addDaysTo(contactDue, 3) })
})

test('it is remembered whether the whole round was taken to its evaluation, or the coordinator took this pairing alone', () => {
  const rememberedBy = (event: object) => pairingAfter(...agreed, contact, { ...evaluated, ...event }).context.before as unknown
  const before = { state: 'alive.active.onTrack', at: soon, contactDue: addDaysTo(soon, 14), pausedAt: null, pausedUntil: null }
  expect(rememberedBy({ by: 'round' })).toEqual({ ...before, by: 'round' })
  expect(rememberedBy({ by: 'coordinator' })).toEqual({ ...before, by: 'coordinator' })
  expect(rememberedBy({})).toEqual({ ...before, by: 'coordinator' })
  expect(pairingAfter(...agreed, { type: 'TERM_ENDS', at: endsAt }).context.before).toBeNull()
})

test('an evaluation is not undone once somebody assessed, nor when the time of the pairing is over, nor if it began by itself', () => {
  const canReopen = (at: string, ...events: Sent[]) => pairingAfter(...agreed, ...events).can(reopened(at) as Sent)
  expect(canReopen(millisecondBefore(endsAt), evaluated)).toBe(true)
  expect(canReopen(endsAt, evaluated)).toBe(false)
  for (const side of ['west', 'east']) expect(canReopen(soon, evaluated, { type: 'ASSESS', side, at: soon })).toBe(false)
  expect(canReopen(soon, { type: 'TERM_ENDS', at: farOff })).toBe(false)
})

test('the coordinator notes something in a pairing until all is over; the last is kept, nothing else changes', () => {
  const note = { type: 'NOTE', words: '打过电话，周五答复', at: soon }
  const all = [[], agreed, [...agreed, nudged, escalated, endangered], [...agreed, pause], [...agreed, evaluated], [declined]]
  for (const events of all) {
    const before = pairingAfter(...events)
    const after = pairingAfter(...events, note)
    expect(after.value).toEqual(before.value)
    expect(after.context).toEqual({ ...before.context, note: { words: '打过电话，周五答复', at: soon } })
  }
  expect(pairingAfter(...agreed, contact, evaluated, { type: 'ASSESSMENT_DUE', at: farOff }).can(note)).toBe(false)
  expect(pairingAfter(declined, { type: 'REPLACE', pairingId: 'another', at: soon }).can(note)).toBe(false)
})

test('each side is asked by itself, and the later of the two begins it', () => {
  const [west, east] = [
    { type: 'AGREE', side: 'west', at: begun },
    { type: 'AGREE', side: 'east', at: soon },
  ]
  const canAgree = (side: string, ...events: Sent[]) => pairingAfter(...events).can({ type: 'AGREE', side, at: soon } as Sent)
  expect([canAgree('west', west), canAgree('east', west), canAgree('west', east), canAgree('east', east)]).toEqual([
    false,
    true,
    true,
    false,
  ])
  const { context } = pairingAfter(west, east)
  expect(context).toMatchObject({
    westAcceptedAt: begun,
    eastAcceptedAt: soon,
    contactDue: addDaysTo(soon, 14),
    endsAt: addDaysTo(soon, 90),
  })
  expect([getBeginning(context as never), getBeginning({ westAcceptedAt: soon, eastAcceptedAt: begun })]).toEqual([soon, soon])
  expect([
    getBeginning({ westAcceptedAt: null, eastAcceptedAt: begun }),
    getBeginning({ westAcceptedAt: begun, eastAcceptedAt: null }),
  ]).toEqual([null, null])
  const canAssess = (side: string, by: string) =>
    pairingAfter(...agreed, evaluated, { type: 'ASSESS', side: by, at: soon }).can({ type: 'ASSESS', side, at: soon } as Sent)
  expect([canAssess('west', 'west'), canAssess('east', 'west'), canAssess('west', 'east'), canAssess('east', 'east')]).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('with each contact the next is due fourteen days on, and they are counted', () => {
  const { context, value } = pairingAfter(...agreed, nudged, { type: 'CONTACT', at: addDaysTo(begun, 15) })
  expect([statePath(value), context.contacts, context.contactDue]).toEqual(['alive.active.onTrack', 1, addDaysTo(begun, 29)])
})

test('unless a programme says otherwise: a contact every fourteen days, ninety days together, fourteen to assess; a day has 24 hours', () => {
  expect(usualTerms).toMatchObject({ answerDays: 7, pairingDays: 90, checkInDays: 14, assessmentDays: 14 })
  expect(pairingAfter(...agreed).context).toMatchObject({ contactDue: '2019-03-18T01:00:00.000Z', endsAt: '2019-06-02T01:00:00.000Z' })
  expect(pairingAfter(...agreed, { ...evaluated, at: begun }).context.evaluateUntil).toBe('2019-03-18T01:00:00.000Z')
  // Without a contact the officer is told three days later, and four days after that the pairing is at risk.
  expect([escalated.at, endangered.at]).toEqual(['2019-03-21T01:00:00.000Z', '2019-03-25T01:00:00.000Z'])
})

test('a pause makes nobody late and forgives no lateness: what is due moves on by as long as it lasted', () => {
  const paused = pairingAfter(...agreed, pause)
  expect(paused.context).toMatchObject({ pausedAt: soon, pausedUntil, reason: '农忙', contactDue })
  for (const type of ['RESUME', 'WAKE']) {
    const { context } = pairingAfter(...agreed, pause, { type, at: pausedUntil })
    expect(context).toMatchObject({ pausedAt: null, pausedUntil: null, contactDue: addDaysTo(contactDue, 19) })
  }
})

test('a pause from before its beginning was kept moves nothing, for nobody knows how long it was', () => {
  const { context } = pairingAfter(...agreed, pause)
  const paused = pairingMachine.resolveState({ value: 'paused', context: { ...context, pausedAt: null } as PairingContext })
  const [resumed] = transition(pairingMachine, paused, { type: 'RESUME', at: pausedUntil })
  expect(resumed.context).toMatchObject({ contactDue, pausedAt: null, pausedUntil: null })
})

test('how a pairing ended, by whom and why, and which took its place', () => {
  const ended = (...events: Sent[]) => {
    const { ending, endedBy, reason } = pairingAfter(...events).context
    return [ending, endedBy, reason]
  }
  expect(ended()).toEqual([null, null, null])
  expect(ended(declined)).toEqual(['declined', 'east', '太忙'])
  expect(ended({ type: 'LAPSE', at: farOff })).toEqual(['lapsed', 'term', null])
  expect(ended(...agreed, dissolved)).toEqual(['dissolved', 'coordinator', '没有来往'])
  expect(ended(...agreed, evaluated, { type: 'ASSESSMENT_DUE', at: farOff })).toEqual(['unmet', 'term', null])
  expect(ended(...agreed, contact, evaluated, { type: 'ASSESSMENT_DUE', at: farOff })).toEqual([null, null, null])
  const replaced = pairingAfter(declined, { type: 'REPLACE', pairingId: 'another', at: soon })
  expect(replaced.context).toMatchObject({ replacedBy: 'another', ending: 'declined' })
})

test('once a pairing is dissolved or evaluated nothing of it is due any more but what evaluating asks for', () => {
  const none = { contactDue: null, pausedAt: null, pausedUntil: null }
  expect(pairingAfter(...agreed, pause, dissolved).context).toMatchObject({ ...none, evaluateUntil: null })
  expect(pairingAfter(...agreed, pause, evaluated).context).toMatchObject({ ...none, evaluateUntil: addDaysTo(soon, 14) })
  const assessed = pairingAfter(
    ...agreed,
    evaluated,
    { type: 'ASSESS', side: 'west', at: soon },
    { type: 'ASSESS', side: 'east', at: farOff },
  )
  expect([statePath(assessed.value), assessed.context.westAssessedAt, assessed.context.eastAssessedAt]).toEqual(['completed', soon, farOff])
})

const ratingEvents: Sent[] = [
  { type: 'APPEAL', reason: '少算了', at: soon },
  { type: 'UPHOLD', reason: '核对无误', at: soon },
  { type: 'WITHDRAW', reason: '确有差错', at: soon },
  { type: 'MEASURE', kind: 'reward', words: '优先参展', at: soon },
  { type: 'REPLACE', ratingId: 'another', at: soon },
  { type: 'LAPSE', at: farOff },
]
const [appeal, uphold, withdraw, measure, replace, lapse] = ratingEvents as [Sent, Sent, Sent, Sent, Sent, Sent]
const ratingAfter = (...events: Sent[]) =>
  walk(ratingMachine, { validUntil: addDaysTo(begun, 100), appealUntil: addDaysTo(begun, 20) }, ...events)

test.each<[string, Sent[], Record<string, string>]>([
  ['current', [], { APPEAL: 'appealed', MEASURE: 'current', REPLACE: 'replaced', LAPSE: 'lapsed' }],
  ['appealed against', [appeal], { UPHOLD: 'current', WITHDRAW: 'withdrawn', LAPSE: 'lapsed' }],
  ['upheld: one appeals once', [appeal, uphold], { MEASURE: 'current', REPLACE: 'replaced', LAPSE: 'lapsed' }],
  ['withdrawn', [appeal, withdraw], { REPLACE: 'replaced' }],
  ['lapsed', [lapse], { REPLACE: 'replaced' }],
  ['replaced', [replace], {}],
])('what is possible with a rating that is %s', (_, events, steps) => {
  expect(stepsFrom(ratingAfter(...events), ratingEvents)).toEqual(steps)
})

test('a rating keeps the appeal, the decision, what followed from it and what took its place', () => {
  const fresh = {
    validUntil: addDaysTo(begun, 100),
    appealUntil: addDaysTo(begun, 20),
    appeal: null,
    decision: null,
    measures: [],
    replacedBy: null,
  }
  expect(ratingAfter().context).toEqual(fresh)
  expect(ratingAfter(appeal, uphold).context).toEqual({ ...fresh, appeal: '少算了', decision: '核对无误' })
  expect(ratingAfter(appeal, withdraw).context).toEqual({ ...fresh, appeal: '少算了', decision: '确有差错' })
  expect(ratingAfter(measure, measure).context.measures).toEqual(Array(2).fill({ kind: 'reward', words: '优先参展', at: soon }))
  expect(ratingAfter(replace).context).toEqual({ ...fresh, replacedBy: 'another' })
})

test('without a beginning the terms are long over: nothing is owed to a machine that only draws its diagram', () => {
  const bare = (machine: AnyStateMachine) => initialTransition(machine)[0] as AnyMachineSnapshot
  expect(bare(pairingMachine).context.answerUntil).toBe('1970-01-01T00:00:00.000Z')
  expect(bare(ratingMachine).context).toMatchObject({ validUntil: '1970-01-01T00:00:00.000Z', appealUntil: '1970-01-01T00:00:00.000Z' })
})
