// The written rule for late answers.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isClosedForAnswers, classifyAnswer, lateAnswerDeadline } from '#app/modules/exams/answer-timing.ts'

const openedAt = new Date('2019-03-04T09:00:00+08:00')
const endedAt = new Date('2019-03-04T09:30:00+08:00')
const minute = 60_000
const ended = { openedAt: openedAt.toISOString(), deadlineAt: endedAt.toISOString(), submittedAt: null, closedAt: null }
const after = (minutes: number) => new Date(openedAt.getTime() + minutes * minute)

test.each([
  ['given and received before the end', 10, 11, 'inTime', 10],
  ['given and received at the very end', 30, 30, 'inTime', 30],
  ['given in time, received a minute after the end', 29, 31, 'lateCounted', 29],
  ['given in time, received just 24 hours after the end', 29, 30 + 24 * 60, 'lateCounted', 29],
  ['given in time, received more than 24 hours after the end', 29, 31 + 24 * 60, 'lateKept', 29],
  ['given after the end', 31, 32, 'lateKept', 31],
  ['a phone that claims the future is held to when the answer came', 90, 20, 'inTime', 20],
  ['a phone that claims the future after the end gains nothing', 90, 40, 'lateKept', 40],
  ['a plain form, before the end', null, 29, 'inTime', 29],
  ['a plain form, after the end', null, 31, 'lateKept', 31],
] as const)('%s', (_, given, received, status, reckoned) => {
  const judged = classifyAnswer({ ended, elapsed: given === null ? null : given * minute, receivedAt: after(received) })
  expect(judged).toEqual({ givenAt: after(reckoned), status })
})

test.each([
  ['given at the deadline itself', 0, 0, 'inTime'],
  ['given a millisecond after it', 1, 1, 'lateKept'],
  ['given at the deadline, received a millisecond later', 0, 1, 'lateCounted'],
  ['given in time, received just when 24 hours are over', 0, 24 * 60 * minute, 'lateCounted'],
  ['given in time, received a millisecond after 24 hours', 0, 24 * 60 * minute + 1, 'lateKept'],
] as const)('to the millisecond: %s', (_, given, received, status) => {
  const elapsed = 30 * minute + given
  expect(classifyAnswer({ ended, elapsed, receivedAt: new Date(endedAt.getTime() + received) }).status).toBe(status)
})

test('a sheet that was not handed in is settled once 24 hours are over, and not at that very moment', () => {
  expect(isClosedForAnswers(ended, lateAnswerDeadline(ended))).toBe(false)
  expect(isClosedForAnswers(ended, new Date(lateAnswerDeadline(ended).getTime() + 1))).toBe(true)
  for (const how of [{ submittedAt: ended.openedAt }, { closedAt: ended.openedAt }])
    expect(isClosedForAnswers({ ...ended, ...how }, openedAt)).toBe(true)
})

test('whatever a phone claims, an answer is given neither before the opening nor after it came, and what was given after the end never counts', () => {
  fc.assert(
    fc.property(fc.option(fc.nat(1e11)), fc.nat(1e9), (elapsed, wait) => {
      const receivedAt = new Date(openedAt.getTime() + wait)
      const { givenAt, status } = classifyAnswer({ ended, elapsed, receivedAt })
      expect(givenAt >= openedAt && givenAt <= receivedAt).toBe(true)
      if (givenAt > endedAt) expect(status).toBe('lateKept')
      if (status === 'inTime') expect(receivedAt <= endedAt).toBe(true)
    }),
  )
})

test('waiting longer never makes an answer count that did not', () => {
  const rank = { inTime: 2, lateCounted: 1, lateKept: 0 }
  fc.assert(
    fc.property(fc.nat(3e6), fc.nat(1e9), fc.nat(1e9), (elapsed, wait, more) => {
      const judge = (received: number) =>
        rank[classifyAnswer({ ended, elapsed, receivedAt: new Date(openedAt.getTime() + received) }).status]
      expect(judge(elapsed + wait + more)).toBeLessThanOrEqual(judge(elapsed + wait))
    }),
  )
})

test.each([
  ['handed in', { submittedAt: after(10).toISOString() }],
  ['collected, and its candidate has said that nothing is to come', { closedAt: after(40).toISOString() }],
] as const)('a sheet that was %s takes nothing more, whatever the phone says of when it was given', (_, how) => {
  fc.assert(
    fc.property(fc.option(fc.nat(1e7)), fc.integer({ min: 40 * minute, max: 48 * 60 * minute }), (elapsed, received) => {
      expect(classifyAnswer({ ended: { ...ended, ...how }, elapsed, receivedAt: new Date(openedAt.getTime() + received) }).status).toBe(
        'lateKept',
      )
    }),
  )
})

test('what is taken after the handing in comes after it, be it in the same millisecond', () => {
  expect(
    classifyAnswer({ ended: { ...ended, submittedAt: after(10).toISOString() }, elapsed: 5 * minute, receivedAt: after(10) }).status,
  ).toBe('lateKept')
})

test('a clock that was set back opens no sheet again', () => {
  expect(classifyAnswer({ ended: { ...ended, submittedAt: after(20).toISOString() }, elapsed: minute, receivedAt: after(10) }).status).toBe(
    'lateKept',
  )
})
