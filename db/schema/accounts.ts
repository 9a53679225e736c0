// Who can sign in, as what, and how wrong tries are slowed down.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { persons } from './households.ts'
import { rulesOf } from './rules.ts'

export const accounts = sqliteTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    /** The natural person behind the account, if the register knows one. */
    personId: text('person_id').references(() => persons.id),
    name: text('name').notNull(),
    phoneSealed: text('phone_sealed'),
    /** Keyed hash of the phone number: look-up without the number in clear. */
    phoneFingerprint: text('phone_fingerprint'),
    /** argon2id of the password, or of the six-digit PIN; none until first use. */
    secretHash: text('secret_hash'),
    secretKind: text('secret_kind', { enum: ['password', 'pin'] }).notNull(),
    disabledAt: integer('disabled_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...rulesOf(row), uniqueIndex('accounts_one_a_phone').on(row.phoneFingerprint), uniqueIndex('accounts_one_a_person').on(row.personId)],
)

/** Lucia's table. The id is the hash of what the cookie holds. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id').notNull().references(() => accounts.id),
    expiresAt: integer('expires_at').notNull(),
  },
  (row) => [...rulesOf(row), index('sessions_of_account').on(row.userId)],
)

/** A role with its scope, from a moment to a moment. */
export const grants = sqliteTable(
  'grants',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull().references(() => accounts.id),
    role: text('role', { enum: ['administrator', 'coordinator', 'official', 'townshipOfficer', 'instructor', 'mentor', 'shopOwner', 'trainee'] }).notNull(),
    scopeKind: text('scope_kind', { enum: ['everything', 'region', 'cohort', 'own'] }).notNull(),
    scopeId: text('scope_id'),
    grantedAt: integer('granted_at', { mode: 'timestamp_ms' }).notNull(),
    revokedAt: integer('revoked_at', { mode: 'timestamp_ms' }),
  },
  (row) => [...rulesOf(row), index('grants_of_account').on(row.accountId), index('grants_of_role').on(row.role, row.revokedAt), uniqueIndex('grants_one_current').on(row.accountId, row.role, row.scopeKind, row.scopeId).where(sql`${row.revokedAt} IS NULL`), uniqueIndex('grants_one_current_unscoped').on(row.accountId, row.role, row.scopeKind).where(sql`${row.revokedAt} IS NULL AND ${row.scopeId} IS NULL`)],
)

/** A printed slip: lets one person in once, to choose a PIN. Only the hash of its code is kept. */
export const slips = sqliteTable(
  'slips',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull().references(() => accounts.id),
    codeHash: text('code_hash').notNull(),
    issuedBy: text('issued_by').notNull(),
    issuedAt: integer('issued_at', { mode: 'timestamp_ms' }).notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    usedAt: integer('used_at', { mode: 'timestamp_ms' }),
  },
  (row) => [...rulesOf(row), uniqueIndex('slips_by_code').on(row.codeHash), index('slips_of_account').on(row.accountId)],
)

/** Wrong tries, per account and per address; kept in the database so that a restart forgives nothing. */
export const wrongTries = sqliteTable('wrong_tries', {
  /** `account:<id>` or `address:<keyed hash>`. */
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  /** From when forgetting is counted. */
  since: integer('since', { mode: 'timestamp_ms' }).notNull(),
  lockedUntil: integer('locked_until', { mode: 'timestamp_ms' }),
}, rulesOf)
