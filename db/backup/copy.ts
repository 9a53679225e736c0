// Copies the whole database as of one moment while others keep writing. Meant for a worker thread: it takes seconds of
// CPU.
import { closeSync, fdatasync, openSync, rmSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { createPrivateFile, flushToDisk } from '../durable.ts'
import { type Connection, Sqlite } from '../dialect/sqlite/driver.ts'

export interface Copied {
  bytes: number
  /** Number of audit entries, and the hash of the last one, which stands for the whole trail up to then. */
  entries: number
  head: string
}

/** Pages between two flushes. Unflushed data delays the flushes of every other writer to that disk. */
const pagesAtOnce = 1000
const flushData = promisify(fdatasync)

/**
 * Copies a database into a new file that only its owner may read, in one read transaction; concurrent writes continue
 * and are not in the copy. `source` is a file, or a connection if only that one can read the file. SQLite then checks
 * every page and index of the copy. Throws on failure and leaves no file behind.
 */
export async function copyDatabase(source: string | Connection, target: string): Promise<Copied> {
  createPrivateFile(target)
  try {
    await copyPages(source, target)
    return inspect(target)
  } catch (fault) {
    for (const left of [target, `${target}-journal`, `${target}-wal`, `${target}-shm`]) rmSync(left, { force: true })
    throw fault
  }
}

async function copyPages(source: string | Connection, target: string) {
  const reading = typeof source === 'string' ? new Sqlite(source, { readonly: true }) : source
  const written = openSync(target, 'r')
  try {
    reading.pragma('busy_timeout = 5000')
    // All steps read within this transaction. Without it, each commit by another connection would restart the copy.
    reading.exec('BEGIN; SELECT count(*) FROM sqlite_master')
    let flushing = Promise.resolve()
    await reading.backup(target, {
      progress: () => {
        flushing = flushing.then(() => flushData(written))
        return pagesAtOnce
      },
    })
    await flushing
  } finally {
    closeSync(written)
    if (reading !== source) reading.close()
    else if (reading.inTransaction) reading.exec('COMMIT')
  }
}

/** Checks a finished copy, and turns it into a single file that can also be read from a read-only disk. */
function inspect(file: string): Copied {
  const copy = new Sqlite(file)
  try {
    copy.pragma('journal_mode = DELETE')
    const verdict = copy.pragma('integrity_check(1)', { simple: true })
    if (verdict !== 'ok') throw new DamagedDatabase(String(verdict))
    const last = copy.prepare('SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1').get() as
      { sequence: number; hash: string } | undefined
    return { bytes: statSync(file).size, entries: last?.sequence ?? 0, head: last?.hash ?? '0'.repeat(64) }
  } finally {
    copy.close()
    flushToDisk(file)
  }
}

/** SQLite found a page, an index or a constraint that is not valid. */
class DamagedDatabase extends Error {
  readonly code = 'SQLITE_CORRUPT'
  constructor(readonly verdict: string) {
    super(`The database is damaged: ${verdict}`)
  }
}
