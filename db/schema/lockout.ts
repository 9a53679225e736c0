// Tries to sign in: counted by the hour for the record, and wrong ones for the lockout.
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

/** Sign-in attempts, counted by the hour. */
export const signInTries = sqliteTable(
  'sign_in_tries',
  {
    /** The hour, in hours since 1970. */
    hour: integer('hour').notNull(),
    /** `account:<id>`, `number:<keyed hash>` for numbers without an account, `slip` for unknown slip codes, or `others` once too many were tried in the hour. */
    who: text('who').notNull(),
    /** The network of the client: the first three numbers of an IPv4 address, the first three groups of an IPv6 one. */
    network: text('network').notNull(),
    outcome: text('outcome', { enum: ['in', 'wrong', 'wrongCode', 'waiting'] }).notNull(),
    count: integer('count').notNull(),
  },
  (row) => [
    ...tableRules(row),
    primaryKey({ columns: [row.hour, row.who, row.network, row.outcome] }),
    index('sign_in_tries_of').on(row.who, row.hour),
  ],
)

/** Failed attempts, per account and per address; in the database, so that a restart resets nothing. */
export const wrongTries = sqliteTable(
  'wrong_tries',
  {
    /** What is counted (`account`, `code`, `in`, `address`), and whose: an id, or a keyed hash. */
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    /** The start of the time over which attempts are forgotten. */
    since: integer('since', { mode: 'timestamp_ms' }).notNull(),
    lockedUntil: integer('locked_until', { mode: 'timestamp_ms' }),
  },
  (row) => [...tableRules(row), index('wrong_tries_by_age').on(row.since)],
)
