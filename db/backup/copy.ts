// A copy of the whole database as of one moment, beside whoever writes. Meant for a thread: it works hard for seconds.
import { closeSync, fdatasync, openSync, rmSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { createPrivateFile, flushToDisk } from '../durable.ts'
import { type Connection, Sqlite } from '../dialect/sqlite/driver.ts'

export interface Copied {
  bytes: number
  /** How many audit entries it holds, and the hash of the last one: the whole trail up to then. */
  entries: number
  head: string
}

/** Between two flushes, in pages. What lies unflushed delays the flush of everybody else who writes to that disk. */
const pagesAtOnce = 1000
const flushData = promisify(fdatasync)

/**
 * Copies a database into a new file that only its owner may read, in one read transaction: writers go on and are not in
 * it. `source` is a file, or a connection where only that one can read the file. Then has SQLite check every page and index of what was written. Throws, and leaves nothing behind, where that fails.
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
    // All steps read within this transaction. Without it, each commit of somebody else would begin the copy anew.
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

/** Checks a finished copy, and makes it a single file that can be read from a read-only disk too. */
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

/** SQLite found a page, an index or a constraint that does not hold. */
class DamagedDatabase extends Error {
  readonly code = 'SQLITE_CORRUPT'
  constructor(readonly verdict: string) {
    super(`The database is damaged: ${verdict}`)
  }
}
