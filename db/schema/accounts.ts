// Who can sign in, with which roles, and the slips that let them in first.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'

export const accounts = sqliteTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    /** The natural person behind the account, if the register has one. */
    personId: text('person_id').references(() => persons.id),
    name: text('name').notNull(),
    phoneSealed: text('phone_sealed'),
    /** Keyed hash of the phone number: for look-up without the number in clear. */
    phoneFingerprint: text('phone_fingerprint'),
    /** argon2id of the password, or of the six-digit PIN, prefixed with the pepper's id; null until first use. */
    secretHash: text('secret_hash'),
    secretKind: text('secret_kind', { enum: ['password', 'pin'] }).notNull(),
    /** A demo account, whose secret is public: a production server never lets it sign in. */
    isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
    /** When the holder agreed to be registered as the owner of a shop. */
    ownerConsentAt: integer('owner_consent_at', { mode: 'timestamp_ms' }),
    /** When the holder, signed in, asked for a new slip. */
    slipAskedAt: integer('slip_asked_at', { mode: 'timestamp_ms' }),
    disabledAt: integer('disabled_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('accounts_one_a_phone').on(row.phoneFingerprint),
    uniqueIndex('accounts_one_a_person').on(row.personId),
    index('accounts_by_secret').on(row.secretKind),
  ],
)

/** A role with its scope, from a moment to a moment. */
export const grants = sqliteTable(
  'grants',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    role: text('role', {
      enum: ['administrator', 'coordinator', 'official', 'townshipOfficer', 'instructor', 'mentor', 'shopOwner', 'trainee'],
    }).notNull(),
    scopeKind: text('scope_kind', { enum: ['everything', 'region', 'cohort', 'own'] }).notNull(),
    scopeId: text('scope_id'),
    grantedAt: integer('granted_at', { mode: 'timestamp_ms' }).notNull(),
    revokedAt: integer('revoked_at', { mode: 'timestamp_ms' }),
  },
  (row) => [
    ...tableRules(row),
    index('grants_of_account').on(row.accountId),
    index('grants_of_role').on(row.role, row.revokedAt),
    uniqueIndex('grants_one_current')
      .on(row.accountId, row.role, row.scopeKind, row.scopeId)
      .where(sql`${row.revokedAt} IS NULL`),
    uniqueIndex('grants_one_current_unscoped')
      .on(row.accountId, row.role, row.scopeKind)
      .where(sql`${row.revokedAt} IS NULL AND ${row.scopeId} IS NULL`),
  ],
)

/** A printed slip: lets one person in once, to choose a PIN. Only the hash of its code is stored. */
export const slips = sqliteTable(
  'slips',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    codeHash: text('code_hash').notNull(),
    issuedBy: text('issued_by').notNull(),
    issuedAt: integer('issued_at', { mode: 'timestamp_ms' }).notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    usedAt: integer('used_at', { mode: 'timestamp_ms' }),
  },
  (row) => [...tableRules(row), uniqueIndex('slips_by_code').on(row.codeHash), index('slips_of_account').on(row.accountId)],
)

/** Slips issued for accounts that already had a secret, and why: their owners are told. Kept after the slip is gone. */
export const slipReasons = sqliteTable(
  'slip_reasons',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    reason: text('reason').notNull(),
    issuedBy: text('issued_by').notNull(),
    issuedAt: integer('issued_at', { mode: 'timestamp_ms' }).notNull(),
    /** When it was shown after a sign-in; null until then. */
    toldAt: integer('told_at', { mode: 'timestamp_ms' }),
  },
  (row) => [...tableRules(row), index('slip_reasons_of_account').on(row.accountId, row.issuedAt)],
)
