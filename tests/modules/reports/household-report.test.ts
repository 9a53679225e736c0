// docs/indicators.md, held to the letter: its table of examples is read from there.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { getFigure, computeExcess, figureKeys } from '#app/modules/reports/figures.ts'
import { earliestDay } from '#app/modules/households/spells.ts'
import { findReportRegion } from '#app/modules/reports/policy.ts'
import { findHousehold, openFigure, readHouseholdReport, explainHousehold } from '#app/modules/reports/reports.server.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCounty, type County, type Status } from './county.ts'

const period = { from: '2019-01-01', to: '2019-07-31', region: '422826' }
const official: Viewer = {
  accountId: 'o',
  personId: null,
  name: '干部',
  grants: [{ role: 'official', scope: { kind: 'region', code: '422826' } }],
}
const laterThatYear = { now: '2019-12-01T09:00:00+08:00' }

/** How each case of the table is lived. */
const cases: Record<string, (county: County) => Promise<unknown>> = {
  one: async (c) => c.completes(await c.aPerson(await c.aHousehold()), '2019-03-01'),
  'two-cohorts': async (c) => {
    const person = await c.aPerson(await c.aHousehold())
    await c.completes(person, '2019-03-01')
    await c.completes(person, '2019-05-01')
  },
  'two-members': async (c) => {
    const household = await c.aHousehold()
    await c.completes(await c.aPerson(household), '2019-03-01')
    await c.completes(await c.aPerson(household), '2019-03-02')
  },
  split: async (c) => {
    const [old, own] = [await c.aHousehold(), await c.aHousehold([{ value: 'registered', from: '2019-04-20' }])]
    await c.completes(await c.aPerson(old), '2019-05-29')
    await c.completes(
      await c.aPerson([
        { value: old, from: '2014-10-01', to: '2019-04-20' },
        { value: own, from: '2019-04-20' },
      ]),
      '2019-07-18',
    )
  },
  'split-later': async (c) => {
    const [old, own] = [await c.aHousehold(), await c.aHousehold([{ value: 'registered', from: '2019-06-01' }])]
    await c.completes(await c.aPerson(old), '2019-05-29')
    await c.completes(
      await c.aPerson([
        { value: old, from: '2014-10-01', to: '2019-06-01' },
        { value: own, from: '2019-06-01' },
      ]),
      '2019-05-29',
    )
  },
  'lifted-between': async (c) => {
    const person = await c.aPerson(await c.aHousehold(liftedOn('2019-04-01')))
    await c.completes(person, '2019-03-01')
    await c.completes(person, '2019-05-01')
  },
  'lifted-on-the-day': async (c) => c.completes(await c.aPerson(await c.aHousehold(liftedOn('2019-03-01'))), '2019-03-01'),
  'lifted-after': async (c) => c.completes(await c.aPerson(await c.aHousehold(liftedOn('2019-03-02'))), '2019-03-01'),
  'registered-after': async (c) =>
    c.completes(
      await c.aPerson(
        await c.aHousehold([
          { value: 'none', from: '2014-10-01', to: '2019-03-02' },
          { value: 'registered', from: '2019-03-02' },
        ]),
      ),
      '2019-03-01',
    ),
  'married-in-after': async (c) => {
    const [own, registered] = [await c.aHousehold('none'), await c.aHousehold()]
    await c.completes(
      await c.aPerson([
        { value: own, from: '2014-10-01', to: '2019-03-02' },
        { value: registered, from: '2019-03-02' },
      ]),
      '2019-03-01',
    )
  },
  'no-household': async (c) => c.completes(await c.aPerson(), '2019-03-01'),
  'first-day': async (c) => c.completes(await c.aPerson(await c.aHousehold()), '2019-01-01'),
  'last-day': async (c) => c.completes(await c.aPerson(await c.aHousehold()), '2019-07-31'),
  'day-before': async (c) => c.completes(await c.aPerson(await c.aHousehold()), '2018-12-31'),
  'day-after': async (c) => c.completes(await c.aPerson(await c.aHousehold()), '2019-08-01'),
  failed: async (c) => void (await c.aPerson(await c.aHousehold())),
}

