// The schema version of a database file.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Connection } from './dialect/sqlite/driver.ts'
import { selectTriggersVersion, triggersVersion } from './dialect/sqlite/triggers.ts'

/** Found through the package's import map, so that it is the same folder for the sources and for the bundled program. */
export const migrationsFolder = join(dirname(createRequire(import.meta.url).resolve('#db/schema.ts')), 'migrations')

/** Returns when the last migration that a database has seen was created; null if it has seen none. */
function lastMigration(database: Connection): number | null {
  const isKept = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get() !== undefined
  return isKept ? Number(database.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get()) : null
}

/** Lists the migrations that a database has not seen yet. */
export function listPendingMigrations(database: Connection) {
  const last = lastMigration(database) ?? 0
  return readMigrationFiles({ migrationsFolder }).filter(({ folderMillis }) => last < folderMillis)
}

/** Whether a newer version of the program has migrated this database: it has migrations or triggers that are unknown here. */
export function isFromNewerVersion(database: Connection): boolean {
  const last = lastMigration(database)
  if (last === null) return false
  return (
    selectTriggersVersion(database) > triggersVersion ||
    last > Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis))
  )
}
