// The days of follow-ups: when one is due and on the list, and which day and which month an answer is of that a phone sends late.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '#app/calendar.ts'
import { clampDay, clampMonth, opensOn } from '#app/modules/follow-ups/days.ts'

const aDay = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2015-01-01', days))

test('it is on the list seven days before its day', () => {
  expect(opensOn('2019-06-08')).toBe('2019-06-01')
  expect(opensOn('2019-03-05')).toBe('2019-02-26')
})

test.each([
  ['what the phone says, between the day on which it was on the list and today', '2019-06-03', '2019-06-03'],
  ['the first day on the list', '2019-06-01', '2019-06-01'],
  ['the day before it was on the list', '2019-05-31', '2019-06-01'],
  ['long before', '2016-01-01', '2019-06-01'],
  ['today', '2019-06-10', '2019-06-10'],
  ['tomorrow', '2019-06-11', '2019-06-10'],
  ['the year 2030', '2030-01-01', '2019-06-10'],
  ['nothing', undefined, '2019-06-10'],
])('the day of an answer, if the phone says %s', (_, said, day) => {
  expect(clampDay(said, { today: '2019-06-10', dueOn: '2019-06-08' })).toBe(day)
})

test('what is recorded before it was on the list is of today, never of a day to come', () => {
  fc.assert(
    fc.property(fc.option(aDay, { nil: undefined }), aDay, aDay, (said, today, dueOn) => {
      const day = clampDay(said, { today, dueOn })
      expect(daysBetween(day, today)).toBeGreaterThanOrEqual(0)
      if (opensOn(dueOn) >= today) expect(day).toBe(today)
      else expect(daysBetween(opensOn(dueOn), day)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test.each([
  ['the last whole month', '2019-05', '2019-05'],
  ['the month before it: the form was opened before the month ended', '2019-04', '2019-04'],
  ['the month of the day', '2019-06', '2019-06'],
  ['a month to come', '2019-07', '2019-05'],
  ['three months ago', '2019-03', '2019-05'],
  ['the same month a year ago', '2018-05', '2019-05'],
  ['nothing', undefined, '2019-05'],
])('the month of an answer of 2019-06-08, if the form says %s', (_, said, month) => {
  expect(clampMonth(said, '2019-06-08')).toBe(month)
})
