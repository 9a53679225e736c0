// Who waits for whom to write: the answers of exams find their lane free, long writes do not add up, and a limit is told.
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { lanes, createWriteQueue } from '#db/write-queue.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { aSite } from '#tests/support/site.ts'

function aLine() {
  let now = 0
  const line = createWriteQueue<string>(
    {
      exams: { mayWait: 3, inOneCommit: 2, milliseconds: 60 },
      others: { mayWait: 3, inOneCommit: 2, milliseconds: 25 },
      bulk: { mayWait: 3, inOneCommit: 1, milliseconds: 0 },
    },
    () => now,
  )
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

test('a slice of something long has a commit of its own, in turn with whoever else waits', () => {
  const { line, commit } = aLine()
  for (const job of ['s', 't']) line.add('bulk', job)
  for (const job of ['a', 'b', 'c']) line.add('others', job)
  line.add('exams', 'x')
  expect(commit()).toEqual(['x', 'a', 'b'])
  expect(commit()).toEqual(['s'])
  expect(commit()).toEqual(['c'])
  expect(commit()).toEqual(['t'])
  expect(line.length()).toBe(0)
  line.add('bulk', 'u')
  expect(commit()).toEqual(['u'])
})

const slow = (milliseconds: number) => async () => {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
}

test('an answer waits for one long write at most, however many wait', async () => {
  const site = await aSite()
  let begun = false
  const longOnes = Array.from({ length: 20 }, () => site.write('operator', 'long', () => ((begun = true), slow(50)())))
  while (!begun) await nextTurn()
  const asked = performance.now()
  await site.write('phone', 'answer', async () => undefined, { lane: 'exams' })
  expect(performance.now() - asked).toBeLessThan(400) // twenty of them take a second
  await Promise.all(longOnes)
})

test('writes that arrive in one turn after another share a commit', async () => {
  const site = await aSite()
  const commitsForFour = async () => {
    const before = site.condition().commits
    const asked: Promise<unknown>[] = []
    const arrive = (more: number) => {
      if (more > 0) setImmediate(arrive, more - 1)
      asked.push(site.write('operator', `before ${more}`, async () => undefined))
    }
    arrive(3)
    while (asked.length < 4) await nextTurn()
    await Promise.all(asked)
    return site.condition().commits - before
  }
  const commits: number[] = []
  while (commits.length < 20) commits.push(await commitsForFour())
  expect(Math.min(...commits)).toBe(1) // on a busy machine a turn takes longer than writes are gathered for
})

test('a write does not wait until nobody comes any more', async () => {
  const site = await aSite()
  let isDone = false
  const first = site.write('operator', 'first', async () => undefined).then(() => (isDone = true))
  const others: Promise<unknown>[] = []
  while (!isDone && others.length < 900) {
    const next = nextTurn() // before the write, so that the turn in which the queue looks has one more
    others.push(site.write('operator', 'next', async () => undefined))
    await slow(0.1)()
    await next
  }
  expect(isDone).toBe(true)
  await Promise.all([first, ...others])
})

test('how long the longest wait is stays true while answers overtake who waits', async () => {
  const site = await aSite()
  const told: number[] = []
  const begun = performance.now()
  const others = ['one', 'two', 'three'].map((why) =>
    site.write('operator', why, async () => void (await pause(80), told.push(site.condition().longestWait))),
  )
  await pause(60)
  await site.write('phone', 'answer', async () => undefined, { lane: 'exams' })
  await others[1]
  const third = performance.now() - begun
  await others[2]
  expect(told[2]).toBeGreaterThan(third) // asked for with the first, not with the answer
})

test('while slices follow each other, a short write waits for one of them and not for two', async () => {
  const site = await aSite()
  let isOver = false
  const slices = (async () => {
    for (let nth = 0; nth < 12; nth++) await site.write('operator', 'slice', slow(100), { lane: 'bulk' })
    isOver = true
  })()
  const waits: number[] = []
  while (!isOver) {
    await pause(10)
    const asked = performance.now()
    await site.write('somebody', 'short', async () => undefined)
    waits.push(performance.now() - asked)
  }
  await slices
  expect(waits.sort((one, other) => one - other)[waits.length >> 1]).toBeLessThan(150) // two of them take 200
})

test('whoever finds the line full is told to come back, nothing of it is done, and answers are taken all the same', async () => {
  const site = await aSite()
  const aTry = (key: string) =>
    site.write('operator', key, async (tx) => void (await tx.insert(wrongTries).values({ key, count: 1, since: new Date(0) })))
  const asked = Array.from({ length: lanes.others.mayWait + 5 }, (_, nth) => aTry(`k${nth}`))
  const answer = site.write('phone', 'answer', async () => 'taken', { lane: 'exams' })
  const outcomes = await Promise.allSettled(asked)
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(5)
  expect(refused[0]!.reason).toMatchObject({ name: 'Refusal', status: 503, message: expect.stringContaining('没有存上') })
  expect(await answer).toBe('taken')
  expect(await site.read.$count(wrongTries)).toBe(lanes.others.mayWait)
})
