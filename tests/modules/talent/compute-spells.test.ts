// The rows of the pipeline, from the facts of one person: examples of each rule, and a second computation over facts of all kinds.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, startOfDay, toDay } from '#app/calendar.ts'
import { computeSpells, keyOfSpell } from '#app/modules/talent/compute-spells.ts'
import type { StageFacts, StageSpell, StateChange } from '#app/modules/talent/stage-facts.ts'
import { replayFacts } from './replay-facts.ts'

const noon = (day: string) => startOfDay(day).getTime() + 43_200_000
/** What happened, and was known, at noon of a day. */
const change = (day: string, to: string): StateChange => ({ at: noon(day), day, to })
const known = (day: string, until: string | null = null) => ({ knownAt: noon(day), supersededAt: until === null ? null : noon(until) })

const nobody: StageFacts = {
  personId: 'p',
  sex: 'female',
  birthday: '1980-01-01',
  regionCode: '422826100201',
  knownAt: noon('2019-01-05'),
  knownOn: '2019-01-05',
  memberships: [],
  registrations: [],
  residences: [],
  enrolments: [],
  completions: [],
  certificates: [],
  help: [],
  months: [],
}
const who = (facts: Partial<StageFacts>): StageFacts => ({ ...nobody, ...facts })
const enrolled = (...changes: StateChange[]): StageFacts['enrolments'][number] => ({
  tier: 'entrepreneur',
  enrolledAt: changes[0]!.at,
  day: changes[0]!.day,
  changes,
})
const completed = (day: string, until: string | null = null) => ({ day, tier: 'entrepreneur' as const, ...known(day, until) })
const certified = (day: string, ...changes: StateChange[]) => ({
  id: 'c',
  issuedOn: day,
  issuedAt: noon(day),
  changes: [change(day, 'valid'), ...changes],
})
const helped = (added: string, removed: string | null, ...changes: StateChange[]) => ({
  certificateId: 'c',
  addedAt: noon(added),
  addedOn: added,
  removedAt: removed === null ? null : noon(removed),
  removedOn: removed,
  changes,
})
const soldIn = (month: string, on: string, until: string | null = null) => ({ month, sold: true, ...known(on, until) })

/** Her rows as they are believed at last. */
const believed = (facts: Partial<StageFacts>) => computeSpells(who(facts)).filter(({ supersededAt }) => supersededAt === null)
/** On which days she came to which stage. */
const listStages = (facts: Partial<StageFacts>) =>
  believed(facts)
    .filter(({ from, sinceDay }) => from === sinceDay)
    .sort((one, other) => (one.from < other.from ? -1 : 1))
    .map(({ from, stage, left }) => [from, stage, ...(left === null ? [] : [left])].join(' '))

const began = [change('2019-02-01', 'enrolled'), change('2019-03-01', 'studying')]
const pairing = [change('2019-03-01', 'proposed'), change('2019-03-10', 'alive.active.onTrack')]