const liftedOn = (day: string) => [
  { value: 'registered' as Status, from: '2014-10-01', to: day },
  { value: 'lifted' as Status, from: day },
]

const table = [
  ...readFileSync('docs/indicators.md', 'utf8').matchAll(
    /^\| ([a-z-]+) \| ([^|]+) \| (\d+) \/ (\d+) \/ (\d+) \| (\d+) \/ (\d+) \| (\d+) \/ (\d+) \|$/gm,
  ),
].map(([, name, what, ...figures]) => [name!, what!.trim(), figures.map(Number)] as const)

test('every example of docs/indicators.md is lived through here, and no other', () => {
  expect(table.map(([name]) => name).sort()).toEqual(Object.keys(cases).sort())
})

test.each(table)('%s: %s', async (name, _what, expected) => {
  const site = await aSite(laterThatYear)
  await cases[name]!(aCounty(site))
  const { attendances, persons, households, registered } = await readHouseholdReport(site, official, period)
  const { ofWhichLifted } = registered
  expect([
    attendances,
    persons,
    households,
    registered.persons,
    registered.households,
    ofWhichLifted.persons,
    ofWhichLifted.households,
  ]).toEqual(expected)
})

const [first, second] = ['422826100', '422826101']
const [firstVillage, secondVillage] = ['422826100201', '422826101202']
const putRight = new Date('2019-10-01')
const movedOn = (day: string) => [
  { value: firstVillage, from: earliestDay, to: day },
  { value: secondVillage, from: day },
]
const wronglyEntered = [
  { value: firstVillage, from: earliestDay, supersededAt: putRight },
  { value: secondVillage, from: earliestDay, knownAt: putRight },
]

/** How each case of the table by township is lived, and as known when it is asked for. */
const placeCases: Record<string, { lived: (county: County) => Promise<unknown>; asOf?: Date }> = {
  'moved-after': {
    lived: async (c) => c.completes(await c.aPerson(await c.aHousehold('registered', movedOn('2019-03-02'))), '2019-03-01'),
  },
  'moved-on-the-day': {
    lived: async (c) => c.completes(await c.aPerson(await c.aHousehold('registered', movedOn('2019-03-01'))), '2019-03-01'),
  },
  'entered-wrongly': { lived: async (c) => c.completes(await c.aPerson(await c.aHousehold('registered', wronglyEntered)), '2019-03-01') },
  'not-yet-put-right': {
    lived: async (c) => c.completes(await c.aPerson(await c.aHousehold('registered', wronglyEntered)), '2019-03-01'),
    asOf: new Date('2019-09-30'),
  },
  'moved-apart': { lived: async (c) => c.completes(await c.aPerson(await c.aHousehold(), movedOn('2019-02-28')), '2019-03-01') },
  'moved-alone': { lived: async (c) => c.completes(await c.aPerson(null, movedOn('2019-03-02')), '2019-03-01') },
}

const placeTable = [...readFileSync('docs/indicators.md', 'utf8').matchAll(/^\| ([a-z-]+) \| ([^|]+) \| (\d+) \/ (\d+) \|$/gm)].map(
  ([, name, what, ...figures]) => [name!, what!.trim(), figures.map(Number)] as const,
)

test('every example by township is lived through here, and no other', () => {
  expect(placeTable.map(([name]) => name).sort()).toEqual(Object.keys(placeCases).sort())
})

test.each(placeTable)('%s: %s', async (name, _what, expected) => {
  const site = await aSite(laterThatYear)
  const { lived, asOf } = placeCases[name]!
  await lived(aCounty(site))
  const at = async (region: string) => (await readHouseholdReport(site, official, { ...period, region, asOf })).persons
  expect([await at(first), await at(second)]).toEqual(expected)
})

