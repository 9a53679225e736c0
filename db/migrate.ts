// Migrates a database: migrations, triggers, and their effect on the digests of rows, in one transaction. On failure
// the database stays as it was.
import type { Connection } from './dialect/sqlite/driver.ts'
import { listPendingMigrations } from './schema-version.ts'
import { DatabaseFault } from './fault.ts'
import type { LedgerKeys } from './ledger/keyed.ts'
import { rebase, computeSums } from './ledger/rebase.ts'
import { createRecorder } from './ledger/recorder.ts'
import { dropTriggers, selectTriggersVersion, createTriggers, triggersVersion } from './dialect/sqlite/triggers.ts'
import { findViolations, formatViolations } from './violations.ts'

const hasTable = (database: Connection, table: string) =>
  database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined
const hasLedger = (database: Connection) =>
  database.prepare("SELECT 1 FROM pragma_table_info('audit_entries') WHERE name = 'digests'").get() !== undefined

const isUpToDate = (database: Connection) =>
  listPendingMigrations(database).length === 0 && selectTriggersVersion(database) === triggersVersion

/**
 * Runs the pending migrations. First looks for rows that would break a rule of the new schema, and throws a
 * `DatabaseFault` that names them. The ledger's keys are needed only if there are rows.
 */
export function applyMigrations(database: Connection, { now, keys }: { now: () => Date; keys: () => LedgerKeys }) {
  if (isUpToDate(database)) return
  database.pragma('foreign_keys = OFF') // tables are rebuilt
  database.exec('BEGIN IMMEDIATE')
  try {
    if (!isUpToDate(database)) carryOut(database, { now, keys }) // otherwise another process was faster
    database.exec('COMMIT')
  } catch (fault) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw fault
  } finally {
    database.pragma('foreign_keys = ON')
  }
}

function carryOut(database: Connection, { now, keys }: { now: () => Date; keys: () => LedgerKeys }) {
  const isOld = hasTable(database, 'audit_entries')
  const violations = isOld ? findViolations(database) : []
  if (violations.length > 0) throw new DatabaseFault('DATABASE_VIOLATED', formatViolations(violations))
  const isWatched = isOld && hasLedger(database)
  const before = isWatched ? computeSums(database, keys) : new Map()
  dropTriggers(database)
  database.exec('CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)')
  const note = database.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
  for (const { sql, hash, folderMillis } of listPendingMigrations(database)) {
    for (const statement of sql) database.exec(statement)
    note.run(hash, folderMillis)
  }
  const [orphan] = database.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]
  if (orphan) throw new DatabaseFault('DATABASE_VIOLATED', `${orphan.table} 第 ${orphan.rowid} 行指向 ${orphan.parent} 里没有的行`)
  createTriggers(database)
  const hasEntries = database.prepare('SELECT 1 FROM audit_entries LIMIT 1').get() !== undefined
  if (!isOld || (!hasEntries && computeSums(database, keys).size === 0)) return
  const recorder = createRecorder(database, keys)
  recorder.resume()
  const entry = { at: now(), actor: 'system', why: isWatched ? 'schema changed' : 'ledger begins' }
  if (!isWatched) recorder.appendChanges({ ...entry, lines: ['what is found from here on is taken as it is'] }, new Map())
  rebase(database, keys, recorder, { before, ...entry })
}
