// The clock that everything goes by. A server's clock can be wrong: a dead battery, a wrong time server, somebody's hand.
// A jump of hours would collect every open sheet and end every session. So the wall clock is held against the machine's
// monotonic one: where they disagree, time goes on as it was until the wall clock is sane again or an administrator
// confirms it. What was known last is kept in a file, so that a restart does not believe a clock that jumped meanwhile.
import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import type { Actor, Database } from '#db/database.ts'

/** Both in milliseconds. `uptime` is since the machine's start and goes on while it sleeps, so that a laptop's nap is no jump. */
export interface Clocks {
  wall(): number
  steady(): number
  uptime(): number
  /** Names this run of the machine; empty where the system does not tell. */
  boot: string
}

/** What was known last: the time, and since when the machine was running then. */
export interface LastKnown {
  wall: number
  uptime: number
  boot: string
  /** Another one with each confirmation, so that a running server notices one made on the command line. */
  confirmation: string
}

export interface ClockHealth {
  ok: boolean
  /** What the system goes by, and what the machine's clock says (ISO). */
  now: string
  wall: string
  /** By how many seconds the machine's clock is ahead (or behind, if negative) while it is not believed; 0 otherwise. */
  aheadBySeconds: number
  /** Since when it is not believed, by the system's time (ISO). */
  since: string | null
}

export interface ClockGuard {
  now(): Date
  health(): ClockHealth
  /** From now on the machine's clock is right. */
  confirm(): void
}

/** Steps of time servers are smaller. */
const maxStep = 5000
/** Between two runs of the server on a machine that went on: what a step and slow reading add up to. */
const maxStepBetweenRuns = 60_000
/** A machine that was off: a clock this far ahead is a broken one, not a long holiday. */
const maxPause = 400 * 86_400_000

/** What time it must be as the server starts, by what was known last; null where the wall clock may be believed. */
function expectedAtStart(last: LastKnown | null, clocks: Clocks): number | null {
  if (!last) return null
  const wall = clocks.wall()
  if (last.boot !== '' && last.boot === clocks.boot) {
    const expected = last.wall + clocks.uptime() - last.uptime
    return Math.abs(wall - expected) <= maxStepBetweenRuns ? null : expected
  }
  return wall < last.wall - maxStepBetweenRuns || wall > last.wall + maxPause ? last.wall : null
}

/** Guards a clock. `say` is told when it is no longer believed, and when it is again. */
export function createClockGuard({
  clocks,
  last = null,
  say = () => {},
}: {
  clocks: Clocks
  last?: LastKnown | null
  say?: ((sentence: string) => void) | undefined
}): ClockGuard & { known(): Omit<LastKnown, 'confirmation'> } {
  const expected = expectedAtStart(last, clocks)
  let base = { wall: expected ?? clocks.wall(), steady: clocks.steady() }
  let anchor = { wall: base.wall, uptime: clocks.uptime(), steady: base.steady }
  let heldSince: number | null = null
  let latest = base.wall
  if (expected !== null) hold(expected)

  function hold(time: number) {
    if (heldSince !== null) return
    heldSince = time
    say(
      `The machine's clock says ${sayMoment(clocks.wall())}, which cannot be: time goes on from ${sayMoment(time)} until it is right again or confirmed.`,
    )
  }

  function believe(wall: number) {
    const steady = clocks.steady()
    if (heldSince !== null) say(`The machine's clock is believed again: ${sayMoment(wall)}.`)
    const wasHeld = heldSince !== null
    heldSince = null
    base = { wall, steady }
    if (wasHeld || steady - anchor.steady >= 1000) anchor = { wall, uptime: clocks.uptime(), steady }
    return wall
  }

  function now(): number {
    const wall = clocks.wall()
    if (heldSince === null && Math.abs(wall - base.wall - (clocks.steady() - base.steady)) <= maxStep) return believe(wall)
    const time = anchor.wall + clocks.uptime() - anchor.uptime // also after a sleep, through which the steady clock stands still
    if (Math.abs(wall - time) <= maxStep) return believe(wall)
    hold(time)
    return (latest = Math.max(latest, time))
  }

  return {
    now: () => new Date((latest = now())),
    health() {
      const [time, wall] = [now(), clocks.wall()]
      const iso = (moment: number) => new Date(moment).toISOString()
      return heldSince === null
        ? { ok: true, now: iso(time), wall: iso(wall), aheadBySeconds: 0, since: null }
        : { ok: false, now: iso(time), wall: iso(wall), aheadBySeconds: Math.round((wall - time) / 1000), since: iso(heldSince) }
    },
    confirm: () => void (latest = believe(clocks.wall())),
    known: () => ({ wall: now(), uptime: clocks.uptime(), boot: clocks.boot }),
  }
}

