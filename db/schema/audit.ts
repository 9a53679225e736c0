// Every write leaves one entry; each entry carries the keyed hash of the one before, and what the write did to rows, so
// that a change to the past or to the present shows (db/ledger/README.md).
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const auditEntries = sqliteTable('audit_entries', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  actor: text('actor').notNull(),
  why: text('why').notNull(),
  /** What the write noted of itself, a line each. */
  lines: text('lines', { mode: 'json' }).$type<string[]>().notNull(),
  /** What it did to the rows of watched tables, packed; null in entries from before the ledger. */
  digests: blob('digests', { mode: 'buffer' }),
  /** The sums of all watched tables after it, in one entry of some thousands: a verification can begin there. */
  totals: blob('totals', { mode: 'buffer' }),
  previous: text('previous').notNull(),
  hash: text('hash').notNull(),
})