test('a cohort is counted by its last class session, where it was held or where its people live', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  await county.aHeldCohort({ lastDay: '2019-08-02' })
  const held = await county.aHeldCohort({ lastDay: '2019-07-31', region: '422826101' })
  await county.completes(await county.aPerson(await county.aHousehold('registered', '422826100201')), '2019-07-31', held)
  const report = await readHouseholdReport(site, official, period)
  expect(report.cohorts).toBe(1)
  expect(report.byTownship.map(({ region, cohorts, persons }) => [region, cohorts, persons])).toEqual([
    ['422826100', 1, 1],
    ['422826101', 1, 0],
  ])
  expect(report.byCohort).toMatchObject([{ cohort: held, persons: 1, households: 1, registered: { persons: 1 } }])
})

test.each([
  ['now', undefined],
  ['at a moment', new Date('2019-12-01T20:00:00+08:00')],
])('each figure of each line, by township and by cohort, opens to as many lines as it says, as known %s', async (_, asOf) => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const [ofCounty, ofTownship] = [
    await county.aHeldCohort({ lastDay: '2019-03-01' }),
    await county.aHeldCohort({ lastDay: '2019-04-01', region: first }),
  ]
  await county.aHeldCohort({ lastDay: '2019-06-01' }) // nobody completed it
  const lifted = await county.aHousehold('lifted', movedOn('2019-03-15'))
  const mother = await county.aPerson(lifted)
  for (const [day, cohort] of [
    ['2019-03-01', ofCounty],
    ['2019-04-01', ofTownship],
  ] as const)
    await county.completes(mother, day, cohort)
  await county.completes(await county.aPerson(await county.aHousehold('registered', secondVillage)), '2019-04-01', ofTownship)
  await county.completes(await county.aPerson(await county.aHousehold('registered', '422826')), '2019-04-01', ofTownship)
  const report = await readHouseholdReport(site, official, { ...period, asOf })
  expect(report.byTownship.map(({ name, cohorts, persons }) => [name, cohorts, persons])).toEqual([
    ['忠堡镇', 1, 2],
    ['高乐山镇', 2, 1],
    ['县里办的班', 3, 1], // the county's own come last, the townships by size
  ])
  for (const line of [
    report,
    ...report.byTownship.map(({ region, own, ...figures }) => ({ ...figures, of: { region, own } })),
    ...report.byCohort.map((figures) => ({ ...figures, of: { cohort: figures.cohort } })),
  ]) {
    for (const figure of figureKeys.filter((name) => name !== 'cohorts' || 'cohorts' in line)) {
      const list = await openFigure(site, official, { ...period, asOf, figure, ...('of' in line ? line.of : {}) })
      expect([figure, list.count]).toEqual([figure, getFigure(line, figure)])
    }
  }
})

test('what becomes known later changes only what is asked later', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const learnt = new Date('2019-10-01')
  const household = await county.aHousehold([
    { value: 'none', from: '2014-10-01', supersededAt: learnt },
    { value: 'registered', from: '2014-10-01', knownAt: learnt },
  ])
  await county.completes(await county.aPerson(household), '2019-03-01')
  const asked = async (asOf?: Date) => (await readHouseholdReport(site, official, { ...period, asOf })).registered.persons
  expect(await asked(new Date('2019-09-30'))).toBe(0)
  expect(await asked(learnt)).toBe(1)
  expect(await asked()).toBe(1)
})

