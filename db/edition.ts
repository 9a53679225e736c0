// Which edition of the schema a database file has.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Connection } from './driver.ts'
import { hasTriggersOf, triggersVersion } from './triggers.ts'

/** Found by the package's own map, so that it is the same folder from the sources and from the bundled program. */
export const migrationsFolder = join(dirname(createRequire(import.meta.url).resolve('#db/schema.ts')), 'migrations')

/** Whether a newer edition of the program has been at this database: it holds migrations that are unknown here. */
export function isFromNewerEdition(database: Connection): boolean {
  const kept = database.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = '__drizzle_migrations'").get() as { n: number }
  if (kept.n === 0) return false
  if (hasTriggersOf(database) > triggersVersion) return true
  const { last } = database.prepare('SELECT max(created_at) AS last FROM __drizzle_migrations').get() as { last: number | null }
  return Number(last) > Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis))
}
