// The figures of a report against the plainest way of counting them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Counted } from '#app/modules/reports/counted.ts'
import {
  buildBasis,
  listCohortsOfRegion,
  countGroups,
  getFigure,
  computeExcess,
  figureKeys,
  buildBasisFromRows,
  filterRows,
  unitKeys,
  figureUnits,
} from '#app/modules/reports/figures.ts'

const row = fc
  .record({
    person: fc.nat(4),
    household: fc.option(fc.nat(2)),
    cohort: fc.nat(2),
    status: fc.constantFrom<Counted['status']>('none', 'registered', 'lifted', 'returned'),
    region: fc.constantFrom('422826100', '422826101'),
  })
  .map(({ person, household, cohort, ...more }) => ({
    personId: `p${person}`,
    householdId: household === null ? null : `h${household}`,
    cohortId: `c${cohort}`,
    ...more,
  }))
const rows = fc
  .array(row, { maxLength: 14 })
  .map((all) => all.map((one, at): Counted => ({ completionId: `k${at}`, enrolmentId: `e${at}`, day: '2019-03-01', ...one })))

const distinct = (values: readonly (string | null)[]) => new Set(values.filter((value) => value !== null)).size

/** As one would count on paper. */
function plainly(counted: readonly Counted[]) {
  const registered = counted.filter(({ status }) => status !== 'none')
  const lifted = counted.filter(({ status }) => status === 'lifted')
  return {
    attendances: counted.length,
    persons: distinct(counted.map(({ personId }) => personId)),
    households: distinct(counted.map(({ householdId }) => householdId)),
    registered: {
      persons: distinct(registered.map(({ personId }) => personId)),
      households: distinct(registered.map(({ householdId }) => householdId)),
      ofWhichLifted: {
        persons: distinct(lifted.map(({ personId }) => personId)),
        households: distinct(lifted.map(({ householdId }) => householdId)),
      },
    },
  }
}

test('each group of completions is counted as on paper, whatever stands in the others', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat(2), { minLength: 14, maxLength: 14 }), (all, groups) => {
      const groupOf = groups.slice(0, all.length)
      const basis = buildBasisFromRows(all)
      const counts = countGroups(basis, groupOf, 3)
      for (const [group, { completed, ...figures }] of counts.entries()) {
        const own = all.filter((_, at) => groupOf[at] === group)
        expect(figures).toEqual(plainly(own))
        expect(completed.map((place) => basis.cohortIds[place]).sort()).toEqual([...new Set(own.map(({ cohortId }) => cohortId))].sort())
      }
    }),
    { numRuns: 400 },
  )
})

test('groups laid out as columns say the same as single rows', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const { regions, cohortIds, region, cohort, status, person, household } = buildBasisFromRows(all)
      expect(all.map((_, at) => [regions[region[at]!], cohortIds[cohort[at]!]])).toEqual(all.map((one) => [one.region, one.cohortId]))
      expect(all.map((_, at) => status[at])).toEqual(all.map((one) => ['none', 'registered', 'returned', 'lifted'].indexOf(one.status)))
      expect(all.map((_, at) => household[at] === 0)).toEqual(all.map(({ householdId }) => householdId === null))
      expect(new Set(person).size).toBe(distinct(all.map(({ personId }) => personId)))
    }),
  )
  const { person, household, cohort, cohortIds } = buildBasis(
    [
      { status: 'none', region: 'a', persons: [7, 8], households: [null, 3], cohorts: [5, 6] },
      { status: 'lifted', region: 'b', persons: [7], households: [3], cohorts: [6] },
    ],
    (number) => `c${number}`,
  )
  expect([[...person], [...household], [...cohort], cohortIds]).toEqual([
    [7, 8, 7],
    [0, 3, 3],
    [0, 1, 1],
    ['c5', 'c6'],
  ])
})

test('the list behind a figure has as many units as the figure says', () => {
  fc.assert(
    fc.property(rows, (all) => {
      for (const figure of figureKeys) {
        const unit = figureUnits[figure]
        if (figure === 'cohorts' || unit === 'cohort') continue
        // A person of no household may be registered by nobody: the database never gives such a row.
        const sound = all.filter(({ householdId, status }) => householdId !== null || status === 'none')
        if (unit === 'household') expect(filterRows(sound, figure).every(({ householdId }) => householdId !== null)).toBe(true)
        expect([figure, distinct(filterRows(sound, figure).map(unitKeys[unit]))]).toEqual([figure, getFigure(plainly(sound), figure)])
      }
    }),
  )
})

const figuresWith = (persons: number, cohorts = 0) => ({
  cohorts,
  attendances: 1,
  persons,
  households: 3,
  registered: { persons: 4, households: 5, ofWhichLifted: { persons: 6, households: 7 } },
})

test('each figure is found under its name', () => {
  expect(figureKeys.map((figure) => getFigure(figuresWith(2, 8), figure))).toEqual([8, 1, 2, 3, 4, 5, 6, 7])
  const { cohorts: _, ...ofHousehold } = figuresWith(2)
  expect(getFigure(ofHousehold, 'cohorts')).toBe(0)
})

test('by how much the parts come to more than the whole is told of those figures alone where they do', () => {
  const whole = {
    ...figuresWith(3),
    cohorts: 0,
    attendances: 2,
    households: 6,
    registered: { persons: 8, households: 11, ofWhichLifted: { persons: 12, households: 14 } },
  }
  expect(computeExcess([figuresWith(2), figuresWith(2)], whole)).toEqual({ persons: 1 })
  expect(computeExcess([], whole)).toEqual({})
})

test('a region has the classes that were held there, and those that somebody counted there completed', () => {
  const cohort = (id: string, region: string) => ({ id, number: 1, startsOn: '2019-03-01', name: id, region, lastDay: '2019-03-01' })
  const all = [cohort('county', '422826'), cohort('township', '422826100'), cohort('village', '422826100201'), cohort('other', '422826101')]
  const ids = (of: { region: string; own?: boolean }, attended: string[] = []) =>
    listCohortsOfRegion(all, new Set(attended), of).map(({ id }) => id)
  expect(ids({ region: '422826' })).toEqual(['county', 'township', 'village', 'other'])
  expect(ids({ region: '422826', own: true })).toEqual(['county'])
  expect(ids({ region: '422826100' })).toEqual(['township', 'village'])
  expect(ids({ region: '422826100' }, ['other'])).toEqual(['township', 'village', 'other'])
  expect(ids({ region: '422826', own: true }, ['village'])).toEqual(['county', 'village'])
})
