// The second step of signing in: six digits that an authenticator shows (TOTP, RFC 6238), and recovery codes on paper for
// whoever has lost it. Required of administrators of a production server, offered to everybody else at a desk.
import { randomInt } from 'node:crypto'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { Refusal, notFound, invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { accounts } from '#db/views/accounts.ts'
import { recoveryCodes, secondSteps } from '#db/schema/sessions.ts'
import { sealPlace } from '#db/sealed.ts'
import { normaliseSecret } from '#app/text/secrets.ts'
import { type RequestHeaders, endOwnSessions } from './session.server.ts'
import { accountKindOf } from '#app/access/account-kind.ts'
import { countTry, forgiveTries, formatWait, ladders, toAddressKey } from '#app/modules/lockout/lockout.server.ts'
import type { Viewer } from '#app/access/viewer.ts'

const issuer = '梯队'
const period = 30
const recoveryCodeCount = 10
/** How long an unconfirmed secret is shown again before another one is made. */
const timeToConfirm = 60 * 60_000
/** Characters of recovery codes: none that is easily mistaken for another. */
const alphabet = '23456789abcdefghjkmnpqrstvwxyz'

const generatorOf = (secret: Secret, label: string) => new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period })

/** The period of 30 seconds that a code belongs to; one before or after now is accepted, since clocks differ. Null for none. */
function stepOf(base32: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = generatorOf(Secret.fromBase32(base32), '').validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

/** Whether signing in to this account takes a second step. */
export async function hasSecondStep(site: Pick<Site, 'read'>, accountId: string): Promise<boolean> {
  const [step] = await site.read
    .select({ confirmedAt: secondSteps.confirmedAt })
    .from(secondSteps)
    .where(eq(secondSteps.accountId, accountId))
  return !!step?.confirmedAt
}

export interface OwnSecondStep {
  /** `none`: not set up · `begun`: the secret is waiting for the authenticator · `on`. */
  state: 'none' | 'begun' | 'on'
  /** While begun: what the authenticator reads as a QR code, and the same to type in. */
  uri: string | null
  typed: string | null
  /** How many recovery codes are unused. */
  codesLeft: number
}

/** The state of the viewer's second step. */
export async function readSecondStep(site: Site, viewer: Viewer): Promise<OwnSecondStep> {
  const [step] = await site.read.select().from(secondSteps).where(eq(secondSteps.accountId, viewer.accountId))
  const codesLeft = await site.read.$count(recoveryCodes, and(eq(recoveryCodes.accountId, viewer.accountId), isNull(recoveryCodes.usedAt)))
  if (step?.confirmedAt) return { state: 'on', uri: null, typed: null, codesLeft }
  if (!step || isStale(step.createdAt, site.now())) return { state: 'none', uri: null, typed: null, codesLeft }
  const secret = site.keys.open(step.secretSealed, sealPlace.secondStepOf(viewer.accountId))
  return {
    state: 'begun',
    uri: generatorOf(Secret.fromBase32(secret), viewer.name).toString(),
    typed: secret.replace(/(.{4})(?=.)/g, '$1 '),
    codesLeft,
  }
}

const isStale = (createdAt: Date, now: Date) => now.getTime() - createdAt.getTime() > timeToConfirm

/** Whether the viewer may have a second step: everybody at a desk but the demo's people. */
export async function canHaveSecondStep(site: Site, viewer: Viewer): Promise<boolean> {
  if (viewer.mustSetUpSecondStep) return true
  const [account] = await site.read.select({ isDemo: accounts.isDemo }).from(accounts).where(eq(accounts.id, viewer.accountId))
  return !!account && !account.isDemo && viewer.grants.length > 0 && accountKindOf(viewer.grants.map(({ role }) => role)) === 'desk'
}

/** Whether the viewer's second step is on; null if the viewer may not have one. */
export async function readOfferedSecondStep(site: Site, viewer: Viewer): Promise<'on' | 'off' | null> {
  if (!(await canHaveSecondStep(site, viewer))) return null
  return (await hasSecondStep(site, viewer.accountId)) ? 'on' : 'off'
}

async function assertOffered(site: Site, viewer: Viewer) {
  if (!(await canHaveSecondStep(site, viewer))) throw notFound()
}

/** Makes a secret for the viewer's authenticator, unless one is waiting already. Throws 404 if the viewer may not have a second step, 409 if it is on. */
export async function beginSecondStep(site: Site, viewer: Viewer): Promise<void> {
  await assertOffered(site, viewer)
  const { state } = await readSecondStep(site, viewer)
  if (state === 'on') throw new Refusal(409, '验证器已经设好了。要换手机，请先关掉再重新设。')
  if (state === 'begun') return
  const values = {
    secretSealed: site.keys.seal(new Secret({ size: 20 }).base32, sealPlace.secondStepOf(viewer.accountId)),
    confirmedAt: null,
    lastStep: null,
  }
  await site.write(viewer.accountId, 'begin second step', async (tx) => {
    await tx
      .insert(secondSteps)
      .values({ accountId: viewer.accountId, ...values, createdAt: tx.at })
      .onConflictDoUpdate({ target: secondSteps.accountId, set: { ...values, createdAt: tx.at } })
  })
}

/**
 * Turns the viewer's second step on, by a code that proves that the authenticator holds the secret, and ends all other
 * sessions. Returns the recovery codes, which cannot be read again. A viewer who was not sent here on signing in must also
 * pass `reauthenticate`. Throws 422 if the code is wrong, 409 if nothing was begun, and whatever `reauthenticate` throws.
 */
export async function confirmSecondStep(
  site: Site,
  viewer: Viewer,
  {
    code,
    address,
    request,
    reauthenticate,
  }: { code: string; address: string; request: RequestHeaders; reauthenticate: () => Promise<void> },
): Promise<string[]> {
  await assertOffered(site, viewer)
  const [step] = await site.read.select().from(secondSteps).where(eq(secondSteps.accountId, viewer.accountId))
  if (step?.confirmedAt) throw new Refusal(409, '已经设好了；备用码没抄下来，请点“要新的备用码”。') // the page that showed them was loaded again
  if (!step || isStale(step.createdAt, site.now())) throw new Refusal(409, '这一步已经过期了，请重新开始。')
  if (!viewer.mustSetUpSecondStep) await reauthenticate()
  await verifyCode(site, viewer.accountId, { code, address }, '请看验证器上“梯队”下面现在的 6 个数字；手机的时间要准。')
  const codes = await site.write(viewer.accountId, 'second step set up', async (tx) => {
    await tx.update(secondSteps).set({ confirmedAt: tx.at }).where(eq(secondSteps.accountId, viewer.accountId))
    tx.note(`account ${viewer.accountId}`)
    return replaceRecoveryCodes(tx, site, viewer.accountId)
  })
  await endOwnSessions(site, viewer, { allBut: request })
  return codes
}

const newRecoveryCode = () => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')

async function replaceRecoveryCodes(tx: Tx, site: Site, accountId: string): Promise<string[]> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode)
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ codeHash: site.keys.fingerprint(tryKeyOf(accountId, code)), accountId })))
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

