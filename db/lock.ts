// Which process uses a data folder. The lock is the operating system's (SQLite's, on a file of its own): it ends with
// the process that holds it, however that ends, and says nothing about whether the database is sound.
import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { createPrivateFile } from './durable.ts'
import { Sqlite } from './dialect/sqlite/driver.ts'

/** `use`: writes, together with others. `serve`: is the only server. `replace`: nobody else may have it open. */
export type LockMode = 'use' | 'serve' | 'replace'

/** The folder is in use, by the server or by a running command. */
export class FolderInUse extends Error {
  readonly code = 'FOLDER_IN_USE'
  constructor(readonly by: 'server' | 'command') {
    super(`The data folder is in use by a ${by}.`)
  }
}

const statements: Record<LockMode, string> = {
  use: 'BEGIN; SELECT count(*) FROM sqlite_master', // many processes may hold a read lock, beside the one that intends to write
  serve: 'BEGIN IMMEDIATE',
  replace: 'BEGIN EXCLUSIVE',
}

/** Locks the folder until released, or until the process ends. Throws `FolderInUse` if another process is in the way. */
export function lockFolder(folder: string, hold: LockMode): { release(): void } {
  const file = join(folder, 'tidui.lock')
  if (!existsSync(file)) {
    try {
      createPrivateFile(file)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault // another process was faster
    }
  }
  let lock = new Sqlite(file, { timeout: 0 })
  try {
    try {
      lock.exec(statements[hold])
    } catch (fault) {
      if (!isDamaged(fault)) throw fault
      // The content of the lock file does not matter. It is emptied in place, so that locks on it remain.
      lock.close()
      truncateSync(file)
      lock = new Sqlite(file, { timeout: 0 })
      lock.exec(statements[hold])
    }
  } catch (fault) {
    const isHeld = (fault as NodeJS.ErrnoException).code?.startsWith('SQLITE_BUSY')
    const by = isHeld ? readHolder(lock) : null
    lock.close()
    if (by) throw new FolderInUse(by)
    throw fault
  }
  return { release: () => void lock.close() }
}

const isDamaged = (fault: unknown) => /^SQLITE_(NOTADB|CORRUPT)/.test((fault as NodeJS.ErrnoException).code ?? '')

/** Only the server keeps others from intending to write. */
function readHolder(lock: InstanceType<typeof Sqlite>): 'server' | 'command' {
  try {
    lock.exec('BEGIN IMMEDIATE; ROLLBACK')
    return 'command'
  } catch {
    return 'server'
  }
}
