// Creating and disabling accounts, granting and revoking roles, resetting and changing secrets.
import { and, eq, isNull, ne } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { Refusal, notFound, forbidden, invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { formatLastWrite } from '#app/workflow/overtaken.server.ts'
import { newId } from '#db/id.ts'
import { accounts, grants, slips } from '#db/schema/accounts.ts'
import { deleteSessions } from '#app/modules/sessions/sessions.server.ts'
import { ensureGrant } from './grants.server.ts'
import { findSecretFault, readPersonalTerms } from './secrets/personal-terms.server.ts'
import { sealPlace } from '#db/sealed.ts'
import { type Role, roleLabels, roles, roleScopes, type Scope } from '#app/access/roles.ts'
import { findPasswordFault, noPersonalTerms } from './secrets/secret-faults.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { canSignInWhere } from './demo-people.server.ts'
import { hashSecret } from './secrets/hashes.server.ts'
import { reauthenticate } from './sign-in.server.ts'
import { issueSlips } from './slips.server.ts'
import { phoneNeededSentence } from './new-account-form.ts'
import { isOwnerRole } from '#app/access/account-kind.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { columnsOf } from '#db/views/columns.ts'
import { identities } from '#db/views/households.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** Real names have up to about twenty characters. */
export const maxNameLength = maxLengths.accountName

export interface NewUser {
  name: string
  role: string
  /** What one signs in with; nobody has an account at a desk without. */
  phone?: string | undefined
  /** Region code, for officials and township officers. */
  region?: string | undefined
  /** Cohort id, for instructors; without one they see nothing until a class has them. */
  cohort?: string | undefined
  /** Without one, a one-time slip is issued. */
  password?: string | undefined
}

export interface CreatedUser {
  accountId: string
  /** The path of the one-time link that lets the new user choose a password; null if one was given. */
  slipPath: string | null
  /** When the link expires. */
  expiresAt: Date | null
}

/** The scope of a role that is about to be granted. Throws 422 if the region is missing, or the region or cohort does not exist: its holder would see nothing, and nobody would know why. */
async function resolveScope(site: Site, role: Role, { region, cohort }: Pick<NewUser, 'region' | 'cohort'>): Promise<Scope> {
  const [kind] = roleScopes[role]
  if (kind === 'region') {
    if (!region)
      throw invalidInput({ region: [role === 'townshipOfficer' ? '请选这位专干负责的乡镇。' : `请选这位${roleLabels[role]}负责的地区。`] })
    if (!findRegionOn(region, toDay(site.now()))) throw invalidInput({ region: ['没有这个地区，请重新选。'] })
    return { kind, code: region }
  }
  if (kind === 'cohort') {
    if (!cohort) return { kind: 'own' }
    if ((await site.read.$count(cohorts, eq(cohorts.id, cohort))) === 0) throw invalidInput({ cohort: ['没有这个培训班，请重新选。'] })
    return { kind, id: cohort }
  }
  return kind === 'everything' ? { kind } : { kind: 'own' }
}

/** The role by its name. Throws 422 for none, and for `trainee`: trainees get their accounts with their cohort's roster. */
function requireDeskRole(entered: string): Role {
  const role = roles.find((one) => one === entered)
  if (!role || role === 'trainee') throw invalidInput({ role: ['请选角色。'] })
  return role
}

/** Creates an account for somebody at a desk. Throws 403 if the viewer may not manage accounts, 422 if the input is wrong. */
export async function createUser(site: Site, viewer: Viewer, user: NewUser): Promise<CreatedUser> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const name = user.name.trim()
  if (!name) throw invalidInput({ name: ['请填姓名。'] })
  if (name.length > maxNameLength) throw invalidInput({ name: [`姓名最多 ${maxNameLength} 字。`] })
  const role = requireDeskRole(user.role)
  const phone = user.phone ? parseMobileNumber(user.phone) : null
  if (user.phone && !phone) throw invalidInput({ phone: ['手机号应是 11 位数字。'] })
  const scope = await resolveScope(site, role, user)
  if (!phone) throw invalidInput({ phone: [phoneNeededSentence] })
  const fault = user.password
    ? findPasswordFault(user.password, { ...noPersonalTerms, name, phones: [phone], placeWords: site.programme.weakWords })
    : null
  if (fault) throw invalidInput({ password: [fault] })
  const secretHash = user.password ? await hashSecret(site, user.password) : null
  return site.write(viewer.accountId, 'create account', async (tx) => {
    const phoneFingerprint = site.keys.fingerprint(phone)
    if ((await tx.$count(accounts, eq(accounts.phoneFingerprint, phoneFingerprint))) > 0)
      throw invalidInput({ phone: ['这个手机号已有账号。'] })
    const accountId = newId()
    await tx.insert(accounts).values({
      id: accountId,
      name,
      phoneSealed: site.keys.seal(phone, sealPlace.phoneOfAccount(accountId)),
      phoneFingerprint,
      secretHash,
      secretKind: 'password',
      createdAt: tx.at,
    })
    await ensureGrant(tx, accountId, role, scope)
    const [slip] = secretHash ? [] : (await issueSlips(tx, site, viewer, { accountIds: [accountId] })).slips
    return { accountId, slipPath: slip ? `/s/${slip.code}` : null, expiresAt: slip?.expiresAt ?? null }
  })
}