const sayMoment = (moment: number) => new Date(moment).toISOString()

const machineClocks = (): Clocks => ({
  wall: () => Date.now(),
  steady: () => performance.now(),
  uptime: () => uptime() * 1000,
  boot: readFileOr('/proc/sys/kernel/random/boot_id', '').trim(),
})

function readFileOr(file: string, otherwise: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

function readLastKnown(file: string): LastKnown | null {
  try {
    const { wall, uptime, boot, confirmation } = JSON.parse(readFileSync(file, 'utf8')) as Omit<LastKnown, 'confirmation'> & {
      confirmation: unknown
    }
    return Number.isFinite(wall) && Number.isFinite(uptime) && typeof boot === 'string'
      ? { wall, uptime, boot, confirmation: String(confirmation) }
      : null
  } catch {
    return null // none yet, or not readable: then the wall clock is all there is
  }
}

/** The guard of an installation, which also keeps what it knows. */
export interface PersistentClockGuard extends ClockGuard {
  /** Writes down what time it is, and takes over a confirmation that somebody made at the machine. For whoever runs on: once a few seconds. */
  keep(): void
}

/** The machine's clock, guarded, with what was known last in the data folder. */
export function guardMachineClock(
  dataFolder: string,
  { clocks = machineClocks(), say }: { clocks?: Clocks; say?: ((sentence: string) => void) | undefined } = {},
): PersistentClockGuard {
  const file = join(dataFolder, 'clock.json')
  const last = readLastKnown(file)
  const guard = createClockGuard({ clocks, last, say })
  let confirmation = last?.confirmation ?? ''
  const write = () => {
    try {
      writeFileSync(`${file}.new`, JSON.stringify({ ...guard.known(), confirmation }), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    } catch {
      // a full disk: then a restart has to believe the clock; nothing else fails for it
    }
  }
  return {
    ...guard,
    confirm() {
      guard.confirm()
      confirmation = randomBytes(8).toString('hex')
      write()
    },
    keep() {
      const kept = readLastKnown(file)?.confirmation
      if (kept !== undefined && kept !== confirmation) {
        confirmation = kept
        guard.confirm()
      }
      write()
    },
  }
}

/** What goes by a clock, guarded or not: a site. */
interface Timed {
  now(): Date
  clockGuard?: PersistentClockGuard | undefined
}

/** How the clock stands; fine where none is guarded. For /healthz and the administrator's desk. */
export function readClockHealth(site: Timed): ClockHealth {
  const now = site.now().toISOString()
  return site.clockGuard?.health() ?? { ok: true, now, wall: now, aheadBySeconds: 0, since: null }
}

/** Somebody who may says that the machine's clock is right. */
export async function confirmClock(site: Timed & Pick<Database, 'write'>, actor: Actor): Promise<ClockHealth> {
  const before = readClockHealth(site)
  site.clockGuard?.confirm()
  if (!before.ok) await site.write(actor, 'confirm clock', async (tx) => tx.note(`clock moved from ${before.now} to ${before.wall}`))
  return readClockHealth(site)
}

const recordInterval = 5000

/** Goes on writing down what time it is until stopped. */
export function startRecordingTime(site: Pick<Timed, 'clockGuard'>): () => void {
  site.clockGuard?.keep()
  const timer = setInterval(() => site.clockGuard?.keep(), recordInterval)
  timer.unref()
  return () => {
    clearInterval(timer)
    site.clockGuard?.keep()
  }
}
