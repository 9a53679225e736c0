// The clock that everything follows. A server's clock can be wrong: an empty battery, a wrong time server, manual
// changes. A jump of hours would collect every open sheet and end every session. So the wall clock is compared with the
// machine's monotonic clock: if they disagree, time continues as before until the wall clock is right again or an
// administrator confirms it. The last known time is stored in a file, so that a clock that jumped while the server was
// down is not trusted.
import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import type { Actor, Database } from '#db/database.ts'

/** Both in milliseconds. `uptime` counts from the machine's start, including sleep, so that a sleeping laptop causes no jump. */
export interface Clocks {
  wall(): number
  steady(): number
  uptime(): number
  /** Identifies this boot of the machine; empty if the system does not tell. */
  boot: string
}

/** What was known last: the time, and the machine's uptime at that time. */
export interface LastKnown {
  wall: number
  uptime: number
  boot: string
  /** Changes with each confirmation, so that a running server notices one made on the command line. */
  confirmation: string
}

export interface ClockHealth {
  ok: boolean
  /** The time the system uses, and the time of the machine's clock (ISO). */
  now: string
  wall: string
  /** By how many seconds the machine's clock is ahead (negative: behind) while it is not trusted; 0 otherwise. */
  aheadBySeconds: number
  /** Since when it is not trusted, in the system's time (ISO). */
  since: string | null
}

export interface ClockGuard {
  now(): Date
  health(): ClockHealth
  /** Trusts the machine's clock from now on. */
  confirm(): void
}

/** Time servers adjust in smaller steps. */
const maxStep = 5000
/** Between two runs of the server on a machine that kept running: adjustments and slow readings add up to less. */
const maxStepBetweenRuns = 60_000
/** For a machine that was off: a clock further ahead is broken; nobody was on holiday that long. */
const maxPause = 400 * 86_400_000

/**
 * Computes what time it must be when the server starts, from what was known last; null if the wall clock may be
 * trusted.
 */
function expectedAtStart(last: LastKnown | null, clocks: Clocks): number | null {
  if (!last) return null
  const wall = clocks.wall()
  if (last.boot !== '' && last.boot === clocks.boot) {
    const expected = last.wall + clocks.uptime() - last.uptime
    return Math.abs(wall - expected) <= maxStepBetweenRuns ? null : expected
  }
  return wall < last.wall - maxStepBetweenRuns || wall > last.wall + maxPause ? last.wall : null
}

/** Guards a clock. `say` is called when it is no longer trusted, and when it is again. */
export function createClockGuard({
  clocks,
  last = null,
  say: report = () => {},
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
    report(
      `The machine's clock says ${formatMoment(clocks.wall())}, which cannot be: time goes on from ${formatMoment(time)} until it is right again or confirmed.`,
    )
  }

  function believe(wall: number) {
    const steady = clocks.steady()
    if (heldSince !== null) report(`The machine's clock is believed again: ${formatMoment(wall)}.`)
    const wasHeld = heldSince !== null
    heldSince = null
    base = { wall, steady }
    if (wasHeld || steady - anchor.steady >= 1000) anchor = { wall, uptime: clocks.uptime(), steady }
    return wall
  }

  function now(): number {
    const wall = clocks.wall()
    if (heldSince === null && Math.abs(wall - base.wall - (clocks.steady() - base.steady)) <= maxStep) return believe(wall)
    const time = anchor.wall + clocks.uptime() - anchor.uptime // also after sleep, during which the monotonic clock stands still
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

const formatMoment = (moment: number) => new Date(moment).toISOString()

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
    return null // no file yet, or unreadable: then there is only the wall clock
  }
}

/** The guard of an installation, which also stores what it knows. */
export interface PersistentClockGuard extends ClockGuard {
  /**
   * Writes the current time to the file, and applies a confirmation made on the command line. To be called every few
   * seconds by a running server.
   */
  keep(): void
}

/** Guards the machine's clock, with the last known time in the data folder. */
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
      // a full disk: then the clock has to be trusted after a restart; nothing else fails because of it
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

/** A site, with a guarded clock or not. */
interface Timed {
  now(): Date
  clockGuard?: PersistentClockGuard | undefined
}

/** Returns the state of the clock; healthy if it is not guarded. For /healthz and the administrator's desk. */
export function readClockHealth(site: Timed): ClockHealth {
  const now = site.now().toISOString()
  return site.clockGuard?.health() ?? { ok: true, now, wall: now, aheadBySeconds: 0, since: null }
}

/** Records that an authorised person confirms the machine's clock. */
export async function confirmClock(site: Timed & Pick<Database, 'write'>, actor: Actor): Promise<ClockHealth> {
  const before = readClockHealth(site)
  site.clockGuard?.confirm()
  if (!before.ok) await site.write(actor, 'confirm clock', async (tx) => tx.note(`clock moved from ${before.now} to ${before.wall}`))
  return readClockHealth(site)
}

const recordInterval = 5000

/** Writes the current time regularly until stopped. */
export function startRecordingTime(site: Pick<Timed, 'clockGuard'>): () => void {
  site.clockGuard?.keep()
  const timer = setInterval(() => site.clockGuard?.keep(), recordInterval)
  timer.unref()
  return () => {
    clearInterval(timer)
    site.clockGuard?.keep()
  }
}