test('as it was known on a day: report, list and reason agree, before and after something becomes known', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const learnt = new Date('2019-10-01')
  const late = await county.aHousehold([{ value: 'registered', from: '2014-10-01', knownAt: learnt }])
  await county.completes(await county.aPerson(late), '2019-03-01')
  await county.completes(await county.aPerson(await county.aHousehold()), '2019-03-01', undefined, { supersededAt: learnt })
  for (const [asOf, poor, inFigure] of [
    [new Date('2019-09-30'), 1, false],
    [learnt, 1, true],
    [undefined, 1, true],
  ] as const) {
    const report = await readHouseholdReport(site, official, { ...period, asOf })
    expect(report.registered.households).toBe(poor)
    for (const figure of figureKeys.filter((name) => name !== 'cohorts'))
      expect((await openFigure(site, official, { ...period, asOf, figure })).count).toBe(getFigure(report, figure))
    expect((await explainHousehold(site, official, { ...period, asOf, householdId: late })).registered).toBe(inFigure)
  }
  await expect(readHouseholdReport(site, official, { ...period, asOf: new Date('2019-12-03') })).rejects.toMatchObject({
    status: 422,
    fields: { knownOn: [expect.any(String)] },
  })
})

test('a list has as many units as its figure says, each once over all its pages, those of one unit together', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  for (let i = 0; i < 55; i++) {
    const household = await county.aHousehold()
    for (const day of ['2019-02-01', '2019-05-01']) await county.completes(await county.aPerson(household), day)
  }
  const [first, second] = [
    await openFigure(site, official, { ...period, figure: 'registeredPersons' }),
    await openFigure(site, official, { ...period, figure: 'registeredPersons', position: { page: 2 } }),
  ]
  expect([first.count, first.turns.pages, first.before, second.before]).toEqual([110, 2, 0, 100])
  expect(new Set([...first.rows, ...second.rows].map(({ personId }) => personId)).size).toBe(110)
  for (const asOf of [undefined, new Date('2019-12-01T20:00:00+08:00')]) {
    const past = await openFigure(site, official, { ...period, asOf, figure: 'registeredPersons', position: { page: 99 } })
    expect([past.turns.page, past.before, past.rows.length]).toEqual([2, 100, 10])
  }
  const homes = await openFigure(site, official, { ...period, figure: 'registeredHouseholds' })
  expect([homes.count, homes.turns.pages, homes.rows.length]).toEqual([55, 1, 110])
  const changes = homes.rows.filter(({ householdId }, i) => householdId !== homes.rows[i - 1]?.householdId)
  expect(changes).toHaveLength(55)
})

test('a period that ends before it begins is refused with a sentence at its field', async () => {
  const site = await aSite(laterThatYear)
  await expect(readHouseholdReport(site, official, { ...period, from: '2019-08-01' })).rejects.toMatchObject({
    status: 422,
    fields: { from: [expect.stringContaining('之前')] },
  })
})

test('an official of another region cannot ask, and the answer does not tell whether there is anything', async () => {
  const site = await aSite(laterThatYear)
  const elsewhere: Viewer = { ...official, grants: [{ role: 'official', scope: { kind: 'region', code: '422826101' } }] }
  await expect(readHouseholdReport(site, elsewhere, period)).rejects.toMatchObject({ status: 404 })
  await expect(readHouseholdReport(site, elsewhere, { ...period, region: '422826100' })).rejects.toMatchObject({ status: 404 })
  await expect(readHouseholdReport(site, elsewhere, { ...period, region: '422826101' })).resolves.toMatchObject({ persons: 0 })
})

