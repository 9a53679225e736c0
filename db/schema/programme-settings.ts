// What administrators set of the programme on screen.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

/** Each change of a setting; the latest of a setting holds. Append only. */
export const programmeSettings = sqliteTable(
  'programme_settings',
  {
    /** Counts the changes, from 1: one comes after the other even within a moment. */
    id: integer('id').primaryKey(),
    /** Where it stands in the programme: `west.shortName`. */
    setting: text('setting').notNull(),
    before: text('before', { mode: 'json' }).$type<unknown>().notNull(),
    after: text('after', { mode: 'json' }).$type<unknown>().notNull(),
    /** Whether it was set to what the programme's file says: then the file is followed again, whatever it says later. */
    followsFile: integer('follows_file', { mode: 'boolean' }).notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  tableRules,
)
