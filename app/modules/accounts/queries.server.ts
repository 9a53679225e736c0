// Reading accounts, for the administrator's desk and for one's own page.
import { and, asc, eq, isNull, ne, or } from 'drizzle-orm'
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
    .orderBy(asc(accounts.createdAt), asc(grants.grantedAt))
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
