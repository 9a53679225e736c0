// The time that is left, without asking what time it is.
import { expect, test } from 'vitest'
import { createExamClock, formatTimeLeft } from '#app/modules/exams/sitting/exam-clock.ts'

const openedAt = '2019-03-04T01:00:00.000Z'
const at = (seconds: number) => new Date(Date.parse(openedAt) + seconds * 1000).toISOString()

function aClock({ stamp = 60, age = 2000, atLeast = 0 } = {}) {
  const phone = { now: 5000 }
  return { phone, clock: createExamClock({ openedAt, serverNow: at(stamp), age, atLeast, monotonic: () => phone.now }) }
}

test('what has passed is the stamp, the age of the page, and what the monotonic clock adds', () => {
  const { phone, clock } = aClock()
  expect(clock.elapsed()).toBe(62_000)
  phone.now += 3000
  expect(clock.elapsed()).toBe(65_000)
})

test('a kept copy of the page does not turn the clock back behind the last answer', () => {
  expect(aClock({ stamp: 60, atLeast: 400_000 }).clock.elapsed()).toBe(400_000)
})

test('a phone that slept hears from the server how late it is; a reply that took long does not give time back', () => {
  const { phone, clock } = aClock()
  clock.sync(at(600))
  expect(clock.elapsed()).toBe(600_000)
  phone.now += 10_000
  clock.sync(at(605))
  expect(clock.elapsed()).toBe(610_000)
})

test.each([
  [1_800_000, '30 分钟'],
  [600_000, '10 分钟'],
  [599_000, '9:59'],
  [61_000, '1:01'],
  [400, '0:01'],
  [0, '0:00'],
  [-5000, '0:00'],
])('%i ms are said as %s', (left, words) => {
  expect(formatTimeLeft(left)).toBe(words)
})
