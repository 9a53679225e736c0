// Taking a copy of the database back into its place.
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Connection, Sqlite } from './driver.ts'
import { isFromNewerEdition } from './edition.ts'

/** What is wrong with a file that should be a backup of ours; null if nothing. */
export function faultOfBackup(file: string): 'missing' | 'notADatabase' | 'damaged' | 'notOurs' | 'newer' | null {
  if (!existsSync(file)) return 'missing'
  let database: Connection | undefined
  try {
    database = new Sqlite(file, { readonly: true })
    if (database.pragma('integrity_check', { simple: true }) !== 'ok') return 'damaged'
    const ours = database.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name IN ('audit_entries', 'workflows')").get() as { n: number }
    if (ours.n !== 2) return 'notOurs'
    return isFromNewerEdition(database) ? 'newer' : null
  } catch (fault) {
    return fault instanceof Sqlite.SqliteError && fault.code === 'SQLITE_NOTADB' ? 'notADatabase' : 'damaged'
  } finally {
    database?.close()
  }
}

/** Whether some process has the database open for writing. */
export function isInUse(database: string) {
  if (!existsSync(database)) return false
  const probe = new Sqlite(database)
  try {
    probe.pragma('busy_timeout = 0')
    probe.pragma('locking_mode = EXCLUSIVE')
    probe.exec('BEGIN EXCLUSIVE; COMMIT')
    return existsSync(`${database}-wal`) && probe.pragma('journal_mode = DELETE', { simple: true }) !== 'delete'
  } catch {
    return true
  } finally {
    probe.close()
  }
}

/** Puts a checked backup in the database's place and gives where the one before is kept; null if there was none. Nothing may have it open. */
export function putBack(backup: string, database: string, now: Date): string | null {
  mkdirSync(dirname(database), { recursive: true })
  const arriving = `${database}.arriving`
  copyFileSync(backup, arriving)
  let kept: string | null = null
  if (existsSync(database)) {
    kept = `${database}.before-${now.toISOString().replace(/[:.]/g, '-')}`
    renameSync(database, kept)
  }
  for (const leftover of [`${database}-wal`, `${database}-shm`]) rmSync(leftover, { force: true })
  renameSync(arriving, database)
  return kept
}
