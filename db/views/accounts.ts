// What other domains may read of accounts.
import { sql } from 'drizzle-orm'
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/accounts.ts'

/** Who has an account, and whether it can be used; no secrets. */
export const accounts = subqueries
  .select({
    id: own.accounts.id,
    personId: own.accounts.personId,
    name: own.accounts.name,
    disabledAt: own.accounts.disabledAt,
    isDemo: own.accounts.isDemo,
    /** Whether the holder has chosen a PIN or password. */
    hasSecret: sql<boolean>`${own.accounts.secretHash} is not null`.mapWith(Boolean).as('has_secret'),
  })
  .from(own.accounts)
  .as('accounts')

/** The phone numbers of accounts, sealed and fingerprinted. */
export const accountPhones = subqueries
  .select({ id: own.accounts.id, phoneSealed: own.accounts.phoneSealed, phoneFingerprint: own.accounts.phoneFingerprint })
  .from(own.accounts)
  .as('account_phones')

/** The roles of accounts with their scopes, revoked ones too. */
export const grants = subqueries
  .select({
    accountId: own.grants.accountId,
    role: own.grants.role,
    scopeKind: own.grants.scopeKind,
    scopeId: own.grants.scopeId,
    revokedAt: own.grants.revokedAt,
  })
  .from(own.grants)
  .as('grants')
