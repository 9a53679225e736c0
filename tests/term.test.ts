// One meaning of "before that day": the day that is said is always included; a term within a day is said with its time.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatLastDay, formatPeriod, formatTerm } from '#app/calendar.ts'

test('a term that ends as a day ends is said by that day, any other with its time', () => {
  expect(formatTerm(new Date('2019-12-18T00:00:00+08:00'))).toBe('2019年12月17日（含）前')
  expect(formatTerm(new Date('2019-11-27T10:00:00+08:00'))).toBe('2019年11月27日 10:00 前')
  expect(formatLastDay('2019-12-17')).toBe('2019年12月17日（含）前')
})

test('no page puts 前 behind a day of its own accord', () => {
  const sources = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && file !== 'calendar.ts')
  const wrong = sources.flatMap((file) =>
    (
      readFileSync(`app/${file}`, 'utf8').match(
        /say(?:Day|Moment)\([^\n]{0,60}?\)\}? ?(?:\n\s*)?(?:前|以前|之前)|\w*(?:Until|until|dueOn|due)\}(?:前|以前|之前)/g,
      ) ?? []
    ).map((found) => `${file}: ${found}`),
  )
  expect(wrong).toEqual([])
})

test('a period of one day is that day', () => {
  expect(formatPeriod('2019-03-05', '2019-03-08')).toBe('2019年3月5日至2019年3月8日')
  expect(formatPeriod('2019-03-05', '2019-03-05')).toBe('2019年3月5日')
})

test('no page writes the days of a period of its own accord', () => {
  const sources = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && file !== 'calendar.ts')
  const own = sources.filter((file) => /formatDay\([\w.]+\)\}至/.test(readFileSync(`app/${file}`, 'utf8')))
  expect(own).toEqual([])
})
