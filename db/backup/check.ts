// What a database file is: whole, ours, of which edition, and under which key.
import { statSync } from 'node:fs'
import { type Connection, Sqlite } from '../dialect/sqlite/driver.ts'
import { isFromNewerVersion } from '../schema-version.ts'

export type DatabaseFileFault = 'missing' | 'notADatabase' | 'damaged' | 'notOurs' | 'newer'

/** What is wrong with a file that should be a database of ours; null if nothing. Reads all of it. */
export function findDatabaseFault(file: string): DatabaseFileFault | null {
  const size = sizeOf(file)
  if (size === null) return 'missing'
  if (size === 0) return 'damaged' // to SQLite an empty file is an empty database
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

/** What a sound database file of ours keeps of its key; null before anything was sealed. */
export function readKeyCheck(file: string): string | null {
  const database = new Sqlite(file, { readonly: true })
  try {
    return (database.prepare('SELECT key_check FROM installation').pluck().get() as string | undefined) ?? null
  } finally {
    database.close()
  }
}

/** What SQLite finds wrong with the database's pages, in its own words; null if nothing. Quicker than `findDatabaseFault`: indexes are not held against their tables. */
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
  /** How many migrations it has seen, and when the last of them was made. */
  migrations: number
  accounts: number
  persons: number
}

/** What a sound database holds, counted. */
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
