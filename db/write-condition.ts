// Whether writes reach the disk: judged by the results of the latest ones, not by what was possible at some time.
import { performance } from 'node:perf_hooks'

/** The error codes that concern the disk or the database, rather than what was to be written. */
const storageFault = /^(SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|BUSY|LOCKED|PROTOCOL|NOMEM)|E(NOSPC|ROFS|IO|ACCES|PERM|DQUOT))/

/** Returns the driver's code of a disk or database fault; null for all other faults. Unwraps the query builder's errors. */
export function getStorageFaultCode(fault: unknown): string | null {
  for (
    let at = fault as (NodeJS.ErrnoException & { cause?: unknown }) | undefined, depth = 0;
    at && depth < 4;
    at = at.cause as typeof at, depth++
  ) {
    if (typeof at.code === 'string' && storageFault.test(at.code)) return at.code
  }
  return null
}

export interface WriteCondition {
  /** Milliseconds since the last write was flushed; null if there was none since the start. */
  savedAgo: number | null
  /** The error code of a failure since then; null if there was none. */
  failing: string | null
  /** Number of waiting writes, and for how many milliseconds the longest has waited. */
  waiting: number
  longestWait: number
  commits: number
  /** What was found wrong with the database's pages; null if nothing. */
  damage: string | null
}

/** The condition of a database that is not being written to. */
export const createIdleCondition = (): WriteCondition => ({
  savedAgo: null,
  failing: null,
  waiting: 0,
  longestWait: 0,
  commits: 0,
  damage: null,
})

/** Tracks the writes of one database. Uses the monotonic clock, because the wall clock may jump. */
export function trackWrites() {
  let savedAt: number | null = null
  let failing: string | null = null
  let commits = 0
  let damage: string | null = null
  /** When each waiting write was requested, in order. They do not settle in that order: lanes overtake each other. */
  const asked = new Map<object, number>()
  return {
    asked: (write: object) => void asked.set(write, performance.now()),
    settled: (write: object) => void asked.delete(write),
    saved() {
      savedAt = performance.now()
      failing = null
      commits += 1
    },
    failed(fault: unknown) {
      failing = getStorageFaultCode(fault) ?? failing
    },
    now: (): WriteCondition => ({
      savedAgo: savedAt === null ? null : performance.now() - savedAt,
      failing,
      waiting: asked.size,
      longestWait: asked.size > 0 ? performance.now() - asked.values().next().value! : 0,
      commits,
      damage,
    }),
    noteDamage: (found: string | null) => void (damage = found),
  }
}
