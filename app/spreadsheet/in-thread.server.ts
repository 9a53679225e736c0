// Where a file is read: a small one at once, a large one in a thread, with limits of time and memory, one for each account.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Limits, ThreadLimitReached } from '#app/threads/threads.server.ts'
import { InlineLimitExceeded } from './budget.ts'
import { isSmall } from './spreadsheet.server.ts'
import { UnreadableFile } from './unreadable.ts'

/** Generous for 200,000 rows, which wait for the register meanwhile; what a file can cost is bounded by its budget. */
export const fileLimits = (owner: string): Limits => ({ lane: 'files', seconds: 240, megabytes: 128, owner })

/** A file that used up its limits is told as one that cannot be read. */
export const toUnreadable = (fault: unknown) =>
  fault instanceof ThreadLimitReached ? new UnreadableFile(fault.limit === 'seconds' ? 'too-slow' : 'too-many-cells') : fault

/**
 * All that a small file gives, read here and now with turns for others in between; null where it is not small, and where
 * it turns out to be more work than it looked.
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