test('a household that is not in the figure is told the first condition that fails', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const why = async (householdId: string) => {
    const { counted, registered, fails } = await explainHousehold(site, official, { ...period, householdId })
    return [counted, registered, fails?.name ?? null]
  }
  const counted = await county.aHousehold()
  await county.completes(await county.aPerson(counted), '2019-03-01')
  const ordinary = await county.aHousehold('none')
  await county.completes(await county.aPerson(ordinary), '2019-03-01')
  const married = await county.aHousehold()
  await county.completes(
    await county.aPerson([
      { value: ordinary, from: '2014-01-01', to: '2019-03-02' },
      { value: married, from: '2019-03-02' },
    ]),
    '2019-03-01',
  )
  const late = await county.aHousehold()
  await county.completes(await county.aPerson(late), '2019-08-01')
  const idle = await county.aHousehold()
  await county.aPerson(idle)
  expect(await why(counted)).toEqual([true, true, null])
  expect(await why(ordinary)).toEqual([true, false, 'registeredOnTheDay'])
  expect(await why(married)).toEqual([false, false, 'memberOnTheDay'])
  expect(await why(late)).toEqual([false, false, 'inPeriod'])
  expect(await why(idle)).toEqual([false, false, 'memberCompleted'])
  expect(await why(await county.aHousehold())).toEqual([false, false, 'hasMembers'])
})

test('a household is found by its number however that is typed', async () => {
  const site = await aSite(laterThatYear)
  const household = await aCounty(site).aHousehold()
  for (const number of ['H1', 'h1', ' Ｈ１']) expect(await findHousehold(site, official, { number, region: '422826' })).toBe(household)
  expect(await findHousehold(site, official, { number: 'h2', region: '422826' })).toBeNull()
})

test('whoever may ask about a household is answered for the region of her own in which it lies', async () => {
  const site = await aSite(laterThatYear)
  const householdId = await aCounty(site).aHousehold()
  const asking = (...codes: string[]): Viewer => ({
    ...official,
    grants: codes.map((code) => ({ role: 'townshipOfficer', scope: { kind: 'region', code } })),
  })
  const home = { regionCode: '422826100201' }
  expect(findReportRegion(official, home)).toBe('422826')
  expect(findReportRegion(asking('422826101', '422826100'), home)).toBe('422826100')
  expect(findReportRegion({ ...official, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }, home)).toBe('422826')
  expect(findReportRegion(asking('422826101'), home)).toBeNull()
  expect(findReportRegion({ ...official, grants: [{ role: 'coordinator', scope: { kind: 'everything' } }] }, home)).toBeNull()
  await expect(
    explainHousehold(site, official, { ...period, region: findReportRegion(official, home)!, householdId }),
  ).resolves.toMatchObject({
    counted: false,
  })
})

interface Lasting<T> {
  value: T
  from: string
  to?: string
}
interface Life {
  /** null: of no household. */
  homes: Lasting<number | null>[]
  places: Lasting<string>[]
  completions: string[]
}
interface Model {
  statuses: Lasting<Status>[][]
  /** Where each household lay. */
  places: Lasting<string>[][]
  lives: Life[]
}

const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2018, 8, 1) + n * 86_400_000).toISOString().slice(0, 10))
const status = fc.constantFrom<Status>('none', 'registered', 'lifted', 'returned')
const spells = <T>(value: fc.Arbitrary<T>, begins = '2014-01-01'): fc.Arbitrary<Lasting<T>[]> =>
  fc.tuple(fc.uniqueArray(day, { maxLength: 2 }), fc.array(value, { minLength: 3, maxLength: 3 })).map(([cuts, values]) => {
    const days = [begins, ...cuts.sort()]
    return days.map((from, i) => ({ value: values[i]!, from, ...(days[i + 1] ? { to: days[i + 1] } : {}) }))
  })
const places = spells(fc.constantFrom(firstVillage, secondVillage), earliestDay)
const model: fc.Arbitrary<Model> = fc.record({
  statuses: fc.array(spells(status), { minLength: 2, maxLength: 2 }),
  places: fc.array(places, { minLength: 2, maxLength: 2 }),
  lives: fc.array(fc.record({ homes: spells(fc.constantFrom(0, 1, 1, null)), places, completions: fc.array(day, { maxLength: 3 }) }), {
    maxLength: 5,
  }),
})