const isLastAdministrator = async (tx: Tx, site: Site, accountId: string) =>
  (
    await tx
      .select({ id: accounts.id })
      .from(grants)
      .innerJoin(accounts, eq(accounts.id, grants.accountId))
      .where(
        and(
          eq(grants.role, 'administrator'),
          isNull(grants.revokedAt),
          isNull(accounts.disabledAt),
          ne(accounts.id, accountId),
          canSignInWhere(site),
        ),
      )
  ).length === 0

/** Disables an account and ends its sessions, or enables it again. Throws 403, 404, or 409 for the last administrator, or if it is so already. */
export async function setAccountEnabled(site: Site, viewer: Viewer, { accountId, enabled }: { accountId: string; enabled: boolean }) {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  await site.write(viewer.accountId, enabled ? 'enable account' : 'disable account', async (tx) => {
    if (!enabled && (await isAdministrator(tx, accountId)) && (await isLastAdministrator(tx, site, accountId)))
      throw new Refusal(409, '这是最后一个管理员，不能停用。请先设另一个管理员。')
    const [account] = await tx.select({ disabledAt: accounts.disabledAt }).from(accounts).where(eq(accounts.id, accountId))
    if (!account) throw notFound('这个账号')
    if (enabled === (account.disabledAt === null)) {
      const did = enabled ? '恢复了这个账号' : '停用了这个账号'
      const last = await formatLastWrite(tx, { why: enabled ? 'enable account' : 'disable account', about: accountId, did })
      throw new Refusal(409, `${enabled ? '这个账号已经恢复了，不用再恢复。' : '这个账号已经停用了。'}${last}`)
    }
    await tx
      .update(accounts)
      .set({ disabledAt: enabled ? null : tx.at })
      .where(eq(accounts.id, accountId))
    if (!enabled) await deleteSessions(tx, accountId)
    tx.note(`account ${accountId}`)
  })
}

const isAdministrator = async (tx: Tx, accountId: string) =>
  (await tx.$count(grants, and(eq(grants.accountId, accountId), eq(grants.role, 'administrator'), isNull(grants.revokedAt)))) > 0

