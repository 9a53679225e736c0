// Reading accounts, for the administrator's desk and for one's own page.
import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { notYours } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import type { Role } from './roles.ts'
import { hasDuty, type Viewer } from './viewer.ts'

export interface ListedAccount {
  id: string
  name: string
  enabled: boolean
  hasSecret: boolean
  grants: { id: string; role: Role; scopeKind: string; scopeId: string | null }[]
}

/** Accounts of desks (trainees have theirs in the register), with the roles they hold, if any is left. Refuses with 403. */
export async function listAccounts(site: Site, viewer: Viewer): Promise<ListedAccount[]> {
  if (!hasDuty(viewer, 'accounts.manage')) throw notYours()
  const rows = await site.read
    .select({ account: accounts, grant: grants })
    .from(accounts)
    .leftJoin(grants, and(eq(grants.accountId, accounts.id), isNull(grants.revokedAt)))
    .where(or(eq(accounts.secretKind, 'password'), ne(grants.role, 'trainee')))
    .orderBy(asc(accounts.createdAt), asc(grants.grantedAt), sql`${grants}.rowid`) // two of one moment as they were given
  const found = new Map<string, ListedAccount>()
  for (const { account, grant } of rows) {
    const listed = found.get(account.id) ?? { id: account.id, name: account.name, enabled: account.disabledAt === null, hasSecret: account.secretHash !== null, grants: [] }
    if (grant) listed.grants.push({ id: grant.id, role: grant.role, scopeKind: grant.scopeKind, scopeId: grant.scopeId })
    found.set(account.id, listed)
  }
  return [...found.values()]
}

/** Whether one signs in with a PIN or a password. */
export async function secretKindOf(site: Site, viewer: Viewer) {
  const [account] = await site.read.select({ kind: accounts.secretKind }).from(accounts).where(eq(accounts.id, viewer.accountId))
  return account?.kind ?? 'password'
}

/** Everybody who teaches a class or has taught one, with the classes. For choosing a class's instructors, and for naming them. */
export async function listInstructors(site: Pick<Site, 'read'>): Promise<{ accountId: string; name: string; cohortIds: string[] }[]> {
  const rows = await site.read
    .select({ accountId: accounts.id, name: accounts.name, cohortId: grants.scopeId })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.accountId))
    .where(and(eq(grants.role, 'instructor'), isNull(grants.revokedAt), isNull(accounts.disabledAt)))
    .orderBy(asc(accounts.createdAt))
  const found = new Map<string, { accountId: string; name: string; cohortIds: string[] }>()
  for (const { accountId, name, cohortId } of rows) {
    const instructor = found.get(accountId) ?? { accountId, name, cohortIds: [] }
    if (cohortId) instructor.cohortIds.push(cohortId)
    found.set(accountId, instructor)
  }
  return [...found.values()]
}
