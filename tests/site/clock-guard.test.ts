// A machine's clock that jumps ends nobody's sheet or session: time goes on as it was until the clock is sane or confirmed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createClockGuard, readClockHealth, type Clocks, confirmClock, guardMachineClock } from '#app/clock-guard.server.ts'
import { createSession, identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { accounts } from '#db/schema/accounts.ts'

const start = Date.parse('2019-03-04T09:00:00+08:00')
const [second, hour, day] = [1000, 3_600_000, 86_400_000]

/** A machine whose clocks the test turns. */
function aMachine(boot = 'first run') {
  const state = { wall: start, steady: 0, uptime: 100_000, boot }
  return {
    clocks: {
      wall: () => state.wall,
      steady: () => state.steady,
      uptime: () => state.uptime,
      get boot() {
        return state.boot
      },
    } satisfies Clocks,
    passes: (time: number) => void ((state.wall += time), (state.steady += time), (state.uptime += time)),
    jumps: (time: number) => void (state.wall += time),
    sleeps: (time: number) => void ((state.wall += time), (state.uptime += time)),
    startsAgain: (boot: string, off: number) => void Object.assign(state, { wall: state.wall + off, steady: 0, uptime: 5000, boot }),
  }
}
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'tidui-clock-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

test('a clock that runs, steps a little or sleeps is believed', () => {
  const machine = aMachine()
  const guard = createClockGuard({ clocks: machine.clocks })
  for (const change of [
    () => machine.passes(5 * hour),
    () => machine.jumps(3 * second),
    () => machine.jumps(-4 * second),
    () => machine.sleeps(8 * hour),
    () => machine.passes(second),
  ]) {
    change()
    expect([guard.now().getTime(), guard.health().ok]).toEqual([machine.clocks.wall(), true])
  }
})

test.each([
  ['five hours ahead', 5 * hour],
  ['forty days ahead', 40 * day],
  ['a year behind', -365 * day],
])('a clock that jumps %s is not believed; time goes on, and it is said since when', (_, jump) => {
  const machine = aMachine()
  const said: string[] = []
  const guard = createClockGuard({ clocks: machine.clocks, say: (sentence) => said.push(sentence) })
  machine.jumps(jump)
  machine.passes(15 * second)
  expect(guard.now().getTime()).toBe(start + 15 * second)
  expect(guard.health()).toMatchObject({ ok: false, aheadBySeconds: jump / second, since: new Date(start + 15 * second).toISOString() })
  machine.sleeps(hour)
  expect(guard.now().getTime()).toBe(start + 15 * second + hour)
  machine.jumps(-jump)
  expect([guard.now().getTime(), guard.health().ok]).toEqual([start + 15 * second + hour, true])
  expect(said).toHaveLength(2)
})

test('an administrator confirms the clock: from then on it is believed, and it stands in the audit trail', async () => {
  const machine = aMachine()
  const site = await aSite()
  const guarded = { ...site, clockGuard: guardMachineClock(folder(), { clocks: machine.clocks }) }
  machine.jumps(5 * hour)
  expect(readClockHealth(guarded).ok).toBe(false)
  expect(await confirmClock(guarded, anAdmin.accountId)).toMatchObject({ ok: true, now: new Date(start + 5 * hour).toISOString() })
})

test.each([
  ['ahead, the machine going on', 5 * hour, 'first run', false],
  ['behind, the machine going on', -5 * hour, 'first run', false],
  ['right, the machine going on', 0, 'first run', true],
  ['behind, after the machine was off', -2 * day, 'second run', false],
  ['ten years ahead, after the machine was off', 3650 * day, 'second run', false],
  ['sixty days later, after a holiday', 60 * day, 'second run', true],
])('a restart with a clock that is %s', (_, jump, boot, believed) => {
  const machine = aMachine()
  const data = folder()
  const before = guardMachineClock(data, { clocks: machine.clocks })
  machine.passes(hour)
  before.keep()
  if (boot === 'first run') machine.passes(second)
  else machine.startsAgain(boot, 0)
  machine.jumps(jump)
  const after = guardMachineClock(data, { clocks: machine.clocks })
  expect(after.health().ok).toBe(believed)
  expect(Math.abs(after.now().getTime() - (believed ? machine.clocks.wall() : start + hour))).toBeLessThanOrEqual(second)
})

test('a confirmation made at the machine reaches the server that runs', () => {
  const machine = aMachine()
  const data = folder()
  const server = guardMachineClock(data, { clocks: machine.clocks })
  server.keep()
  machine.jumps(5 * hour)
  server.keep()
  expect(server.health().ok).toBe(false)
  guardMachineClock(data, { clocks: machine.clocks }).confirm()
  server.keep()
  expect(server.health().ok).toBe(true)
})

test('a clock that jumps forty days ahead for a moment ends no session and deletes none; time that really passes does', async () => {
  const site = await aSite()
  await site.write(
    'operator',
    'somebody',
    async (tx) => void (await tx.insert(accounts).values({ id: 'somebody', name: '田小禾', secretKind: 'pin', createdAt: tx.at })),
  )
  const real = Date.now()
  let passed = 0
  const guarded = {
    ...site,
    clockGuard: guardMachineClock(folder(), { clocks: { wall: () => Date.now(), steady: () => passed, uptime: () => passed, boot: '' } }),
  }
  const cookie = (await createSession(guarded, 'somebody')).split(';')[0]!
  const asking = { headers: { get: (name: string) => (name === 'cookie' ? cookie : null) } }
  const at = async (wall: number) => {
    vi.setSystemTime(wall)
    return identifyRequest(guarded, asking)
  }
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  expect(await at(real + 40 * day)).toMatchObject({ viewer: { accountId: 'somebody' } })
  await createSession(guarded, 'somebody') // signing in deletes what has expired
  expect(await at(real + 41 * day)).toMatchObject({ viewer: { accountId: 'somebody' } })
  passed = 31 * day
  expect(await at(real + 31 * day)).toBeNull()
})
