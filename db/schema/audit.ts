// Every write leaves one entry; each entry carries the hash of the one before, so that a change to the past shows.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const auditEntries = sqliteTable('audit_entries', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  actor: text('actor').notNull(),
  why: text('why').notNull(),
  /** What the write noted of itself, a line each. */
  lines: text('lines', { mode: 'json' }).$type<string[]>().notNull(),
  previous: text('previous').notNull(),
  hash: text('hash').notNull(),
})
