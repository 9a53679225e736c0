// Where a file is read: a small one at once, a large one in a thread, with limits of time and memory, one for each account.
import { type Limits, ThreadLimitReached } from '#app/threads/threads.server.ts'
import { UnreadableFile } from './unreadable.ts'

/** Generous for 200,000 rows, which wait for the register meanwhile; what a file can cost is bounded by its budget. */
export const fileLimits = (owner: string): Limits => ({ lane: 'files', seconds: 240, megabytes: 256, owner })

/** A file that used up its limits is told as one that cannot be read. */
export const asUnreadable = (fault: unknown) => (fault instanceof ThreadLimitReached ? new UnreadableFile(fault.limit === 'seconds' ? 'too-slow' : 'too-many-cells') : fault)
