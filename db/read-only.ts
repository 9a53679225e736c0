// Opens the database when nothing can be written, because the disk is full or read-only. Its content can still be read.
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type Connection, Sqlite } from './dialect/sqlite/driver.ts'
import { copyDatabase } from './backup/copy.ts'
import { createIdleCondition } from './write-condition.ts'
import { type Database, DatabaseFault, type KeyCheck, readSealedLedgerSecret } from './database.ts'
import { deriveLedgerKeys } from './ledger/keyed.ts'
import { readDatabaseHead, verifyLedger } from './ledger/verify.ts'
import { isFromNewerVersion, listPendingMigrations } from './schema-version.ts'
import { tuneForReading } from './dialect/sqlite/read-connection.ts'

export interface ReadOnly {
  connection: Connection
  /** The file that is read: the database itself, or a copy elsewhere. */
  file: string
  close(): void
}

/** Tries to open the file in one way, by running a query. */
function tried(file: string, options: ConstructorParameters<typeof Sqlite>[1], ...pragmas: string[]): Connection | null {
  let connection: Connection | undefined
  try {
    connection = new Sqlite(file, options)
    for (const pragma of pragmas) connection.pragma(pragma)
    connection.prepare('SELECT count(*) FROM sqlite_master').get()
    return connection
  } catch (fault) {
    connection?.close()
    // No space, or no permission, for the files that SQLite needs beside the database. Everything else is a real fault.
    if (/^SQLITE_(CANTOPEN|READONLY|FULL|IOERR)/.test((fault as NodeJS.ErrnoException).code ?? '')) return null
    throw fault
  }
}

/**
 * Opens a database for reading and changes nothing in it: no migration, no trigger. SQLite needs an index of the log
 * beside the file; on a full disk it is kept in memory instead, and from a read-only folder a copy is read.
 */
function openReadOnly(file: string): ReadOnly {
  const direct =
    tried(file, { readonly: true }, 'busy_timeout = 5000') ?? tried(file, { timeout: 0 }, 'locking_mode = EXCLUSIVE', 'query_only = ON')
  if (direct) return { connection: tuneForReading(direct), file, close: () => void direct.close() }
  const folder = mkdtempSync(join(tmpdir(), 'tidui-reading-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'tidui.db')
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, copy + part)
    const connection = new Sqlite(copy)
    connection.pragma('query_only = ON')
    connection.prepare('SELECT count(*) FROM sqlite_master').get()
    return { connection: tuneForReading(connection), file: copy, close: () => (connection.close(), forget()) }
  } catch (fault) {
    forget()
    throw fault
  }
}

/**
 * Opens a database for reading only: its writes are rejected with `DATABASE_READ_ONLY`. Throws `DATABASE_MISSING` or
 * `DATABASE_NEWER`. A database of an older version may lack tables and columns that queries need; it can be copied.
 */
export function openDatabaseReadOnly(file: string, ledgerKey: (kept: KeyCheck) => Buffer): Database & { schemaAge: 'older' | 'same' } {
  const about = statSync(file, { throwIfNoEntry: false })
  if (!about?.size) throw new DatabaseFault('DATABASE_MISSING', `${file} is missing or empty`)
  const opened = openReadOnly(file)
  if (isFromNewerVersion(opened.connection)) {
    opened.close()
    throw new DatabaseFault('DATABASE_NEWER', `${file} was written by a newer version`)
  }
  const refuse = () => Promise.reject(new DatabaseFault('DATABASE_READ_ONLY', `${file} is open for reading alone`))
  const kept: KeyCheck = {
    keyCheck: () => (opened.connection.prepare('SELECT key_check FROM installation').pluck().get() as string | undefined) ?? null,
    keepKeyCheck: () => {},
    ledgerSealed: () => readSealedLedgerSecret(opened.connection),
  }
  const ledgerKeys = () => deriveLedgerKeys(ledgerKey(kept))
  return {
    schemaAge: listPendingMigrations(opened.connection).length > 0 ? 'older' : 'same',
    read: Object.assign(drizzle(opened.connection), { connection: {} }),
    write: refuse,
    writeUnaudited: refuse,
    onCommit: () => {},
    ...kept,
    head: () => readDatabaseHead(opened.file),
    markHead: (text) => ledgerKeys().head(text),
    verify: (choices) => verifyLedger(opened.file, ledgerKeys(), choices),
    file,
    fileFault: () => null,
    condition: createIdleCondition,
    noteDamage: () => {},
    probeWrite: refuse,
    backup: (target) => copyDatabase(opened.connection, target),
    adoptState: refuse,
    close: async () => opened.close(),
  }
}
