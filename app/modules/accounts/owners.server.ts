// The accounts of shop owners, found by phone number. A number that belongs to an account or a registered person does not
// make that person an owner by mere entry: the account must agree first, or an administrator confirm it.
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

export type Side = 'west' | 'east'
const roleOn: Record<Side, Role> = { west: 'shopOwner', east: 'mentor' }

/** The account behind a phone number, null if there is none yet; `why` says why it cannot be an owner's. */
type Owner = { accountId: string | null; why: null } | { accountId: string | null; why: string }

const askFirstSentence =
  '这个手机号已经是系统里某个人的，不能只凭登记就让他当店主。请本人登录后在“我的账号”里点“同意登记为店主”，再来登记；或请管理员和本人核对后登记。'
const disabledSentence = '这个手机号的账号已经停用。请管理员先核对。'

type Now = Pick<Site, 'now' | 'programme'>

/** How long an agreement to be entered as an owner is valid, in milliseconds. */
const getValidity = ({ programme }: Now) => programme.terms.ownerConsentDays * 86_400_000
const hasAgreed = (at: Date | null, site: Now) => at !== null && site.now().getTime() - at.getTime() < getValidity(site)

async function findOwner(
  site: Pick<Site, 'keys' | 'now' | 'programme'>,
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
    const isOne = roles.includes(roleOn[side]) || accountKindOf(roles) === 'owner' || hasAgreed(ownerConsentAt, site)
    return { accountId: id, why: isOne ? null : askFirstSentence }
  }
  // Families share a number: it is the account of the one who has agreed, if it is exactly one.
  const people = await read
    .select({ account: accounts })
    .from(identities)
    .leftJoin(accounts, and(eq(accounts.personId, identities.id), isNull(accounts.disabledAt)))
    .where(eq(identities.phoneFingerprint, fingerprint))
    .limit(20)
  const [agreed, another] = people.flatMap(({ account }) => (account && hasAgreed(account.ownerConsentAt, site) ? [account.id] : []))
  if (agreed !== undefined && another === undefined) return { accountId: agreed, why: null }
  return { accountId: null, why: people.length > 0 ? askFirstSentence : null }
}

/** Why a shop cannot be entered with this phone number as its owner's, in a sentence; null if it can. */
export const findOwnerObjection = async (
  site: Pick<Site, 'keys' | 'now' | 'programme'>,
  read: Pick<Reader, 'select'>,
  wanted: { phone: string; side: Side },
) => (await findOwner(site, read, wanted)).why

interface EnteredOwner {
  name: string
  phone: string
  side: Side
  /** How an administrator verified, with the person, that she is the owner. */
  confirmed?: string | undefined
}

/**
 * Finds the account of a shop's owner by phone number, or creates one without a secret, to be opened by a slip. Returns its id.
 * Throws 422 if the number belongs to somebody who has not agreed, unless an administrator says how it was verified.
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

/** Records that the viewer agrees to be entered as the owner of a shop for some time. */
export async function agreeToOwnShops(site: Site, viewer: Viewer): Promise<void> {
  const [account] = await site.read.select({ at: accounts.ownerConsentAt }).from(accounts).where(eq(accounts.id, viewer.accountId))
  if (!account || hasAgreed(account.at, site)) return
  await site.write(viewer.accountId, 'agree to own shops', async (tx) => {
    await tx.update(accounts).set({ ownerConsentAt: tx.at }).where(eq(accounts.id, viewer.accountId))
    tx.note(`account ${viewer.accountId}`)
  })
}

/** When an agreement ends; null if there is none that is valid now. */
export const agreementEnd = (at: Date | null, site: Now) => (at && hasAgreed(at, site) ? new Date(at.getTime() + getValidity(site)) : null)
