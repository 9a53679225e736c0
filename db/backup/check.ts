// Checks of a database file: whether it is intact and ours, which schema version it has, and which key it belongs to.
import { statSync } from 'node:fs'
import { type Connection, Sqlite } from '../dialect/sqlite/driver.ts'
import { isFromNewerVersion } from '../schema-version.ts'

export type DatabaseFileFault = 'missing' | 'notADatabase' | 'damaged' | 'notOurs' | 'newer'

/** Returns what is wrong with a file that should be one of our databases; null if nothing. Reads the whole file. */
export function findDatabaseFault(file: string): DatabaseFileFault | null {
  const size = sizeOf(file)
  if (size === null) return 'missing'
  if (size === 0) return 'damaged' // SQLite opens an empty file as an empty database
  let database: Connection | undefined
  try {
    database = new Sqlite(file, { readonly: true })
    if (database.pragma('integrity_check(1)', { simple: true }) !== 'ok') return 'damaged'
    if (!isOurs(database)) return 'notOurs'
    return isFromNewerVersion(database) ? 'newer' : null
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'SQLITE_NOTADB' ? 'notADatabase' : 'damaged'
  } finally {
    database?.close()
  }
}

const sizeOf = (file: string) => {
  const about = statSync(file, { throwIfNoEntry: false })
  return about?.isFile() ? about.size : null
}

function isOurs(database: Connection) {
  const { n } = database.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name IN ('audit_entries', 'workflows')").get() as {
    n: number
  }
  return n === 2
}

/** Reads what an intact database file stores about its key; null if nothing has been sealed yet. */
export function readKeyCheck(file: string): string | null {
  const database = new Sqlite(file, { readonly: true })
  try {
    return (database.prepare('SELECT key_check FROM installation').pluck().get() as string | undefined) ?? null
  } finally {
    database.close()
  }
}

/**
 * Returns what SQLite finds wrong with the database's pages, in its own words; null if nothing. Faster than
 * `findDatabaseFault`, because it does not compare indexes with their tables.
 */
export function findPageDamage(file: string): string | null {
  let database: Connection | undefined
  try {
    database = new Sqlite(file, { readonly: true })
    database.pragma('busy_timeout = 5000')
    const verdict = String(database.pragma('quick_check(1)', { simple: true }))
    return verdict === 'ok' ? null : verdict
  } catch (fault) {
    const { code = '', message } = fault as NodeJS.ErrnoException
    if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) return message
    throw fault
  } finally {
    database?.close()
  }
}

export interface Contents {
  entries: number
  head: string
  keyCheck: string | null
  /** Number of migrations applied, and when the last of them was created. */
  migrations: number
  accounts: number
  persons: number
}

/** Counts what an intact database holds. */
export function readContents(file: string): Contents {
  const database = new Sqlite(file, { readonly: true })
  try {
    const one = (sql: string) => database.prepare(sql).pluck().get()
    const last = database.prepare('SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1').get() as
      { sequence: number; hash: string } | undefined
    return {
      entries: last?.sequence ?? 0,
      head: last?.hash ?? '0'.repeat(64),
      keyCheck: (one('SELECT key_check FROM installation') as string | undefined) ?? null,
      migrations: one('SELECT count(*) FROM __drizzle_migrations') as number,
      accounts: one('SELECT count(*) FROM accounts') as number,
      persons: one('SELECT count(*) FROM persons') as number,
    }
  } finally {
    database.close()
  }
}
