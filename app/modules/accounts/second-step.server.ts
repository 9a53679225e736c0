// The second step of signing in: six figures that an authenticator shows (TOTP, RFC 6238), and codes on paper for whoever
// has lost it. Required of administrators of a production server, offered to everybody else at a desk.
import { randomInt } from 'node:crypto'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { Refusal, notFound, invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { accounts, recoveryCodes, secondSteps } from '#db/schema/accounts.ts'
import { sealPlace } from '#db/sealed.ts'
import { ladders, toAddressKey, formatWait } from './lockout.ts'
import { normaliseSecret } from './secrets/secrets.ts'
import { type RequestHeaders, endOwnSessions } from './session.server.ts'
import { reauthenticate } from './sign-in.server.ts'
import { accountKindOf } from './account-kind.ts'
import { countTry, forgiveTries } from './tries.server.ts'
import type { Viewer } from '#app/access/viewer.ts'

const issuer = '梯队'
const period = 30
const recoveryCodeCount = 10
/** How long a secret that nobody confirmed is shown again, rather than another. */
const timeToConfirm = 60 * 60_000
/** Signs of paper codes: nothing that reads like something else. */
const alphabet = '23456789abcdefghjkmnpqrstvwxyz'

const generatorOf = (secret: Secret, label: string) => new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period })

/** The period whose code this is, one before or after now included, since clocks differ; null if it is none's. */
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
  /** `none`: not set up · `begun`: the authenticator is to be shown the secret · `on`. */
  state: 'none' | 'begun' | 'on'
  /** While begun: what the authenticator reads as a QR code, and what can be typed into it. */
  uri: string | null
  typed: string | null
  /** Paper codes that are still good. */
  codesLeft: number
}

/** How the viewer's second step stands. */
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

/** Whether the viewer is offered a second step: whoever works at a desk, but none of the demo's people. */
export async function canHaveSecondStep(site: Site, viewer: Viewer): Promise<boolean> {
  if (viewer.mustSetUpSecondStep) return true
  const [account] = await site.read.select({ isDemo: accounts.isDemo }).from(accounts).where(eq(accounts.id, viewer.accountId))
  return !!account && !account.isDemo && viewer.grants.length > 0 && accountKindOf(viewer.grants.map(({ role }) => role)) === 'desk'
}

/** Whether the viewer's second step is on; null where none is offered. */
export async function readOfferedSecondStep(site: Site, viewer: Viewer): Promise<'on' | 'off' | null> {
  if (!(await canHaveSecondStep(site, viewer))) return null
  return (await hasSecondStep(site, viewer.accountId)) ? 'on' : 'off'
}

async function assertOffered(site: Site, viewer: Viewer) {
  if (!(await canHaveSecondStep(site, viewer))) throw notFound()
}

/** Makes a secret for the viewer's authenticator, unless one is waiting already. Refuses with 404 who is offered none, with 409 one that is on. */
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
 * Proves that the viewer's authenticator holds the secret; from now on it is asked for. Ends all other sessions. Gives the
 * codes for paper, this once. Who was not sent here on signing in also gives his password.
 * Refuses with 422 a code or a password that is wrong, with 409 when nothing was begun.
 */
export async function confirmSecondStep(
  site: Site,
  viewer: Viewer,
  { code, secret, address, request }: { code: string; secret?: string | undefined; address: string; request: RequestHeaders },
): Promise<string[]> {
  await assertOffered(site, viewer)
  const [account] = await site.read.select().from(accounts).where(eq(accounts.id, viewer.accountId))
  const [step] = await site.read.select().from(secondSteps).where(eq(secondSteps.accountId, viewer.accountId))
  if (step?.confirmedAt) throw new Refusal(409, '已经设好了；备用码没抄下来，请点“要新的备用码”。') // the page that showed them was loaded again
  if (!account || !step || isStale(step.createdAt, site.now())) throw new Refusal(409, '这一步已经过期了，请重新开始。')
  if (!viewer.mustSetUpSecondStep)
    await reauthenticate(site, account, { secret: secret ?? '', address, field: 'secret', wrong: '密码不对。' })
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

/** New codes for paper; the old ones are void. Asks for a code. Refuses with 422, or 409. */
export async function renewRecoveryCodes(
  site: Site,
  viewer: Viewer,
  { code, address }: { code: string; address: string },
): Promise<string[]> {
  await assertOffered(site, viewer)
  await verifySecondStep(site, viewer.accountId, { code, address })
  return site.write(viewer.accountId, 'new recovery codes', (tx) => replaceRecoveryCodes(tx, site, viewer.accountId))
}

/** Takes the second step off, for a new telephone or for good. Asks for a code. Refuses with 422, or 409. */
export async function removeSecondStep(site: Site, viewer: Viewer, { code, address }: { code: string; address: string }): Promise<void> {
  await assertOffered(site, viewer)
  await verifySecondStep(site, viewer.accountId, { code, address })
  await site.write(viewer.accountId, 'second step removed', async (tx) => {
    await tx.delete(secondSteps).where(eq(secondSteps.accountId, viewer.accountId))
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, viewer.accountId))
    tx.note(`account ${viewer.accountId}`)
  })
}

/** The second step of signing in. Refuses with 422 a wrong code and says how long to wait, with 409 when none is asked for. */
export async function verifySecondStep(site: Site, accountId: string, tried: { code: string; address: string }): Promise<void> {
  if (!(await hasSecondStep(site, accountId))) throw new Refusal(409, '这个账号没有设验证器，请重新登录。')
  await verifyCode(site, accountId, tried)
}

const wrong = '验证码不对。'
const helpUsed = '这 6 个数字用过或过时了，请等验证器上换了新的再填。'
const helpLater = '请看验证器上现在的 6 个数字；手机的时间要准。手机丢了，可以填一个备用码。'

/** Takes a code of the authenticator or, where one was set up, a code from paper. Slowed down like a password, by a count of its own. */
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

/** What a code was. `used`: right, but it or a later one has let in already, as when a page is loaded again: no better, but told apart. */
type Spent = 'right' | 'used' | 'wrong'

/** Uses up the period of a code, so that whoever looked over the shoulder cannot use it again. */
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

const minutesToStep = 10

/**
 * What stands for the first step until the second is done: the account, signed and short-lived. It is void once the secret
 * changes.
 */
export async function issueFirstStepToken(site: Site, accountId: string): Promise<string> {
  const expires = site.now().getTime() + minutesToStep * 60_000
  return `${accountId}.${expires.toString(36)}.${await signatureOf(site, accountId, expires)}`
}

/** Whose first step this is; null if it is nobody's or too old. */
export async function verifyFirstStepToken(site: Site, token: string): Promise<string | null> {
  const [accountId = '', until = '', signature] = token.split('.')
  const expires = parseInt(until, 36)
  if (!Number.isFinite(expires) || site.now().getTime() > expires || expires - site.now().getTime() > minutesToStep * 60_000) return null
  return signature === (await signatureOf(site, accountId, expires)) ? accountId : null
}

async function signatureOf(site: Site, accountId: string, expires: number) {
  const [account] = await site.read
    .select({ secretHash: accounts.secretHash })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
  return site.keys.sign(`first step ${accountId} ${expires} ${account?.secretHash ?? ''}`)
}
