// Puts a copy of the database back in place.
import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Sqlite } from '../dialect/sqlite/driver.ts'
import { flushToDisk, renameDurably } from '../durable.ts'

/**
 * Whether a process that does not hold the folder's lock has the database open: an older version of the program, or
 * SQLite's shell. Only a lock that is really held counts: a file that is unreadable or no database is not in use.
 */
export function isOpenElsewhere(database: string): boolean {
  if (!lstatSync(database, { throwIfNoEntry: false })?.isFile()) return false
  let probe: InstanceType<typeof Sqlite> | undefined
  try {
    probe = new Sqlite(database, { timeout: 0 })
    probe.pragma('locking_mode = EXCLUSIVE')
    probe.exec('BEGIN EXCLUSIVE; COMMIT')
    return false
  } catch (fault) {
    return Boolean((fault as NodeJS.ErrnoException).code?.startsWith('SQLITE_BUSY'))
  } finally {
    probe?.close()
  }
}

/** Files that SQLite keeps beside a database. */
const companionFiles = ['-wal', '-shm', '-journal']

/**
 * Puts a checked file in the database's place. Returns where the previous database is kept, in whatever state it is and
 * with its log; null if there was none. No process may have it open. If interrupted half-way, there is no database,
 * rather than one without its log: the server then refuses to start, and restoring again completes the work.
 */
export function replaceDatabase(arriving: string, database: string, now: Date): string | null {
  const kept = `${database}.before-${now.toISOString().replace(/[:.]/g, '-')}`
  const wasThere = lstatSync(database, { throwIfNoEntry: false }) !== undefined
  if (wasThere) renameSync(database, kept)
  for (const companion of companionFiles) {
    if (!existsSync(database + companion)) continue
    // The log belongs to the previous database: beside the new one, SQLite would replay it into that.
    if (companion === '-shm') rmSync(database + companion, { recursive: true, force: true })
    else renameSync(database + companion, kept + companion)
  }
  flushToDisk(dirname(database))
  renameDurably(arriving, database)
  return wasThere ? kept : null
}
