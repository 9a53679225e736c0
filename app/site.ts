// One running installation: its database, its clock and its keys. The first argument of every door.
import type { Database } from '#db/database.ts'
import type { PersistentClockGuard } from './clock-guard.server.ts'
import type { Keys } from './keys.server.ts'
import type { CurrentProgramme } from './programme/current-programme.ts'
import type { Programme } from './programme/programme.ts'
import type { Threads } from './threads/threads.server.ts'

export type { Actor, Reader, Tx } from '#db/database.ts'

/** How a thread finds the installation, as plain data. */
export interface SiteAddress {
  dataFolder: string
  contentFolder: string
  /** The programme's file, null for the one that ships. */
  programmeFile: string | null
  /** The moment of the job, in milliseconds: the thread's clock stands still. */
  now: number
  /** Where its secret is kept, unless it is in the environment. */
  keyFile: string
  /** The secret, if it is in neither. */
  secret: Uint8Array | null
}

export interface Site extends Pick<
  Database,
  | 'read'
  | 'write'
  | 'writeUnaudited'
  | 'onCommit'
  | 'backup'
  | 'adoptState'
  | 'head'
  | 'markHead'
  | 'verify'
  | 'close'
  | 'file'
  | 'fileFault'
  | 'condition'
  | 'noteDamage'
  | 'probeWrite'
  | 'keyCheck'
> {
  now(): Date
  /** If the site uses the machine's clock: what guards it against jumps. */
  clockGuard?: PersistentClockGuard | undefined
  keys: Keys
  /** The pair of counties that it is for, as its file and the administrators' settings have it now; held in memory. */
  readonly programme: Programme
  /** Its programme by the file alone, and reading what is set again. */
  programmeSource: Pick<CurrentProgramme, 'base' | 'reload'>
  /** The folder of courses. */
  contentFolder: string
  /**
   * What this installation serves as. A production server asks administrators for a second step and lets no demo
   * account sign in; undefined if nobody signs in, as on the command line.
   */
  mode?: 'production' | 'demo' | 'development' | undefined
  /** The folder of files: uploads, keys, the database itself. */
  dataFolder: string
  /** For work that must not delay others. */
  threads: Threads
  /** Returns how a thread finds this installation. */
  address(): SiteAddress
}
