// Who is signed in where, and the second step of signing in.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { tableRules } from './rules.ts'

/** Lucia's table. The id is the hash of the cookie's value. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => accounts.id),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' })
      .notNull()
      .default(sql`0`),
    /** Accurate to a few minutes: later activity is held in memory. */
    lastSeenAt: integer('last_seen_at', { mode: 'timestamp_ms' })
      .notNull()
      .default(sql`0`),
    /** Description of the phone or computer. */
    device: text('device').notNull().default(''),
  },
  (row) => [...tableRules(row), index('sessions_of_account').on(row.userId)],
)

/** The second step of signing in: the sealed secret from which an authenticator computes its codes. */
export const secondSteps = sqliteTable(
  'second_steps',
  {
    accountId: text('account_id')
      .primaryKey()
      .references(() => accounts.id),
    secretSealed: text('secret_sealed').notNull(),
    /** When the owner proved that the authenticator has it; until then no code is asked for. */
    confirmedAt: integer('confirmed_at', { mode: 'timestamp_ms' }),
    /** The last 30-second period whose code was used: none is accepted twice. */
    lastStep: integer('last_step'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  },
  tableRules,
)

/** Codes on paper for people who have lost their authenticator, each good once. Only keyed hashes are stored. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    usedAt: integer('used_at', { mode: 'timestamp_ms' }),
  },
  (row) => [...tableRules(row), index('recovery_codes_of_account').on(row.accountId)],
)
