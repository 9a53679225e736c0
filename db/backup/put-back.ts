// Taking a copy of the database back into its place.
import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Sqlite } from '../dialect/sqlite/driver.ts'
import { flushToDisk, renameDurably } from '../durable.ts'

/**
 * Whether some process has the database itself open, one that does not hold the folder's lock: an older edition, or
 * SQLite's shell. Only a lock that is really held counts: a file that cannot be read, or is no database, is in nobody's use.
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

/** What SQLite keeps beside a database. */
const companionFiles = ['-wal', '-shm', '-journal']

/**
 * Puts a checked file in the database's place and gives where the one before is kept, whatever state it is in, with what
 * its log holds beyond it; null if there was none. Nothing may have it open. Whoever is stopped half-way has no database
 * rather than one without its log: the server then refuses to start, and restoring again is all it takes.
 */
export function replaceDatabase(arriving: string, database: string, now: Date): string | null {
  const kept = `${database}.before-${now.toISOString().replace(/[:.]/g, '-')}`
  const wasThere = lstatSync(database, { throwIfNoEntry: false }) !== undefined
  if (wasThere) renameSync(database, kept)
  for (const companion of companionFiles) {
    if (!existsSync(database + companion)) continue
    // A log belongs to the database that was: beside the new one, SQLite would play it into that.
    if (companion === '-shm') rmSync(database + companion, { recursive: true, force: true })
    else renameSync(database + companion, kept + companion)
  }
  flushToDisk(dirname(database))
  renameDurably(arriving, database)
  return wasThere ? kept : null
}
