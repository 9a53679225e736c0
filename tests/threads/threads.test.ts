// Work in threads: it keeps nobody waiting, has limits, stops when nobody wants it, and its refusals arrive.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { Refusal } from '#app/refusal.ts'
import { forRequest } from '#app/request-id.server.ts'
import { openThreads, ThreadLimitReached } from '#app/threads/threads.server.ts'
import { aSite } from '#tests/support/site.ts'

const limits = { pool: 'reads', seconds: 20, megabytes: 64 } as const

function someThreads() {
  const threads = openThreads()
  onTestFinished(() => threads.close())
  return threads
}

test('what a task gives, and what it refuses, arrives', async () => {
  const threads = someThreads()
  expect(await threads.run('threads.echo', {}, limits)).toBe('done 0')
  const refused = await threads.run('threads.echo', { refuse: '这一行不行。' }, limits).catch((fault: unknown) => fault)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ status: 422, message: '这一行不行。', fields: { file: ['这一行不行。'] } })
  await expect(threads.run('threads.echo', { fail: 'broken' }, limits)).rejects.toMatchObject({ name: 'TypeError', message: 'broken' })
})

test('a task knows for which request it is done', async () => {
  const threads = someThreads()
  expect(await forRequest('a1b2', () => threads.run('threads.echo', { tellRequest: true }, limits))).toBe('a1b2')
  expect(await threads.run('threads.echo', { tellRequest: true }, limits)).toBe('none') // though the thread is the same
})

test('nobody waits while a thread is busy, and one that is busy too long is stopped', async () => {
  const threads = someThreads()
  const busy = threads.run('threads.echo', { busy: true }, { ...limits, seconds: 1 }).catch((fault: unknown) => fault)
  let longest = 0
  for (let turn = 0; turn < 20; turn++) {
    const asked = performance.now()
    await pause(10)
    longest = Math.max(longest, performance.now() - asked)
  }
  expect(longest).toBeLessThan(500) // the thread alone would have taken a second
  const fault = await busy
  expect(fault).toBeInstanceOf(ThreadLimitReached)
  expect(fault).toMatchObject({ limit: 'seconds' })
})

test('a thread that wants too much memory ends alone', async () => {
  const threads = someThreads()
  await expect(threads.run('threads.echo', { megabytes: 400 }, { ...limits, megabytes: 48 })).rejects.toMatchObject({ limit: 'megabytes' })
  expect(await threads.run('threads.echo', {}, limits)).toBe('done 0')
})

test('chunks arrive in order, no further ahead than they are read', async () => {
  const threads = someThreads()
  const read: number[] = []
  for await (const chunk of threads.stream('threads.echo', { chunks: 50 }, limits)) read.push(chunk)
  expect(read).toEqual(Array.from({ length: 50 }, (_, at) => at))
})

test('whoever stops reading stops the task, and the next one gets its turn', async () => {
  const threads = someThreads()
  for (let round = 0; round < 3; round++) {
    for await (const chunk of threads.stream('threads.echo', { chunks: 1_000_000 }, { ...limits, pool: 'files' })) if (chunk === 10) break
  }
  expect(await threads.run('threads.echo', {}, { ...limits, pool: 'files' })).toBe('done 0')
})

test('a task can be called off while it waits and while it runs', async () => {
  const threads = someThreads()
  const [first, second] = [new AbortController(), new AbortController()]
  const running = threads.run('threads.echo', { busy: true }, { ...limits, pool: 'files', signal: first.signal })
  const waits = threads.run('threads.echo', { busy: true }, { ...limits, pool: 'files', signal: second.signal })
  second.abort(new Error('not wanted'))
  await expect(waits).rejects.toThrow('not wanted')
  first.abort(new Error('nor this'))
  await expect(running).rejects.toThrow('nor this')
})

test('one owner has one job at a time; others do not wait behind it', async () => {
  const threads = someThreads()
  const order: string[] = []
  const job = (owner: string, milliseconds: number, name: string) =>
    threads.run('threads.echo', { milliseconds }, { ...limits, owner }).then(() => void order.push(name))
  await Promise.all([job('a', 3_000, 'first of a'), job('a', 0, 'second of a'), job('b', 0, 'of b')])
  expect(order).toEqual(['of b', 'first of a', 'second of a'])
})

test('when the line is full, whoever comes is told so at once', async () => {
  const threads = someThreads()
  const jobs = Array.from({ length: 40 }, () =>
    threads.run('threads.echo', { milliseconds: 30_000 }, { ...limits, pool: 'files' }).catch((fault: Error) => fault.message),
  )
  expect(await jobs.at(-1)).toContain('请过几分钟再试')
  await threads.close()
  await Promise.all(jobs)
})

test('a task reads the installation with its keys, and cannot write', async () => {
  const site = await aSite()
  await site.write('system', 'first', () => Promise.resolve())
  expect(await site.threads.run('threads.echo', { countAccountsOf: site.address() }, limits)).toBe(site.keys.fingerprint('somebody'))
})
