// Reading accounts, for the administrator's desk and for one's own page.
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
import { requestDays, hasOpenRequest } from './slip-policy.ts'
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

/** Accounts of desks (trainees have theirs in the register), with the roles they hold, if any is left. Refuses with 403. */
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
    .orderBy(asc(accounts.createdAt), asc(grants.grantedAt), inOrderOfArrival(grants)) // two of one moment as they were given
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

/** The account of a phone number, or of an id. For the operator. Refuses with 403, 404, or 422 what is no number. */
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
  /** Until when it is asked that a new slip be issued; null if it is not. */
  slipRequestedUntil: Date | null
  /** Until when the viewer's agreement to own shops holds; null if there is none. */
  agreedUntil: Date | null
}

/** What the viewer may read of his own account. */
export async function readOwnAccount(site: Site, viewer: Viewer): Promise<OwnAccount> {
  const [account] = await site.read.select().from(accounts).where(eq(accounts.id, viewer.accountId))
  const now = site.now()
  const askedAt = account?.slipAskedAt ?? null
  return {
    secretKind: account?.secretKind ?? 'password',
    accountKind: accountKindOf(viewer.grants.map(({ role }) => role)),
    slipRequestedUntil: askedAt && hasOpenRequest(askedAt, now) ? new Date(askedAt.getTime() + requestDays * 86_400_000) : null,
    agreedUntil: agreementEnd(account?.ownerConsentAt ?? null, now),
  }
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
