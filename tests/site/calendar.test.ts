// Days and months, reckoned in one place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, holdsOn, lastDayOfMonth, monthOf, monthsBetween } from '#app/calendar.ts'
import { lastWholeMonth, monthsToTellOn } from '#app/modules/shops/months.ts'

const aDay = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1990-01-01', days))

test('months move, and are counted, alike in both directions', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: -40, max: 40 }), (day, months) => {
      const moved = addMonths(monthOf(day), months)
      expect(monthsBetween(monthOf(day), moved)).toBe(months)
      expect(monthOf(addDays(lastDayOfMonth(moved), 1))).toBe(addMonths(moved, 1))
    }),
  )
})

test.each([
  ['2019-03-31', '2019-02', '2018-04'],
  ['2019-01-01', '2018-12', '2018-02'],
  ['2020-02-29', '2020-01', '2019-03'],
])('on %s the last whole month is %s, and months are told back to %s', (today, last, first) => {
  expect([lastWholeMonth(today), monthsToTellOn(today).at(-1), monthsToTellOn(today).length]).toEqual([last, first, 12])
})

test('a spell holds from its first day to the day before its end', () => {
  const spell = { from: '2019-01-01', to: '2019-02-01' }
  expect(['2018-12-31', '2019-01-01', '2019-01-31', '2019-02-01'].map((day) => holdsOn(spell, day))).toEqual([false, true, true, false])
  expect([holdsOn({ from: '2019-01-01', to: null }, '2050-01-01'), holdsOn({}, '1900-01-01')]).toEqual([true, true])
})
