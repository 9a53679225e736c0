// One running installation: its database, its clock and its keys. Every door takes it first.
import type { Database } from '#db/database.ts'
import type { Keys } from './keys.server.ts'

export type { Actor, Reader, Tx } from '#db/database.ts'

export interface Site extends Pick<Database, 'read' | 'write' | 'onCommit' | 'backup' | 'takeOver' | 'head' | 'markHead' | 'verify' | 'close'> {
  now(): Date
  keys: Keys
  /** The folder of courses. */
  contentFolder: string
  /** Where files that are not rows lie: uploads, keys, the database itself. */
  dataFolder: string
}
