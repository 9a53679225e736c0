// The menu of classes above the register of certificates.
import { expect, test } from 'vitest'
import { listClassesToChoose } from '#app/modules/certificates/register-query.ts'

const classes = Array.from({ length: 5_000 }, (_, nth) => {
  const day = `${2024 - Math.floor(nth / 1_000)}-06-01`
  return { id: `k${nth}`, startsOn: day, endsOn: day }
})

test('of thousands of classes the newest are to choose from, or those of the year, and always the chosen one', () => {
  const idsFor = (cohort: string | null, year: string | null) => listClassesToChoose(classes, { cohort, year }).map(({ id }) => id)
  expect([idsFor(null, null).length, idsFor(null, null)[0]]).toEqual([300, 'k0'])
  expect([idsFor(null, '2021').length, idsFor(null, '2021')[0]]).toEqual([300, 'k3000'])
  expect(idsFor('k4999', '2021').slice(0, 2)).toEqual(['k4999', 'k3000'])
  expect(idsFor('k3001', '2021').filter((id) => id === 'k3001')).toHaveLength(1)
})
