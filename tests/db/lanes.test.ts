// Who waits for whom to write: the answers of exams find their lane free, long writes do not add up, and a limit is told.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { lanes, lineOf } from '#db/lanes.ts'
import { wrongTries } from '#db/schema/accounts.ts'
import { aSite } from '#tests/support/site.ts'

function aLine() {
  let now = 0
  const line = lineOf<string>({ exams: { mayWait: 3, inOneCommit: 2, milliseconds: 60 }, others: { mayWait: 3, inOneCommit: 2, milliseconds: 25 } }, () => now)
  return { line, forward: (milliseconds: number) => void (now += milliseconds), commit: (batch = line.batch()) => { const jobs: string[] = []; for (let job = batch.next(); job; job = batch.next()) jobs.push(job); return jobs } } // prettier-ignore
}

test('exams go first, each commit takes so many, and one of the others always has its turn', () => {
  const { line, commit } = aLine()
  for (const job of ['a', 'b']) line.add('others', job)
  for (const job of ['x', 'y', 'z']) line.add('exams', job)
  expect(commit()).toEqual(['x', 'y', 'a'])
  expect(commit()).toEqual(['z', 'b'])
  expect(line.length()).toBe(0)
})

test('a lane takes no more than it may hold, whatever the other one holds', () => {
  const { line } = aLine()
  expect([1, 2, 3, 4].map((job) => line.add('others', `o${job}`))).toEqual([true, true, true, false])
  expect([1, 2, 3, 4].map((job) => line.add('exams', `e${job}`))).toEqual([true, true, true, false])
})

test('others commit when their time is over, or as soon as an answer comes', () => {
  const { line, forward } = aLine()
  for (const job of ['a', 'b', 'c']) line.add('others', job)
  const batch = line.batch()
  expect(batch.next()).toBe('a')
  forward(30)
  expect(batch.next()).toBeNull()
  const again = line.batch()
  expect(again.next()).toBe('b')
  line.add('exams', 'x')
  expect(again.next()).toBeNull()
  expect(line.batch().next()).toBe('x')
})

const slow = (milliseconds: number) => async () => {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
}

test('an answer waits for one long write at most, however many wait', async () => {
  const site = await aSite()
  const longOnes = Array.from({ length: 20 }, () => site.write('operator', 'long', slow(50)))
  await pause(20)
  const asked = performance.now()
  await site.write('phone', 'answer', async () => undefined, { lane: 'exams' })
  expect(performance.now() - asked).toBeLessThan(400) // twenty of them take a second
  await Promise.all(longOnes)
})

test('whoever finds the line full is told to come back, nothing of it is done, and answers are taken all the same', async () => {
  const site = await aSite()
  const aTry = (key: string) => site.write('operator', key, async (tx) => void (await tx.insert(wrongTries).values({ key, count: 1, since: new Date(0) })))
  const asked = Array.from({ length: lanes.others.mayWait + 5 }, (_, nth) => aTry(`k${nth}`))
  const answer = site.write('phone', 'answer', async () => 'taken', { lane: 'exams' })
  const outcomes = await Promise.allSettled(asked)
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(5)
  expect(refused[0]!.reason).toMatchObject({ name: 'Refusal', status: 503, message: expect.stringContaining('没有存上') })
  expect(await answer).toBe('taken')
  expect(await site.read.$count(wrongTries)).toBe(lanes.others.mayWait)
})
