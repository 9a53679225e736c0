// Who can sign in, with which roles, and how failed attempts are slowed down.
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
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
