// Days and months, reckoned in one place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addMonthsToDay,
  daysBetween,
  getLastWholeMonth,
  toDay,
  isValidOn,
  isDay,
  lastDayOfMonth,
  toMonth,
  monthsBetween,
  formatDay,
  formatLastDay,
  formatMoment,
  formatMonth,
  formatMonthAlone,
  formatPeriod,
  formatTerm,
  formatTime,
  startOfDay,
  formatWeekday,
} from '#app/calendar.ts'
import { listReportableMonths } from '#app/modules/shops/months.ts'

const aDay = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1990-01-01', days))

test('a moment falls on the day that clocks in China show', () => {
  const inChina = new Intl.DateTimeFormat('en-CA', { timeZone: 'Etc/GMT-8', year: 'numeric', month: '2-digit', day: '2-digit' })
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2101-01-01'), noInvalidDate: true }), (moment) => {
      expect(toDay(moment)).toBe(inChina.format(moment))
    }),
  )
  expect(['2019-03-04T15:59:59.999Z', '2019-03-04T16:00:00Z'].map((moment) => toDay(new Date(moment)))).toEqual([
    '2019-03-04',
    '2019-03-05',
  ])
})

test('months move, and are counted, alike in both directions', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: -40, max: 40 }), (day, months) => {
      const moved = addMonths(toMonth(day), months)
      expect(monthsBetween(toMonth(day), moved)).toBe(months)
      expect(toMonth(addDays(lastDayOfMonth(moved), 1))).toBe(addMonths(moved, 1))
    }),
  )
})

test.each([
  ['2019-03-08', 3, '2019-06-08'],
  ['2019-11-30', 3, '2020-02-29'],
  ['2018-11-30', 3, '2019-02-28'],
  ['2019-11-28', 3, '2020-02-28'],
  ['2019-08-31', 3, '2019-11-30'],
  ['2019-08-31', 6, '2020-02-29'],
  ['2019-10-31', 12, '2020-10-31'],
  ['2020-02-29', 12, '2021-02-28'],
  ['2019-12-01', 6, '2020-06-01'],
  ['2019-03-08', 12, '2020-03-08'],
  ['2019-01-31', 0, '2019-01-31'],
  ['2019-03-31', -1, '2019-02-28'],
  ['2019-01-15', -1, '2018-12-15'],
])('%s and %i months are %s', (day, months, then) => {
  expect(addMonthsToDay(day, months)).toBe(then)
})

test('so many months later or earlier is in that month, on the same day of it or on its last', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: -24, max: 24 }), (day, months) => {
      const then = addMonthsToDay(day, months)
      const month = addMonths(day.slice(0, 7), months)
      expect(then.slice(0, 7)).toBe(month)
      if (then.slice(8) === day.slice(8)) return
      expect([then, then.slice(8) < day.slice(8)]).toEqual([lastDayOfMonth(month), true])
    }),
  )
})

test.each([
  ['2019-03-31', '2019-02', '2018-04'],
  ['2019-01-01', '2018-12', '2018-02'],
  ['2020-02-29', '2020-01', '2019-03'],
])('on %s the last whole month is %s, and months are told back to %s', (today, last, first) => {
  expect([getLastWholeMonth(today), listReportableMonths(today).at(-1), listReportableMonths(today).length]).toEqual([last, first, 12])
})

test('days are counted forwards and backwards, across the ends of months and years', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
      expect(daysBetween(day, addDays(day, days))).toBe(days)
    }),
  )
  expect([daysBetween('2018-12-31', '2019-03-01'), daysBetween('2019-03-05', '2019-03-04')]).toEqual([60, -1])
})

test('a spell holds from its first day to the day before its end', () => {
  const spell = { from: '2019-01-01', to: '2019-02-01' }
  expect(['2018-12-31', '2019-01-01', '2019-01-31', '2019-02-01'].map((day) => isValidOn(spell, day))).toEqual([false, true, true, false])
  expect([isValidOn({ from: '2019-01-01', to: null }, '2050-01-01'), isValidOn({}, '1900-01-01')]).toEqual([true, true])
})

test('the summer time of 1986 to 1991 moves no day', () => {
  expect(toDay(new Date(startOfDay('1991-04-15').getTime() - 1))).toBe('1991-04-14')
})

test('a day begins at midnight in China, and ends a millisecond before the next', () => {
  fc.assert(
    fc.property(aDay, (day) => {
      expect(toDay(startOfDay(day))).toBe(day)
      expect(toDay(new Date(startOfDay(addDays(day, 1)).getTime() - 1))).toBe(day)
    }),
  )
})

test.each([
  ['2019-02', '2019-02-28'],
  ['2020-02', '2020-02-29'],
  ['2019-12', '2019-12-31'],
])('%s ends on %s', (month, last) => {
  expect(lastDayOfMonth(month)).toBe(last)
})

test.each([
  ['2019-03-05', true],
  ['1900-01-01', true],
  ['2100-12-31', true],
  ['2020-02-29', true],
  ['2019-02-29', false],
  ['2019-13-01', false],
  ['2019-00-10', false],
  ['1899-12-31', false],
  ['2101-01-01', false],
  ['0019-03-01', false],
  ['12019-03-05', false],
  ['2019-03-05 ', false],
  ['2019-03-051', false],
  ['2019-3-5', false],
  ['', false],
])('“%s” is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is)
})

test('days, months and moments for reading', () => {
  const moment = new Date('2019-03-05T14:05:00+08:00')
  expect([formatDay('2019-03-05'), formatLastDay('2019-03-05'), formatMonth('2019-08'), formatTime(moment), formatMoment(moment)]).toEqual([
    '2019年3月5日',
    '2019年3月5日（含）前',
    '2019年8月',
    '14:05',
    '2019年3月5日 14:05',
  ])
  expect(['2019-03-03', '2019-03-04', '2019-03-09'].map(formatWeekday)).toEqual(['周日', '周一', '周六'])
})

test('a period is said by both its days, one day by itself; a month whose year is known without it', () => {
  expect(formatPeriod('2018-12-31', '2019-03-05')).toBe('2018年12月31日至2019年3月5日')
  expect(formatPeriod('2019-03-05', '2019-03-05')).toBe('2019年3月5日')
  expect(['2019-08', '2019-12'].map(formatMonthAlone)).toEqual(['8 月', '12 月'])
})

test('a term that ends with a day is said by that day, any other with its time', () => {
  expect(formatTerm(startOfDay('2019-03-06'))).toBe('2019年3月5日（含）前')
  expect(formatTerm(new Date('2019-03-05T10:00:00+08:00'))).toBe('2019年3月5日 10:00 前')
  expect(formatTerm(new Date(startOfDay('2019-03-06').getTime() + 60_000))).toBe('2019年3月6日 00:01 前')
})