test('by how much the lines add up to more than the whole is known for each figure', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const person = await county.aPerson(await county.aHousehold())
  for (const when of ['2019-03-01', '2019-05-01']) await county.completes(person, when)
  const report = await readHouseholdReport(site, official, period)
  expect(computeExcess(report.byCohort, report)).toEqual({ persons: 1, households: 1, registeredPersons: 1, registeredHouseholds: 1 })
  expect(computeExcess(report.byTownship, report)).toEqual({ cohorts: 2 })
})

/** The second count: plain loops over the model, sharing nothing with the product. */
function countAgain({ statuses, places, lives }: Model, region: string) {
  const on = <T>(list: Lasting<T>[], when: string) => list.find((one) => one.from <= when && (one.to === undefined || when < one.to))!.value
  const sets = {
    persons: new Set<number>(),
    households: new Set<number>(),
    poor: new Set<number>(),
    poorHouseholds: new Set<number>(),
    lifted: new Set<number>(),
    liftedHouseholds: new Set<number>(),
  }
  let attendances = 0
  lives.forEach((life, person) => {
    for (const when of life.completions) {
      if (when < period.from || when > period.to) continue
      const home = on(life.homes, when)
      if (!on(home === null ? life.places : places[home]!, when).startsWith(region)) continue
      attendances += 1
      sets.persons.add(person)
      if (home === null) continue
      sets.households.add(home)
      const status = on(statuses[home]!, when)
      if (status === 'none') continue
      sets.poor.add(person)
      sets.poorHouseholds.add(home)
      if (status !== 'lifted') continue
      sets.lifted.add(person)
      sets.liftedHouseholds.add(home)
    }
  })
  return [
    attendances,
    sets.persons.size,
    sets.households.size,
    sets.poor.size,
    sets.poorHouseholds.size,
    sets.lifted.size,
    sets.liftedHouseholds.size,
  ]
}

async function live(site: TestSite, { statuses, places, lives }: Model) {
  const county = aCounty(site)
  const homes: string[] = []
  for (const [nth, spellsOfHousehold] of statuses.entries()) homes.push(await county.aHousehold(spellsOfHousehold, places[nth]))
  for (const life of lives) {
    const spellsAtHome = life.homes.flatMap(({ value, ...days }) => (value === null ? [] : [{ value: homes[value]!, ...days }]))
    const person = await county.aPerson(spellsAtHome, life.places)
    for (const when of life.completions) await county.completes(person, when)
  }
  return homes
}

test('on any history the report agrees with a plain second count, each figure with its list, and each household with its reason', async () => {
  await fc.assert(
    fc.asyncProperty(model, fc.constantFrom('422826', first), async (history, region) => {
      const asked = { ...period, region }
      const site = await aSite(laterThatYear)
      const homes = await live(site, history)
      const report = await readHouseholdReport(site, official, asked)
      const { attendances, persons, households, registered } = report
      expect([
        attendances,
        persons,
        households,
        registered.persons,
        registered.households,
        registered.ofWhichLifted.persons,
        registered.ofWhichLifted.households,
      ]).toEqual(countAgain(history, region))

      for (const figure of figureKeys) {
        const list = await openFigure(site, official, { ...asked, figure })
        expect(list.count).toBe(getFigure(report, figure))
        const unit =
          figure === 'cohorts'
            ? list.cohorts.map(({ id }) => id)
            : list.rows.map((row) =>
                figure === 'attendances' ? row.completionId : /ersons$/.test(figure) ? row.personId : row.householdId,
              )
        expect(new Set(unit).size).toBe(list.count)
      }
      const inFigure = new Set(
        (await openFigure(site, official, { ...asked, figure: 'registeredHouseholds' })).rows.map((row) => row.householdId),
      )
      for (const householdId of homes) {
        const why = await explainHousehold(site, official, { ...asked, householdId })
        expect(why.registered).toBe(inFigure.has(householdId))
        expect(why.fails === null).toBe(why.registered)
      }
    }),
    { numRuns: 60 },
  )
}, 180_000)
