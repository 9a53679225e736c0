// Who has a data folder in use. The lock is the operating system's own (SQLite's, on a file of its own): it ends with the
// process that holds it, however that ends, and says nothing about whether the database is sound.
import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { createPrivateFile } from './durable.ts'
import { Sqlite } from './dialect/sqlite/driver.ts'

/** `use`: writes, beside others. `serve`: is the one server. `replace`: nobody else may have it open. */
export type LockMode = 'use' | 'serve' | 'replace'

/** The folder is held by somebody: by the server, or by a command that is running. */
export class FolderInUse extends Error {
  readonly code = 'FOLDER_IN_USE'
  constructor(readonly by: 'server' | 'command') {
    super(`The data folder is in use by a ${by}.`)
  }
}

const statements: Record<LockMode, string> = {
  use: 'BEGIN; SELECT count(*) FROM sqlite_master', // many may read at once, beside the one who means to write
  serve: 'BEGIN IMMEDIATE',
  replace: 'BEGIN EXCLUSIVE',
}

/** Holds the folder until released, or until the process ends. Throws `FolderInUse` where somebody else stands in the way. */
export function lockFolder(folder: string, hold: LockMode): { release(): void } {
  const file = join(folder, 'tidui.lock')
  if (!existsSync(file)) {
    try {
      createPrivateFile(file)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault // another process was quicker
    }
  }
  let lock = new Sqlite(file, { timeout: 0 })
  try {
    try {
      lock.exec(statements[hold])
    } catch (fault) {
      if (!isDamaged(fault)) throw fault
      // What is in it says nothing. Emptied in its place, it is held by whoever held it.
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

/** The server alone keeps others from meaning to write. */
function readHolder(lock: InstanceType<typeof Sqlite>): 'server' | 'command' {
  try {
    lock.exec('BEGIN IMMEDIATE; ROLLBACK')
    return 'command'
  } catch {
    return 'server'
  }
}