test.each<[string, Partial<StageFacts>, string[]]>([
  ['in the register alone', {}, ['2019-01-05 identified']],
  [
    'enrolled, then in training',
    { enrolments: [enrolled(...began)] },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-03-01 training'],
  ],
  [
    'does not sit the exam, and does not complete',
    { enrolments: [enrolled(...began, change('2019-03-20', 'notSitting'), change('2019-04-01', 'failed'))] },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-03-01 training', '2019-04-01 identified failed'],
  ],
  [
    'leaves, and comes back',
    { enrolments: [enrolled(...began, change('2019-03-08', 'left'), change('2019-03-15', 'studying'))] },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-03-01 training', '2019-03-08 identified left', '2019-03-15 training'],
  ],
  [
    'the class is cancelled before it begins',
    { enrolments: [enrolled(began[0]!, change('2019-02-20', 'dismissed'))] },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-02-20 identified dismissed'],
  ],
  [
    'of two classes that end on one day, the later says why',
    {
      enrolments: [
        enrolled(...began, { at: noon('2019-04-01') + 2, day: '2019-04-01', to: 'left' }),
        enrolled(began[0]!, { at: noon('2019-04-01') + 1, day: '2019-04-01', to: 'dismissed' }),
      ],
    },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-03-01 training', '2019-04-01 identified left'],
  ],
  [
    'in and out on one day is not in at all',
    { enrolments: [enrolled(change('2019-02-01', 'enrolled'), change('2019-02-01', 'left'))] },
    ['2019-01-05 identified'],
  ],
  [
    '… also if the second class is the later',
    {
      enrolments: [
        enrolled(...began, { at: noon('2019-04-01') + 1, day: '2019-04-01', to: 'left' }),
        enrolled(began[0]!, { at: noon('2019-04-01') + 2, day: '2019-04-01', to: 'dismissed' }),
      ],
    },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-03-01 training', '2019-04-01 identified dismissed'],
  ],
  [
    'whoever completes a class on the day on which she leaves another has not fallen',
    { completions: [completed('2019-04-01')], enrolments: [enrolled(...began, change('2019-04-01', 'left'))] },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-03-01 training', '2019-04-01 completed'],
  ],
  [
    'what held on no day before she came into the register puts her into it no earlier: a class',
    { enrolments: [enrolled(change('2018-12-10', 'enrolled'), change('2018-12-10', 'left'))] },
    ['2019-01-05 identified'],
  ],
  ['… a certificate', { certificates: [certified('2018-12-10', change('2018-12-10', 'revoked'))] }, ['2019-01-05 identified']],
  [
    '… help for a shop that she left on the day on which it began',
    { help: [helped('2018-12-01', '2018-12-10', change('2018-12-10', 'alive.active.onTrack'))] },
    ['2019-01-05 identified'],
  ],
  [
    'whoever joins the shop at the moment at which its help is completed was there at the end',
    { help: [helped('2019-06-01', null, change('2019-03-10', 'alive.active.onTrack'), change('2019-06-01', 'completed'))] },
    ['2019-01-05 identified', '2019-06-01 mentored'],
  ],
  [
    'whoever completed one class and leaves another stays where she is',
    { completions: [completed('2019-02-15')], enrolments: [enrolled(...began, change('2019-03-08', 'left'))] },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-02-15 completed'],
  ],
  [
    'whose completion was taken back studied all the time',
    {
      enrolments: [enrolled(...began, change('2019-04-01', 'completed'), change('2019-05-01', 'studying'))],
      completions: [completed('2019-04-01', '2019-05-01')],
    },
    ['2019-01-05 identified', '2019-02-01 enrolled', '2019-03-01 training'],
  ],
  [
    'a certificate counts until it is revoked or replaced',
    { completions: [completed('2019-04-01')], certificates: [certified('2019-04-10', change('2019-06-01', 'replaced'))] },
    ['2019-01-05 identified', '2019-04-01 completed', '2019-04-10 certified', '2019-06-01 completed'],
  ],
  [
    'a certificate that is revoked on its day counts for none',
    { completions: [completed('2019-04-01')], certificates: [certified('2019-04-10', change('2019-04-10', 'revoked'))] },
    ['2019-01-05 identified', '2019-04-01 completed'],
  ],
  [
    'a shop is helped once both agreed, also while the help pauses and is assessed; whoever is there at the end stays mentored',
    {
      certificates: [certified('2019-02-01')],
      help: [
        helped(
          '2019-02-10',
          null,
          ...pairing,
          change('2019-04-01', 'paused'),
          change('2019-05-01', 'evaluating'),
          change('2019-06-01', 'completed'),
        ),
      ],
    },
    ['2019-01-05 identified', '2019-02-01 certified', '2019-03-10 mentored'],
  ],
  [
    'nobody is mentored after help that was ended early',
    { certificates: [certified('2019-02-01')], help: [helped('2019-02-10', null, ...pairing, change('2019-04-01', 'dissolved'))] },
    ['2019-01-05 identified', '2019-02-01 certified', '2019-03-10 mentored', '2019-04-01 certified'],
  ],
  [
    'whoever joins the shop during the help is mentored from then on, and until she goes',
    { certificates: [certified('2019-02-01')], help: [helped('2019-03-20', '2019-04-20', ...pairing)] },
    ['2019-01-05 identified', '2019-02-01 certified', '2019-03-20 mentored', '2019-04-20 certified'],
  ],
  [
    'whoever joins the shop after its help was completed is not',
    { certificates: [certified('2019-02-01')], help: [helped('2019-06-02', null, ...pairing, change('2019-06-01', 'completed'))] },
    ['2019-01-05 identified', '2019-02-01 certified'],
  ],
  [
    'by a certificate that is revoked nobody is mentored any more',
    { certificates: [certified('2019-02-01', change('2019-05-01', 'revoked'))], help: [helped('2019-02-10', null, ...pairing)] },
    ['2019-01-05 identified', '2019-02-01 certified', '2019-03-10 mentored', '2019-05-01 identified'],
  ],
  [
    'by one that was replaced she is',
    { certificates: [certified('2019-02-01', change('2019-05-01', 'replaced'))], help: [helped('2019-02-10', null, ...pairing)] },
    ['2019-01-05 identified', '2019-02-01 certified', '2019-03-10 mentored'],
  ],
  [
    'she goes before the certificate is revoked, or after: the first of both ends it',
    {
      completions: [completed('2019-02-01')],
      certificates: [certified('2019-02-01', change('2019-05-01', 'revoked'))],
      help: [helped('2019-02-10', '2019-04-20', ...pairing)],
    },
    ['2019-01-05 identified', '2019-02-01 certified', '2019-03-10 mentored', '2019-04-20 certified', '2019-05-01 completed'],
  ],
  [
    'a month with sales counts for six months, three of them for sustained; none without sales',
    {
      months: [
        ...['2019-02', '2019-03', '2019-04'].map((month) => soldIn(month, '2019-05-02')),
        { month: '2019-06', sold: false, ...known('2019-07-02') },
      ],
    },
    ['2019-01-05 identified', '2019-02-01 operating', '2019-05-01 sustained', '2019-07-01 operating', '2019-10-01 identified'],
  ],
  ['her first fact is before she came into the register', { completions: [completed('2018-12-20')] }, ['2018-12-20 completed']],
])('%s', (_, facts, expected) => {
  expect(listStages(facts)).toEqual(expected)
})

