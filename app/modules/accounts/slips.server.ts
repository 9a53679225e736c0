// Slips: printed by an officer, used once to choose a PIN or password, and afterwards the sign-in name of their holders.
import { randomInt } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { formatMoment } from '#app/calendar.ts'
import { present } from '#app/present.ts'
import { Refusal, invalidInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { accounts, grants, slips } from '#db/schema/accounts.ts'
import { findSecretFault, readPersonalTerms } from './secrets/personal-terms.server.ts'
import type { Role } from '#app/access/roles.ts'
import type { Programme } from '#app/programme/programme.ts'
import { normaliseSlipCode } from './sign-in.server.ts'
import { hasOpenRequest, isReasonMissing, joinObjections, resolveReason, findSlipObjection } from './slip-policy.ts'
import { recordSlipReason } from './slip-reasons.server.ts'
import { type AccountKind, accountKindOf } from '#app/access/account-kind.ts'
import { clearTries, countTry, formatWait, isLockedOut, ladders, toAddressKey } from '#app/modules/lockout/lockout.server.ts'
import { deleteSecondStep, deleteSessions } from '#app/modules/sessions/sessions.server.ts'
import { canSignIn } from '#app/access/demo-accounts.ts'
import { fingerprintOfLive, listLiveSlips, summariseLive, type VoidedSlips } from './live-slips.server.ts'
import { hashSecret } from './secrets/hashes.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { columnsOf } from '#db/views/columns.ts'
import { identities, persons } from '#db/views/households.ts'

const alphabet = '23456789abcdefghjkmnpqrstvwxyz' // none that is easily mistaken for another
const hour = 3_600_000
/** How long a slip is valid, in milliseconds. */
const getValidity = ({ slipDays, deskLinkHours }: Programme['terms'], kind: AccountKind) =>
  kind === 'desk' ? deskLinkHours * hour : slipDays * 24 * hour

export interface Slip {
  accountId: string
  personId: string | null
  name: string
  /** In clear text; only its fingerprint is stored. */
  code: string
  expiresAt: Date
}

export interface IssuedSlips {
  slips: Slip[]
  /** The accounts that got none, and why, in a sentence. */
  withheld: { accountId: string; why: string }[]
}

const newCode = () => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
const inOneQuery = 500

export interface SlipsOrder {
  accountIds: readonly string[]
  /** For accounts without one in `reasons`. */
  reason?: string | undefined
  reasons?: ReadonlyMap<string, string>
  /** False: nobody was told which slips become void, so none may. A text: only those of which that was said (`VoidedSlips.seen`). */
  voidsLive?: boolean | string
}

interface PermittedSlip {
  account: typeof accounts.$inferSelect
  kind: AccountKind
  /** What is recorded, and shown to the account's owner; empty if it has no secret yet. */
  reason: string
}

/**
 * Issues new slips as far as slip-policy.ts permits, and voids the older ones of these accounts. The only place that does.
 * They are in the order of `accountIds`, since they are printed and handed out by a list. An account of a desk loses its
 * secret, its second step and all sessions at once; others keep theirs until the slip is used. The reason is recorded, and
 * shown to the account's owner. Throws 422 if a trainee who has a PIN is among them without a reason, 409 if none could be
 * issued, or if a slip would become void of which `voidsLive` does not know.
 */
export async function issueSlips(tx: Tx, site: Site, viewer: Viewer, order: SlipsOrder): Promise<IssuedSlips> {
  const { permitted, withheld } = await resolveOrder(tx, viewer, { ...order, at: tx.at, requestDays: site.programme.terms.slipRequestDays })
  if (order.voidsLive === false || typeof order.voidsLive === 'string')
    await refuseIfUnknown(
      tx,
      permitted.map(({ account }) => account.id),
      order.voidsLive,
    )
  const issued: Slip[] = []
  for (const { account, kind, reason } of permitted) {
    issued.push(await newSlip(tx, site, account, kind))
    await recordSlipReason(tx, account, reason)
  }
  return { slips: issued, withheld }
}

/** What issuing these slips would make void; null if nothing. Throws like `issueSlips`. */
export async function findVoidedSlips(
  site: Pick<Site, 'read' | 'now' | 'programme'>,
  viewer: Viewer,
  order: SlipsOrder,
): Promise<VoidedSlips | null> {
  const { permitted } = await resolveOrder(site.read, viewer, {
    ...order,
    at: site.now(),
    requestDays: site.programme.terms.slipRequestDays,
  })
  const accountIds = permitted.map(({ account }) => account.id)
  return summariseLive(await listLiveSlips(site.read, { accountIds }, site.now()), accountIds)
}

/** Who of an order may get a slip, with what reason, and who not and why. Throws like `issueSlips`. */
async function resolveOrder(
  read: Pick<Reader, 'select'>,
  viewer: Viewer,
  { accountIds, reason = '', reasons, at, requestDays }: SlipsOrder & { at: Date; requestDays: number },
): Promise<{ permitted: PermittedSlip[]; withheld: IssuedSlips['withheld'] }> {
  const permitted: PermittedSlip[] = []
  const withheld: IssuedSlips['withheld'] = []
  const objections: { name: string; why: string }[] = []
  const lacking: string[] = []
  for (let from = 0; from < accountIds.length; from += inOneQuery) {
    for (const { account, region, roles } of await loadHolders(read, accountIds.slice(from, from + inOneQuery))) {
      const { name, slipAskedAt: askedAt } = account
      const holder = { name, roles, isClaimed: account.secretHash !== null, region, askedAt, requestDays }
      const given = { at, reason: reasons?.get(account.id) ?? reason }
      const why = account.disabledAt ? `${account.name}的账号已经停用，要先启用才能发。` : findSlipObjection(viewer, holder, given)
      if (why === null) {
        permitted.push({ account, kind: accountKindOf(roles), reason: resolveReason(viewer, holder, given) ?? '' })
      } else {
        withheld.push({ accountId: account.id, why })
        objections.push({ name, why })
        if (!account.disabledAt && isReasonMissing(viewer, holder, given)) lacking.push(why)
      }
    }
  }
  if (lacking.length > 0) throw invalidInput({ reason: lacking.slice(0, 20) }, `登录条还没有发。${lacking.slice(0, 20).join('')}`)
  if (permitted.length === 0 && withheld.length > 0) throw new Refusal(409, joinObjections(objections))
  return { permitted, withheld }
}

/** Throws 409 if one of these slips can be used, unless exactly they were seen. */
async function refuseIfUnknown(tx: Tx, accountIds: readonly string[], seen: string | false) {
  const live = await listLiveSlips(tx, { accountIds }, tx.at)
  if (live.length === 0 || seen === fingerprintOfLive(live)) return
  const newest = live.reduce((one, other) => (other.issuedAt > one.issuedAt ? other : one), present(live[0], 'slip'))
  const last = `最近一张：${newest.by} ${formatMoment(newest.issuedAt)} 发给${newest.name}。`
  if (seen !== false) throw new Refusal(409, `您看的时候，别人刚发了登录条，或有人用了。${last}没有重发。请重新打开这一页，看清楚再办。`)
  const names = live.slice(0, 5).map(({ name }) => name)
  throw new Refusal(
    409,
    `${names.join('、')}${live.length > names.length ? `等 ${live.length} 人` : ''}手里有能用的登录条，再发就作废。请重新打开这一页，看清楚再办。`,
  )
}

/** The accounts with region and roles, in the order of `accountIds`. */
async function loadHolders(read: Pick<Reader, 'select'>, accountIds: readonly string[]) {
  const found = await read
    .select({ account: accounts, region: persons.regionCode })
    .from(accounts)
    .leftJoin(persons, eq(persons.id, accounts.personId))
    .where(inValues(accounts.id, [...accountIds]))
  const held = await read
    .select({ accountId: grants.accountId, role: grants.role })
    .from(grants)
    .where(and(inValues(grants.accountId, [...accountIds]), isNull(grants.revokedAt)))
  const rolesOf = new Map<string, Role[]>()
  for (const { accountId, role } of held) rolesOf.set(accountId, [...(rolesOf.get(accountId) ?? []), role])
  const foundById = new Map(found.map((one) => [one.account.id, one]))
  return accountIds.flatMap((id) => {
    const one = foundById.get(id)
    return one ? [{ ...one, roles: rolesOf.get(id) ?? [] }] : []
  })
}

async function newSlip(tx: Tx, site: Site, { id, name, personId }: typeof accounts.$inferSelect, kind: AccountKind): Promise<Slip> {
  await tx.delete(slips).where(eq(slips.accountId, id))
  if (kind === 'desk') await signOutEverywhere(tx, id)
  const code = newCode()
  const expiresAt = new Date(tx.at.getTime() + getValidity(site.programme.terms, kind))
  await tx
    .insert(slips)
    .values({ id: newId(), accountId: id, codeHash: site.keys.fingerprint(code), issuedBy: tx.actor, issuedAt: tx.at, expiresAt })
  await tx.update(accounts).set({ slipAskedAt: null }).where(eq(accounts.id, id))
  tx.note(`slip for account ${id}`)
  return { accountId: id, personId, name, code, expiresAt }
}

/** Deletes an account's secret and second step, and ends its sessions. */
async function signOutEverywhere(tx: Tx, accountId: string) {
  await tx.update(accounts).set({ secretHash: null }).where(eq(accounts.id, accountId))
  await deleteSecondStep(tx, accountId)
  await deleteSessions(tx, accountId)
  await clearTries(tx, `code:${accountId}`)
}

/** Voids the unused slips of an account. */
export const revokeUnusedSlips = (tx: Tx, accountId: string) =>
  tx.delete(slips).where(and(eq(slips.accountId, accountId), isNull(slips.usedAt)))

/** Records the viewer's request for a new slip. Does nothing while an earlier one is valid. */
export async function requestSlip(site: Site, viewer: Viewer): Promise<void> {
  const [account] = await site.read.select({ askedAt: accounts.slipAskedAt }).from(accounts).where(eq(accounts.id, viewer.accountId))
  if (!account || hasOpenRequest({ askedAt: account.askedAt, requestDays: site.programme.terms.slipRequestDays }, site.now())) return
  await site.write(viewer.accountId, 'ask for a new slip', async (tx) => {
    await tx.update(accounts).set({ slipAskedAt: tx.at }).where(eq(accounts.id, viewer.accountId))
    tx.note(`account ${viewer.accountId}`)
  })
}

export interface OpenedSlip {
  /** `choose`: opened for the first time; `signIn`: the secret is chosen already; `expired`; `unknown`: no such slip, or a newer one was issued. */
  state: 'choose' | 'signIn' | 'expired' | 'unknown'
  name: string | null
  secretKind: 'pin' | 'password'
  /** Whether the account is a registered person's, a trainee's, and not only a shop owner's. */
  learns: boolean
  /** Whether it is a login link for a desk, valid for a day, rather than a slip on paper. */
  isForDesk: boolean
}

/** The state of a slip, which reading does not change. Throws 429 if the address has tried too many unknown codes. */
export async function openSlip(site: Site, code: string, address = ''): Promise<OpenedSlip> {
  const found = await findSlipFor(site, { code, address })
  if (!found) return { state: 'unknown', name: null, secretKind: 'pin', learns: false, isForDesk: false }
  const { slip, account } = found
  const state = slip.usedAt ? 'signIn' : slip.expiresAt <= site.now() ? 'expired' : 'choose'
  return {
    state,
    name: account.name,
    secretKind: account.secretKind,
    learns: account.personId !== null,
    isForDesk: account.secretKind === 'password',
  }
}

/**
 * Finds a slip by its code for a request from an address. Unknown codes are counted for the address like wrong PINs, but under
 * a key of their own: a class with replaced slips must not keep its office from signing in. All requests without an address
 * share one count. Throws 429 while the address must wait, for valid codes too.
 */
async function findSlipFor(site: Site, { code, address }: { code: string; address: string }) {
  const found = await findSlip(site, code)
  const key = `slips:${site.keys.fingerprint(toAddressKey(address))}`
  if (found && !(await isLockedOut(site, key, ladders.address))) return found // a valid code is not counted
  const { locked } = await countTry(site, { who: 'slip', address }, 'wrong', [{ key, ladder: ladders.address }])
  if (locked > 0)
    throw new Refusal(429, `这里试过太多不能用的登录条或登录链接，请等 ${formatWait(locked)}再试。试了还不行，请找发给您的人要新的。`)
  return found
}

async function findSlip(site: Site, code: string) {
  const [found] = await site.read
    .select({ slip: slips, account: accounts, person: columnsOf(identities) })
    .from(slips)
    .innerJoin(accounts, eq(accounts.id, slips.accountId))
    .leftJoin(identities, eq(identities.id, accounts.personId))
    .where(and(inValues(slips.codeHash, site.keys.fingerprints(normaliseSlipCode(code))), isNull(accounts.disabledAt)))
  return found && canSignIn(site, found.account) ? found : undefined
}

/**
 * Uses a slip: sets the PIN or password that its owner chose, and ends the account's sessions. Returns the account's id.
 * Throws 422 if the secret is too easy to guess, 409 if the slip was used, has expired or was replaced, 429 if the address has
 * tried too many unknown codes.
 */
export async function redeemSlip(
  site: Site,
  { code, secret, address = '' }: { code: string; secret: string; address?: string },
): Promise<string> {
  const found = await findSlipFor(site, { code, address })
  if (!found) throw new Refusal(409, '这张登录条（或登录链接）已经作废。请找发给您的人要新的。')
  const { account, slip, person } = found
  const fault = findSecretFault(account.secretKind, secret, readPersonalTerms(site, account, person))
  if (fault) throw invalidInput({ secret: [fault] }, fault)
  const secretHash = await hashSecret(site, secret)
  return site.write(account.id, 'slip used: secret chosen', async (tx) => {
    const used = await tx
      .update(slips)
      .set({ usedAt: tx.at })
      .where(and(eq(slips.id, slip.id), isNull(slips.usedAt), gt(slips.expiresAt, tx.at)))
      .returning({ id: slips.id })
    if (used.length === 0)
      throw new Refusal(
        409,
        account.secretKind === 'pin'
          ? '这张登录条已经用过或过期了。用过的，请输密码登录；忘了密码，请找发登录条的人。'
          : '这个登录链接已经用过或过期了。用过的，请输密码登录；忘了密码，请找管理员。',
      )
    await tx.update(accounts).set({ secretHash }).where(eq(accounts.id, account.id))
    await deleteSessions(tx, account.id) // they were opened with the old secret
    await clearTries(tx, `account:${account.id}`)
    return account.id
  })
}
