// Both clocks at their edges: the first and last day of what was true, and the moment at which it became known or was taken back.
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { getFigure, type FigureName, figureKeys } from '#app/modules/reports/figures.ts'
import { resolveAsOf } from '#app/modules/reports/report-query.ts'
import { openFigure, readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCounty, type County, type SpellOf, type Status } from './county.ts'

const period = { from: '2019-01-01', to: '2019-07-31', region: '422826' }
const official: Viewer = {
  accountId: 'o',
  personId: null,
  name: '干部',
  grants: [{ role: 'official', scope: { kind: 'region', code: '422826' } }],
}
const now = '2019-12-01T09:00:00+08:00'
const learnt = new Date('2019-10-01T12:00:00+08:00')
const before = new Date(learnt.getTime() - 1)
const [long, day] = ['2010-01-01', '2019-03-01']

/** All figures of the report, each held against its list. */
async function figuresOf(site: TestSite, asked: { asOf?: Date | undefined; from?: string; to?: string; region?: string }) {
  const report = await readHouseholdReport(site, official, { ...period, ...asked })
  const counts = new Map<FigureName, number>()
  for (const figure of figureKeys) {
    counts.set(figure, getFigure(report, figure))
    expect([figure, (await openFigure(site, official, { ...period, ...asked, figure })).count]).toEqual([figure, counts.get(figure)])
  }
  const { cohorts: _, ...ofPeople } = Object.fromEntries(counts)
  return Object.values(ofPeople)
}

const [nobody, everything] = [Array(7).fill(0), Array(7).fill(1)]
const spellOf = <T>(value: T, clocks: Partial<SpellOf<T>>): SpellOf<T>[] => [{ value, from: long, ...clocks }]

/** One person of one lifted household who completes once; one fact of that has clocks of its own. What is counted without the fact comes with it. */
const facts: Record<
  string,
  { without: number[]; lived: (county: County, clocks: { knownAt?: Date; supersededAt?: Date }) => Promise<unknown> }
> = {
  'a completion': {
    without: nobody,
    lived: async (c, clocks) => c.completes(await c.aPerson(await c.aHousehold('lifted')), day, undefined, clocks),
  },
  'a membership': {
    without: [1, 1, 0, 0, 0, 0, 0],
    lived: async (c, clocks) => c.completes(await c.aPerson(spellOf(await c.aHousehold('lifted'), clocks)), day),
  },
  'a registration': {
    without: [1, 1, 1, 0, 0, 0, 0],
    lived: async (c, clocks) => c.completes(await c.aPerson(await c.aHousehold(spellOf<Status>('lifted', clocks))), day),
  },
}

test.each(Object.entries(facts))(
  '%s counts from the moment at which it is known, and until that at which it is taken back',
  async (_, { without, lived }) => {
    const known = await aSite({ now })
    await lived(aCounty(known), { knownAt: learnt })
    expect([await figuresOf(known, { asOf: before }), await figuresOf(known, { asOf: learnt })]).toEqual([without, everything])
    const takenBack = await aSite({ now })
    await lived(aCounty(takenBack), { supersededAt: learnt })
    expect([await figuresOf(takenBack, { asOf: before }), await figuresOf(takenBack, { asOf: learnt })]).toEqual([everything, without])
  },
)

test('where somebody lived counts from the moment at which it is known', async () => {
  const site = await aSite({ now })
  const county = aCounty(site)
  const [wrong, right] = ['422826100201', '422826101202']
  const places = [...spellOf(wrong, { supersededAt: learnt }), ...spellOf(right, { knownAt: learnt })]
  await county.completes(await county.aPerson(await county.aHousehold('lifted', places)), day)
  const at = async (asOf: Date) => [
    await figuresOf(site, { asOf, region: '422826100' }),
    await figuresOf(site, { asOf, region: '422826101' }),
  ]
  expect([await at(before), await at(learnt)]).toEqual([
    [everything, nobody],
    [nobody, everything],
  ])
})

test('a class counts as held from the moment at which it was completed', async () => {
  const site = await aSite({ now })
  await aCounty(site).aHeldCohort()
  const held = async (asOf: Date) => (await readHouseholdReport(site, official, { ...period, asOf })).cohorts
  expect([await held(new Date(site.now().getTime() - 1)), await held(site.now())]).toEqual([0, 1])
})

/** Now, from what the database keeps worked out, and the same as of this moment, from the facts. */
const ways = [
  ['now', undefined],
  ['as known at a moment', new Date(now)],
] as const

test.each(ways)('first and last day of the period count, and the days beside them do not (%s)', async (_, asOf) => {
  const site = await aSite({ now })
  const county = aCounty(site)
  await county.completes(await county.aPerson(await county.aHousehold('lifted')), day)
  const within = (from: string, to: string) => figuresOf(site, { from, to, asOf })
  for (const [from, to, counted] of [
    [day, day, everything],
    ['2019-02-01', day, everything],
    [day, '2019-04-01', everything],
    ['2019-02-01', '2019-02-28', nobody],
    ['2019-03-02', '2019-04-01', nobody],
  ] as const) {
    expect([from, to, await within(from, to)]).toEqual([from, to, counted])
    expect([from, to, (await readHouseholdReport(site, official, { ...period, from, to, asOf })).cohorts]).toEqual([from, to, counted[0]])
  }
})

test.each(ways)('membership and registration hold on their first day, and no more on the day at which they end (%s)', async (_, asOf) => {
  for (const [from, to, isTrue] of [
    [day, null, true],
    ['2019-03-02', null, false],
    [long, day, false],
    [long, '2019-03-02', true],
  ] as const) {
    const spell = { from, ...(to === null ? {} : { to }) }
    const site = await aSite({ now })
    const county = aCounty(site)
    await county.completes(await county.aPerson([{ value: await county.aHousehold('lifted'), ...spell }]), day)
    expect([spell, await figuresOf(site, { asOf })]).toEqual([spell, isTrue ? everything : facts['a membership']!.without])
    const other = await aSite({ now })
    const elsewhere = aCounty(other)
    await elsewhere.completes(await elsewhere.aPerson(await elsewhere.aHousehold([{ value: 'lifted', ...spell }])), day)
    expect([spell, await figuresOf(other, { asOf })]).toEqual([spell, isTrue ? everything : facts['a registration']!.without])
  }
})

test('as known on a day means at its end, in China', async () => {
  const site = await aSite({ now })
  const county = aCounty(site)
  const lastMoment = new Date('2019-10-01T23:59:59.999+08:00')
  await county.completes(await county.aPerson(await county.aHousehold('lifted')), day, undefined, { knownAt: lastMoment })
  expect(await figuresOf(site, resolveAsOf({ knownOn: '2019-09-30' }))).toEqual(nobody)
  expect(await figuresOf(site, resolveAsOf({ knownOn: '2019-10-01' }))).toEqual(everything)
  const nextDay = await aSite({ now })
  const later = aCounty(nextDay)
  const midnight = new Date('2019-10-02T00:00:00+08:00')
  await later.completes(await later.aPerson(await later.aHousehold('lifted')), day, undefined, { knownAt: midnight })
  expect(await figuresOf(nextDay, resolveAsOf({ knownOn: '2019-10-01' }))).toEqual(nobody)
  expect(resolveAsOf({ knownOn: undefined })).toEqual({})
})