test('where she lives is the place of her household, or where she moved; before and after, her own', () => {
  const at = { householdId: 'h', householdRegion: '422826101201' }
  const lives = (subjectId: string, regionCode: string, from: string, to: string | null) => ({
    subjectId,
    regionCode,
    from,
    to,
    ...known('2019-01-05'),
  })
  const rows = believed({
    memberships: [{ ...at, from: '2019-02-01', to: '2019-06-01', ...known('2019-01-05') }],
    registrations: [{ householdId: 'h', status: 'registered', from: '2019-03-01', to: '2019-05-01', ...known('2019-01-05') }],
    residences: [lives('h', '422826102', '2019-04-01', '2019-07-01'), lives('p', '422826100202', '2019-01-10', '2019-03-01')],
  })
  expect(rows.map(({ from, to, regionCode, status, householdId }) => [from, to, regionCode, status, householdId])).toEqual([
    ['2019-01-05', '2019-01-10', '422826100201', 'none', null],
    ['2019-01-10', '2019-02-01', '422826100202', 'none', null],
    ['2019-02-01', '2019-03-01', '422826101201', 'none', 'h'],
    ['2019-03-01', '2019-04-01', '422826101201', 'registered', 'h'],
    ['2019-04-01', '2019-05-01', '422826102', 'registered', 'h'],
    ['2019-05-01', '2019-06-01', '422826102', 'none', 'h'],
    ['2019-06-01', null, '422826100201', 'none', null],
  ])
  expect(new Set(rows.map(({ stage, sinceDay, before, ends }) => [stage, sinceDay, before, ends].join()))).toEqual(
    new Set(['identified,2019-01-05,,false']),
  )
})

test('a stage knows since when it lasts, what was before and why she fell, also after something else changed; its last row says that it ended', () => {
  const home = { householdId: 'h', householdRegion: '422826101201', from: '2019-04-10', to: null, ...known('2019-04-10') }
  const rows = believed({ enrolments: [enrolled(...began, change('2019-04-01', 'left'))], memberships: [home] })
  const told = rows.map(({ from, to, stage, sinceDay, before, left, ends }) => [from, to, stage, sinceDay, before, left, ends])
  expect(told.sort()).toEqual([
    ['2019-01-05', '2019-02-01', 'identified', '2019-01-05', null, null, true],
    ['2019-02-01', '2019-03-01', 'enrolled', '2019-02-01', 'identified', null, true],
    ['2019-03-01', '2019-04-01', 'training', '2019-03-01', 'enrolled', null, true],
    ['2019-04-01', '2019-04-10', 'identified', '2019-04-01', 'training', 'left', false],
    ['2019-04-10', null, 'identified', '2019-04-01', 'training', 'left', false],
  ])
})