const tryKeyOf = (accountId: string, code: string) => `recovery ${accountId} ${code}`

/** Replaces the recovery codes. Throws 422 if the code is wrong, 409 if there is no second step. */
export async function renewRecoveryCodes(
  site: Site,
  viewer: Viewer,
  { code, address }: { code: string; address: string },
): Promise<string[]> {
  await assertOffered(site, viewer)
  await verifySecondStep(site, viewer.accountId, { code, address })
  return site.write(viewer.accountId, 'new recovery codes', (tx) => replaceRecoveryCodes(tx, site, viewer.accountId))
}

/** Removes the viewer's second step. Throws 422 if the code is wrong, 409 if there is none. */
export async function removeSecondStep(site: Site, viewer: Viewer, { code, address }: { code: string; address: string }): Promise<void> {
  await assertOffered(site, viewer)
  await verifySecondStep(site, viewer.accountId, { code, address })
  await site.write(viewer.accountId, 'second step removed', async (tx) => {
    await deleteSecondStep(tx, viewer.accountId)
    tx.note(`account ${viewer.accountId}`)
  })
}

/** Removes the second step and the recovery codes of an account as part of another write. */
export async function deleteSecondStep(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(secondSteps).where(eq(secondSteps.accountId, accountId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
}

/** Checks the code of the second step on signing in. Throws 422 with the wait if it is wrong, 409 if the account has no second step. */
export async function verifySecondStep(site: Site, accountId: string, tried: { code: string; address: string }): Promise<void> {
  if (!(await hasSecondStep(site, accountId))) throw new Refusal(409, '这个账号没有设验证器，请重新登录。')
  await verifyCode(site, accountId, tried)
}

const wrong = '验证码不对。'
const helpUsed = '这 6 个数字用过或过时了，请等验证器上换了新的再填。'
const helpLater = '请看验证器上现在的 6 个数字；手机的时间要准。手机丢了，可以填一个备用码。'

/** Checks a code of the authenticator or a recovery code. Tries are counted as for passwords, under a key of their own. */
async function verifyCode(site: Site, accountId: string, { code, address }: { code: string; address: string }, help = helpLater) {
  const tried = { who: `account:${accountId}`, address }
  const keys = { all: `code:${accountId}`, one: `address:${site.keys.fingerprint(toAddressKey(address))}` }
  const { locked, next } = await countTry(site, tried, 'wrongCode', [
    { key: keys.all, ladder: ladders.account },
    { key: keys.one, ladder: ladders.address },
  ])
  if (locked > 0) throw new Refusal(422, `试错的次数多了，请等 ${formatWait(locked)}再试。`)
  const entered = normaliseSecret(code).toLowerCase().replace(/[\s-]/g, '')
  const spent = /^\d{6}$/.test(entered)
    ? await consumeTotpStep(site, accountId, entered)
    : await consumeRecoveryCode(site, accountId, entered)
  if (spent !== 'right')
    throw invalidInput(
      { code: [wrong] },
      `${wrong}${next > 0 ? `请等 ${formatWait(next)}再试。` : ''}${spent === 'used' ? helpUsed : help}`,
    )
  await forgiveTries(site, tried, 'wrongCode', keys)
}

/** `used`: right, but this code or a later one was accepted already, as when a page is loaded again; refused with another sentence. */
type Spent = 'right' | 'used' | 'wrong'

/** Marks the period of a code as used, so that nobody who saw the code can use it again. */
async function consumeTotpStep(site: Site, accountId: string, code: string): Promise<Spent> {
  const [step] = await site.read.select().from(secondSteps).where(eq(secondSteps.accountId, accountId))
  const nth = step ? stepOf(site.keys.open(step.secretSealed, sealPlace.secondStepOf(accountId)), code, site.now()) : null
  if (nth === null) return 'wrong'
  const taken = await site.write(accountId, 'second step used', (tx) =>
    tx
      .update(secondSteps)
      .set({ lastStep: nth })
      .where(and(eq(secondSteps.accountId, accountId), or(isNull(secondSteps.lastStep), lt(secondSteps.lastStep, nth))))
      .returning({ id: secondSteps.accountId }),
  )
  return taken.length > 0 ? 'right' : 'used'
}

async function consumeRecoveryCode(site: Site, accountId: string, code: string): Promise<Spent> {
  if (code.length !== 10) return 'wrong'
  const isUnused = and(inValues(recoveryCodes.codeHash, site.keys.fingerprints(tryKeyOf(accountId, code))), isNull(recoveryCodes.usedAt))
  if ((await site.read.$count(recoveryCodes, isUnused)) === 0) return 'wrong'
  return site.write(accountId, 'recovery code used', async (tx) => {
    const taken = await tx.update(recoveryCodes).set({ usedAt: tx.at }).where(isUnused).returning({ hash: recoveryCodes.codeHash })
    tx.note(`account ${accountId}`)
    return taken.length > 0 ? 'right' : 'wrong'
  })
}
