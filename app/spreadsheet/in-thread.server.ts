// Where a file is read: a small one at once, a large one in a thread, with limits of time and memory, one at a time for
// each account.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Limits, ThreadLimitReached } from '#app/threads/threads.server.ts'
import { InlineLimitExceeded } from './budget.ts'
import { isSmall } from './spreadsheet.server.ts'
import { UnreadableFile } from './unreadable.ts'

/** Generous for 200,000 rows, which also wait for the register; the budget bounds what a file can cost. */
export const fileLimits = (owner: string): Limits => ({ pool: 'files', seconds: 240, megabytes: 128, owner })

/** Reports a file that exceeded its limits as one that cannot be read. */
export const toUnreadable = (fault: unknown) =>
  fault instanceof ThreadLimitReached ? new UnreadableFile(fault.limit === 'seconds' ? 'too-slow' : 'too-many-cells') : fault

/**
 * Reads a small file here and now, with turns for other work in between; null if it is not small, or turns out to be
 * more work than it looked.
 */
export async function readInline<T, R>(bytes: Buffer, read: () => AsyncGenerator<T, R>): Promise<{ all: T[]; end: R } | null> {
  if (!(await isSmall(bytes))) return null
  const reading = read()
  const all: T[] = []
  try {
    for (;;) {
      const { done, value } = await reading.next()
      if (done) return { all, end: value }
      all.push(value)
      await nextTurn()
    }
  } catch (fault) {
    if (fault instanceof InlineLimitExceeded) return null
    throw fault
  }
}