/** Grants one more role to an account. Throws 403, 404, 409 if a trainee's account may not have the role, or 422 if the input is wrong. */
export async function grantRole(
  site: Site,
  viewer: Viewer,
  { accountId, role: entered, ...where }: { accountId: string; role: string; region?: string | undefined; cohort?: string | undefined },
) {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const role = requireDeskRole(entered)
  const scope = await resolveScope(site, role, where)
  await site.write(viewer.accountId, 'grant role', async (tx) => {
    const [account] = await tx.select({ secretKind: accounts.secretKind }).from(accounts).where(eq(accounts.id, accountId))
    if (!account) throw notFound('这个账号')
    if (account.secretKind === 'pin' && !isOwnerRole(role))
      throw new Refusal(409, '学员账号只用 6 个数字登录，不够安全，不能给它干部的角色。请另建一个账号。')
    await ensureGrant(tx, accountId, role, scope)
  })
}

/** Revokes a role. Throws 403, 404, or 409 for the last administrator's, or if it is revoked already. */
export async function revokeGrant(site: Site, viewer: Viewer, { grantId }: { grantId: string }) {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  await site.write(viewer.accountId, 'revoke role', async (tx) => {
    const [grant] = await tx.select().from(grants).where(eq(grants.id, grantId))
    if (!grant) throw notFound('这个角色')
    if (grant.revokedAt !== null) {
      const last = await formatLastWrite(tx, {
        why: 'revoke role',
        about: `account ${grant.accountId} is no longer`,
        did: '撤销了这个角色',
      })
      throw new Refusal(409, `这个角色已经撤销了。${last}`)
    }
    if (grant.role === 'administrator' && (await isLastAdministrator(tx, site, grant.accountId)))
      throw new Refusal(409, '这是最后一个管理员，不能撤销。请先设另一个管理员。')
    await tx.update(grants).set({ revokedAt: tx.at }).where(eq(grants.id, grantId))
    tx.note(`account ${grant.accountId} is no longer ${grant.role}`)
  })
}

/**
 * Issues a new slip for an account whose owner cannot sign in, and returns its path. An account of a desk loses its secret,
 * its second step and its sessions at once. `seen` is the fingerprint of the slip that this voids, as the page knew it; empty for none.
 * Throws 403, 404, or 409 if a reason is required and missing, or if another slip was issued meanwhile.
 */
export async function resetAccess(
  site: Site,
  viewer: Viewer,
  { accountId, reason, seen }: { accountId: string; reason?: string | undefined; seen?: string | undefined },
): Promise<{ slipPath: string; expiresAt: Date }> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const { slips: issued } = await site.write(viewer.accountId, 'reset access', (tx) =>
    issueSlips(tx, site, viewer, { accountIds: [accountId], reason, voidsLive: seen === undefined ? true : seen || false }),
  )
  const [slip] = issued
  if (!slip) throw notFound('这个账号')
  return { slipPath: `/s/${slip.code}`, expiresAt: slip.expiresAt }
}

/** Changes the viewer's own PIN or password. Ends all sessions and voids an unused slip. Throws 422 if the old secret is wrong or the new one too weak. */
export async function changeSecret(site: Site, viewer: Viewer, { old, next, address }: { old: string; next: string; address: string }) {
  const [row] = await site.read
    .select({ account: accounts, person: columnsOf(identities) })
    .from(accounts)
    .leftJoin(identities, eq(identities.id, accounts.personId))
    .where(eq(accounts.id, viewer.accountId))
  if (!row) throw notFound('这个账号')
  await reauthenticate(site, row.account, { secret: old, address })
  const fault = findSecretFault(row.account.secretKind, next, readPersonalTerms(site, row.account, row.person))
  if (fault) throw invalidInput({ next: [fault] }, fault)
  const secretHash = await hashSecret(site, next)
  await site.write(viewer.accountId, 'change secret', async (tx) => {
    await tx.update(accounts).set({ secretHash, slipAskedAt: null }).where(eq(accounts.id, viewer.accountId))
    await deleteSessions(tx, viewer.accountId)
    await tx.delete(slips).where(and(eq(slips.accountId, viewer.accountId), isNull(slips.usedAt)))
  })
}
