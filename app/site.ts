// One running installation: its database, its clock and its keys. Every door takes it first.
import type { Database } from '#db/database.ts'
import type { Keys } from './keys.server.ts'
import type { SiteAddress } from './threads/site-of-thread.server.ts'
import type { Threads } from './threads/threads.server.ts'

export type { Actor, Reader, Tx } from '#db/database.ts'

export interface Site extends Pick<Database, 'read' | 'write' | 'onCommit' | 'backup' | 'takeOver' | 'close' | 'file' | 'strangeness' | 'condition' | 'noteDamage' | 'proveWriting' | 'keyCheck'> {
  now(): Date
  keys: Keys
  /** The folder of courses. */
  contentFolder: string
  /** Where files that are not rows lie: uploads, keys, the database itself. */
  dataFolder: string
  /** For work that must keep nobody waiting. */
  threads: Threads
  /** How a thread finds this installation. */
  address(): SiteAddress
}
