// Every write leaves one entry. Each entry has a keyed hash that covers the entry before and what the write did to
// rows, so that tampering with past or present data is detected (db/ledger/README.md).
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const auditEntries = sqliteTable('audit_entries', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  actor: text('actor').notNull(),
  why: text('why').notNull(),
  /** The notes of the write, one per line. */
  lines: text('lines', { mode: 'json' }).$type<string[]>().notNull(),
  /** What it did to the rows of watched tables, encoded; null in entries older than the ledger. */
  digests: blob('digests', { mode: 'buffer' }),
  /** The sums of all watched tables after it, in one of some thousand entries: a verification can begin there. */
  totals: blob('totals', { mode: 'buffer' }),
  previous: text('previous').notNull(),
  hash: text('hash').notNull(),
})
