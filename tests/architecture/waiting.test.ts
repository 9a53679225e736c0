// Tests wait for what they wait for (`vi.waitFor`, `expect.poll`, an event), not for a time that is long enough on one
// machine and too short on another. Where the passing of time is the matter itself, it stands here with its reason.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** By file: how many waits for a time there are, and why. */
const allowed: Record<string, readonly [count: number, why: string]> = {
  'tests/support/built.ts': [1, 'asks again and again whether another worker has built'],
  'tests/support/half-request.ts': [1, 'an answer that goes on for ever is taken as far as it came'],
  'tests/support/running-server.ts': [1, 'asks a process again and again until it answers'],
  'tests/http/stop.test.ts': [2, 'another process must have begun to read before it is cut; and what must not be logged has time to be'],
  'tests/threads/threads.test.ts': [1, 'measures how late a timer comes'],
  'tests/db/write-queue.test.ts': [3, 'measures how long who waits has waited, and comes at moments of its own'],
  'tests/e2e/kill.test.ts': [4, 'the server is killed at another moment each time, and phones leave some time between answers'],
  'tests/e2e/exam.test.ts': [1, 'what the page sends of itself must have ended before the network is taken away'],
  'tests/e2e/trainee.ts': [1, 'reads at the pace of a person'],
  'tests/e2e/media.e2e.ts': [1, 'a browser records for a while'],
  'tests/e2e/newcomer.e2e.ts': [1, 'a browser records for a while'],
  'tests/e2e/drafts.e2e.ts': [2, 'a slow line, on which somebody presses again after a moment'],
  'tests/e2e/writing.e2e.ts': [2, 'an input method is typed at the pace of a person, and a save comes in between'],
  'tests/e2e/phone.e2e.ts': [3, 'what must not happen has time to happen; a thumb that taps on has its rhythm'],
}

const waits = /\b(pause|sleep|delay|waitForTimeout)\(|\bsetTimeout\((?!resolve, 0\))/g

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('bench/'))
    .map((file) => `${folder}/${file}`)

test('no test waits for a time without a reason', () => {
  const found = filesBelow('tests')
    .filter((file) => file !== 'tests/architecture/waiting.test.ts')
    .map((file) => [file, readFileSync(file, 'utf8').match(waits)?.length ?? 0] as const)
    .filter(([, count]) => count > 0)
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(allowed).map(([file, [count]]) => [file, count])))
})