test('the tiers of classes are summed: those in which she was enrolled, and those that she completed', () => {
  const tiers = believed({
    enrolments: [
      { ...enrolled(change('2019-02-01', 'enrolled'), change('2019-02-01', 'left')), tier: 'leadership' },
      { ...enrolled(change('2019-03-01', 'enrolled'), change('2019-03-01', 'left')), tier: 'township' },
      { ...enrolled(change('2019-04-01', 'enrolled'), change('2019-04-01', 'left')), tier: 'township' },
    ],
    completions: [completed('2019-05-01'), { ...completed('2019-06-01'), tier: 'leadership' }],
  })
  expect(tiers.map(({ from, tiers, done }) => [from, tiers, done]).sort()).toEqual([
    ['2019-01-05', 0, 0],
    ['2019-02-01', 1, 0],
    ['2019-03-01', 3, 0],
    ['2019-05-01', 3, 4],
    ['2019-06-01', 3, 5],
  ])
})

test('what becomes known later changes no row of before: the old one ends at that moment, and one that stays is the same row', () => {
  const rows = computeSpells(who({ completions: [{ ...completed('2019-02-01'), ...known('2019-05-01', '2019-07-01') }] }))
  const clocks = ({ stage, from, to, knownAt, supersededAt }: StageSpell) => [
    stage,
    from,
    to,
    toDay(new Date(knownAt)),
    supersededAt === null ? null : toDay(new Date(supersededAt)),
  ]
  expect(rows.map(clocks).sort()).toEqual(
    [
      ['identified', '2019-01-05', null, '2019-01-05', '2019-05-01'],
      ['identified', '2019-01-05', '2019-02-01', '2019-05-01', '2019-07-01'],
      ['completed', '2019-02-01', null, '2019-05-01', '2019-07-01'],
      ['identified', '2019-01-05', null, '2019-07-01', null],
    ].sort(),
  )
})

test('the text of a row says all that it says but when it was known', () => {
  const [row] = computeSpells(nobody) as [StageSpell]
  const others: Partial<StageSpell>[] = [
    { from: '2019-01-06' },
    { to: '2019-01-07' },
    { stage: 'enrolled' },
    { regionCode: '422826102' },
    { status: 'lifted' },
    { householdId: 'h' },
    { tiers: 1 },
    { done: 1 },
    { sinceDay: '2019-01-04' },
    { before: 'training' },
    { left: 'failed' },
    { ends: true },
  ]
  expect(new Set([row, ...others.map((other) => ({ ...row, ...other }))].map(keyOfSpell)).size).toBe(others.length + 1)
  expect(keyOfSpell({ ...row, knownAt: 1, supersededAt: 2 } as StageSpell)).toBe(keyOfSpell(row))
})

// Days and moments of a year and a half, few enough that several things fall on one.
const aDay = fc.integer({ min: 0, max: 120 }).map((days) => addDays('2018-11-20', days * 4))
const aMoment = fc.tuple(aDay, fc.constantFrom(0, 8, 23)).map(([day, hour]) => startOfDay(day).getTime() + hour * 3_600_000)
const dayOf = (moment: number) => toDay(new Date(moment))
const aBelief = fc.tuple(aMoment, fc.option(aMoment)).map(([one, other]) => ({
  knownAt: other === null ? one : Math.min(one, other),
  supersededAt: other === null ? null : Math.max(one, other),
}))
const aSpell = fc.tuple(aDay, fc.option(aDay), aBelief).map(([one, other, belief]) => ({
  from: other !== null && other < one ? other : one,
  to: other !== null && other < one ? one : other,
  ...belief,
}))
const aTier = fc.constantFrom('leadership' as const, 'township' as const, 'entrepreneur' as const)
const aVillage = fc.constantFrom('422826100201', '422826100202', '422826101201')
const aHome = fc.constantFrom('h', 'g')

