// Queries of accounts: for administrators, for one's own page, and for choosing instructors.
import { and, asc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import { notFound, forbidden, invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { inOrderOfArrival } from '#db/dialect/dialect.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { secondSteps } from '#db/views/sessions.ts'
import { type Role, roles } from '#app/access/roles.ts'
import { agreementEnd } from './owners.server.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { findRequestEnd } from './slip-policy.ts'
import { type AccountKind, accountKindOf } from '#app/access/account-kind.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'

export interface ListedAccount {
  id: string
  name: string
  enabled: boolean
  hasSecret: boolean
  /** Whether signing in takes a second step. */
  hasSecondStep: boolean
  grants: { id: string; role: Role; scopeKind: string; scopeId: string | null }[]
}

/** All accounts but those of trainees alone, with their current roles. Throws 403 if the viewer may not manage accounts. */
export async function listAccounts(site: Site, viewer: Viewer): Promise<ListedAccount[]> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const atDesks = site.read.select({ id: accounts.id }).from(accounts).where(eq(accounts.secretKind, 'password'))
  const withRoles = site.read
    .select({ id: grants.accountId })
    .from(grants)
    .where(
      and(
        inValues(
          grants.role,
          roles.filter((role) => role !== 'trainee'),
        ),
        isNull(grants.revokedAt),
      ),
    )
  const rows = await site.read
    .select({ account: accounts, grant: grants, step: secondSteps.confirmedAt })
    .from(accounts)
    .leftJoin(grants, and(eq(grants.accountId, accounts.id), isNull(grants.revokedAt)))
    .leftJoin(secondSteps, eq(secondSteps.accountId, accounts.id))
    .where(
      and(
        or(inArray(accounts.id, atDesks), inArray(accounts.id, withRoles)),
        or(eq(accounts.secretKind, 'password'), ne(grants.role, 'trainee')),
      ),
    )
    .orderBy(asc(accounts.createdAt), asc(grants.grantedAt), inOrderOfArrival(grants)) // grants of the same moment in insertion order
  const found = new Map<string, ListedAccount>()
  for (const { account, grant, step } of rows) {
    const listed = found.get(account.id) ?? {
      id: account.id,
      name: account.name,
      enabled: account.disabledAt === null,
      hasSecret: account.secretHash !== null,
      hasSecondStep: step !== null,
      grants: [],
    }
    if (grant) listed.grants.push({ id: grant.id, role: grant.role, scopeKind: grant.scopeKind, scopeId: grant.scopeId })
    found.set(account.id, listed)
  }
  return [...found.values()]
}

/** The account of a phone number or an id, for the operator. Throws 403, 404, or 422 if neither is given or the number is none. */
export async function findAccount(
  site: Site,
  viewer: Viewer,
  { phone, accountId }: { phone?: string | undefined; accountId?: string | undefined },
): Promise<{ id: string; name: string; who: string }> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const number = phone ? parseMobileNumber(phone) : null
  const which = accountId ? eq(accounts.id, accountId) : number && eq(accounts.phoneFingerprint, site.keys.fingerprint(number))
  if (!which) throw invalidInput({ phone: ['请用 --phone 给 11 位手机号，或用 --account 给账号编号。'] })
  const [account] = await site.read.select({ id: accounts.id, name: accounts.name }).from(accounts).where(which)
  if (!account) throw notFound('这个账号')
  return { ...account, who: `account:${account.id}` }
}

export interface OwnAccount {
  secretKind: 'pin' | 'password'
  accountKind: AccountKind
  /** When the viewer's request for a new slip ends; null if there is none. */
  slipRequestedUntil: Date | null
  /** When the viewer's agreement to own shops ends; null if there is none. */
  agreedUntil: Date | null
}

/** The viewer's own account. */
export async function readOwnAccount(site: Site, viewer: Viewer): Promise<OwnAccount> {
  const [account] = await site.read.select().from(accounts).where(eq(accounts.id, viewer.accountId))
  const now = site.now()
  return {
    secretKind: account?.secretKind ?? 'password',
    accountKind: accountKindOf(viewer.grants.map(({ role }) => role)),
    slipRequestedUntil: findRequestEnd({ askedAt: account?.slipAskedAt ?? null, requestDays: site.programme.terms.slipRequestDays }, now),
    agreedUntil: agreementEnd(account?.ownerConsentAt ?? null, site),
  }
}

/** Whether somebody has a role now. */
export const hasHolder = async (site: Pick<Site, 'read'>, role: Role): Promise<boolean> =>
  (
    await site.read
      .select({ id: grants.id })
      .from(grants)
      .where(and(eq(grants.role, role), isNull(grants.revokedAt)))
      .limit(1)
  ).length > 0

/** All instructors with their cohorts, past ones too. */
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
