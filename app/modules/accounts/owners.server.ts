// The accounts of shop owners, found by a phone number. A number that is somebody's already makes nobody an owner by
// mere entry: who typed it would reach into an account that is not his.
import { and, eq, isNull } from 'drizzle-orm'
import { invalidInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { sealPlace } from '#db/sealed.ts'
import { ensureGrant } from './grants.server.ts'
import type { Role } from '#app/access/roles.ts'
import { accountKindOf } from '#app/access/account-kind.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { identities } from '#db/views/households.ts'

/** How long an agreement to be entered as an owner holds, in days. */
const agreementDays = 60

export type Side = 'west' | 'east'
const roleOn: Record<Side, Role> = { west: 'shopOwner', east: 'mentor' }

/** What a phone number leads to: an account that may own shops, none yet, or somebody who has not agreed. */
type Owner = { accountId: string | null; why: null } | { accountId: string | null; why: string }

const askFirstSentence =
  '这个手机号已经是系统里某个人的，不能只凭登记就让他当店主。请本人登录后在“我的账号”里点“同意登记为店主”，再来登记；或请管理员和本人核对后登记。'
const disabledSentence = '这个手机号的账号已经停用。请管理员先核对。'

const hasAgreed = (at: Date | null, now: Date) => at !== null && now.getTime() - at.getTime() < agreementDays * 86_400_000

async function findOwner(
  site: Pick<Site, 'keys' | 'now'>,
  read: Pick<Reader, 'select'>,
  { phone, side }: { phone: string; side: Side },
): Promise<Owner> {
  const fingerprint = site.keys.fingerprint(phone)
  const [account] = await read.select().from(accounts).where(eq(accounts.phoneFingerprint, fingerprint))
  if (account) {
    const { id, disabledAt, ownerConsentAt } = account
    if (disabledAt) return { accountId: id, why: disabledSentence }
    const roles = (
      await read
        .select({ role: grants.role })
        .from(grants)
        .where(and(eq(grants.accountId, id), isNull(grants.revokedAt)))
    ).map(({ role }) => role)
    const isOne = roles.includes(roleOn[side]) || accountKindOf(roles) === 'owner' || hasAgreed(ownerConsentAt, site.now())
    return { accountId: id, why: isOne ? null : askFirstSentence }
  }
  // Families share a number: whoever of them has agreed is meant, if that is one.
  const people = await read
    .select({ account: accounts })
    .from(identities)
    .leftJoin(accounts, and(eq(accounts.personId, identities.id), isNull(accounts.disabledAt)))
    .where(eq(identities.phoneFingerprint, fingerprint))
    .limit(20)
  const [agreed, another] = people.flatMap(({ account }) => (account && hasAgreed(account.ownerConsentAt, site.now()) ? [account.id] : []))
  if (agreed !== undefined && another === undefined) return { accountId: agreed, why: null }
  return { accountId: null, why: people.length > 0 ? askFirstSentence : null }
}

/** Why the owner of this phone number cannot be a shop's owner by mere entry, in a sentence; null if she can. */
export const findOwnerObjection = async (
  site: Pick<Site, 'keys' | 'now'>,
  read: Pick<Reader, 'select'>,
  wanted: { phone: string; side: Side },
) => (await findOwner(site, read, wanted)).why

interface EnteredOwner {
  name: string
  phone: string
  side: Side
  /** How an administrator made sure, with the person, that she is the owner. */
  confirmed?: string | undefined
}

/**
 * The account of a shop's owner, found by the phone number or made without a secret, so that a slip lets its owner in.
 * Refuses with 422 a number that is somebody's who has not agreed, unless an administrator says how he made sure.
 */
export async function ensureOwnerAccount(
  tx: Tx,
  site: Site,
  viewer: Viewer,
  { name, phone, side, confirmed = '' }: EnteredOwner,
): Promise<string> {
  const { accountId: known, why } = await findOwner(site, tx, { phone, side })
  const isConfirmed = confirmed.trim() !== '' && why !== disabledSentence && hasDuty(viewer, 'accounts.manage')
  if (why && !isConfirmed)
    throw invalidInput({
      phone: [why],
      ...(hasDuty(viewer, 'accounts.manage') && why !== disabledSentence ? { ownerConfirmed: ['请和本人核对，写明怎么核对的。'] } : {}),
    })
  const accountId = known ?? newId()
  if (!known) {
    await tx.insert(accounts).values({
      id: accountId,
      name,
      phoneSealed: site.keys.seal(phone, sealPlace.phoneOfAccount(accountId)),
      phoneFingerprint: site.keys.fingerprint(phone),
      secretKind: 'pin',
      createdAt: tx.at,
    })
    tx.note(`account ${accountId} of a shop owner`)
  }
  if (why) tx.note(`account ${accountId} confirmed as a shop owner: ${confirmed.trim()}`)
  await ensureGrant(tx, accountId, roleOn[side], { kind: 'own' })
  return accountId
}

/** The viewer agrees to be entered as the owner of a shop; holds for 60 days. */
export async function agreeToOwnShops(site: Site, viewer: Viewer): Promise<void> {
  const [account] = await site.read.select({ at: accounts.ownerConsentAt }).from(accounts).where(eq(accounts.id, viewer.accountId))
  if (!account || hasAgreed(account.at, site.now())) return
  await site.write(viewer.accountId, 'agree to own shops', async (tx) => {
    await tx.update(accounts).set({ ownerConsentAt: tx.at }).where(eq(accounts.id, viewer.accountId))
    tx.note(`account ${viewer.accountId}`)
  })
}

/** Until when the viewer's agreement holds; null if there is none. */
export const agreementEnd = (at: Date | null, now: Date) =>
  at && hasAgreed(at, now) ? new Date(at.getTime() + agreementDays * 86_400_000) : null