/** One state after the other, in the order of their moments. */
const changesTo = (...states: string[]) =>
  fc
    .array(fc.tuple(aMoment, fc.constantFrom(...states)), { minLength: 1, maxLength: 5 })
    .map((all) => all.sort(([one], [other]) => one - other).map(([at, to]): StateChange => ({ at, day: dayOf(at), to })))
/** Nothing at all is as frequent as something, so that each kind of facts is seen alone too. */
const some = <T>(of: fc.Arbitrary<T>, maxLength: number) => fc.oneof(fc.constant<T[]>([]), fc.array(of, { minLength: 1, maxLength }))
const lasting = ['completed', 'dissolved', 'declined']

const anEnrolment = fc
  .tuple(aTier, aMoment, changesTo('enrolled', 'studying', 'notSitting', 'completed', 'failed', 'left', 'dismissed'))
  .map(([tier, enrolledAt, changes]) => ({ tier, enrolledAt, day: dayOf(enrolledAt), changes }))
const aCertificate = fc
  .tuple(fc.constantFrom('c', 'd'), aMoment, fc.option(fc.tuple(aMoment, fc.constantFrom('revoked', 'replaced'))))
  .map(([id, issuedAt, end]) => {
    const valid = { at: issuedAt, day: dayOf(issuedAt), to: 'valid' }
    const over = end && end[0] >= issuedAt ? [{ at: end[0], day: dayOf(end[0]), to: end[1] }] : []
    return { id, issuedOn: valid.day, issuedAt, changes: [valid, ...over] }
  })
const aHelp = fc
  .tuple(
    fc.constantFrom('c', 'd'),
    aMoment,
    fc.option(aMoment),
    changesTo('proposed', 'alive.active.onTrack', 'alive.atRisk', 'paused', 'evaluating', ...lasting),
  )
  .map(([certificateId, one, other, changes]) => {
    const addedAt = other === null ? one : Math.min(one, other)
    const removedAt = other === null ? null : Math.max(one, other)
    const end = changes.findIndex(({ to }) => lasting.includes(to))
    return {
      certificateId,
      addedAt,
      addedOn: dayOf(addedAt),
      removedAt,
      removedOn: removedAt === null ? null : dayOf(removedAt),
      changes: end < 0 ? changes : changes.slice(0, end + 1),
    }
  })
const aMonth = fc.integer({ min: 0, max: 8 }).map((month) => `2019-0${month + 1}`)

const anyFacts: fc.Arbitrary<StageFacts> = fc
  .record({
    knownAt: aMoment,
    memberships: some(
      fc.tuple(aSpell, aHome, aVillage).map(([spell, householdId, householdRegion]) => ({ ...spell, householdId, householdRegion })),
      3,
    ),
    registrations: some(
      fc
        .tuple(aSpell, aHome, fc.constantFrom('registered' as const, 'lifted' as const, 'returned' as const))
        .map(([spell, householdId, status]) => ({ ...spell, householdId, status })),
      3,
    ),
    residences: some(
      fc
        .tuple(aSpell, fc.constantFrom('p', 'h', 'g'), aVillage)
        .map(([spell, subjectId, regionCode]) => ({ ...spell, subjectId, regionCode })),
      3,
    ),
    enrolments: some(anEnrolment, 3),
    completions: some(
      fc.tuple(aBelief, aDay, aTier).map(([belief, day, tier]) => ({ ...belief, day, tier })),
      3,
    ),
    certificates: some(aCertificate, 2),
    help: some(aHelp, 3),
    months: some(
      fc.tuple(aBelief, aMonth, fc.constantFrom(true, true, true, false)).map(([belief, month, sold]) => ({ ...belief, month, sold })),
      8,
    ),
  })
  .map((facts) => ({ ...nobody, ...facts, knownOn: dayOf(facts.knownAt) }))

const sorted = (rows: readonly StageSpell[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)))).sort()

test('whatever the facts, the rows are those of a second computation, from day to day and from moment to moment', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      expect(sorted(computeSpells(facts))).toEqual(sorted(replayFacts(facts)))
    }),
    { numRuns: 200 },
  )
})
