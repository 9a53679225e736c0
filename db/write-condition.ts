// Whether writes get onto the disk: told by what came of the latest ones, not by what was once possible.
import { performance } from 'node:perf_hooks'

/** What a write's fault says about the disk or the database, rather than about what was to be written. */
const faultsOfStorage =
  /^(SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|BUSY|LOCKED|PROTOCOL|NOMEM)|E(NOSPC|ROFS|IO|ACCES|PERM|DQUOT))/

/** The driver's code of a fault of the disk or the database; null for all other faults. The query builder wraps the driver's faults. */
export function getStorageFaultCode(fault: unknown): string | null {
  for (
    let at = fault as (NodeJS.ErrnoException & { cause?: unknown }) | undefined, depth = 0;
    at && depth < 4;
    at = at.cause as typeof at, depth++
  ) {
    if (typeof at.code === 'string' && faultsOfStorage.test(at.code)) return at.code
  }
  return null
}

export interface WriteCondition {
  /** Milliseconds since something was last written and flushed; null if nothing was since the start. */
  savedAgo: number | null
  /** The code of what has failed since then; null while nothing has. */
  failing: string | null
  /** Writes that wait for their turn, and for how many milliseconds the one that waits longest has. */
  waiting: number
  longestWait: number
  commits: number
  /** What was found wrong with the database's pages; null while nothing was. */
  damage: string | null
}

/** The condition of a database that is not written to. */
export const createIdleCondition = (): WriteCondition => ({
  savedAgo: null,
  failing: null,
  waiting: 0,
  longestWait: 0,
  commits: 0,
  damage: null,
})

/** Keeps the account of one database's writes. By the monotonic clock: the wall's may jump. */
export function trackWrites() {
  let savedAt: number | null = null
  let failing: string | null = null
  let commits = 0
  let damage: string | null = null
  /** When each write that waits was asked for, in order. They do not settle in that order: lanes overtake each other. */
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
