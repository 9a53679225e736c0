// Who looked at which lists, who downloaded which files, who was refused, and with which settings the system ran:
// counted by day.
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

export const accessRecords = sqliteTable(
  'access_records',
  {
    day: text('day').notNull(),
    kind: text('kind', { enum: ['list', 'export', 'refusal', 'settings'] }).notNull(),
    /** An account's id, `operator`, or `network:<keyed hash>` for somebody who is not signed in. */
    who: text('who').notNull(),
    /** Which list, file or address, without names and numbers of people. */
    what: text('what').notNull(),
    times: integer('times').notNull(),
    /** The largest number of rows shown at once; null if none were shown. */
    rows: integer('rows'),
    firstAt: integer('first_at', { mode: 'timestamp_ms' }).notNull(),
    lastAt: integer('last_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.day, row.kind, row.who, row.what] }),
    index('access_records_of').on(row.who, row.day),
    ...tableRules(row),
    check('access_records_times', sql`${row.times} > 0`),
  ],
)
