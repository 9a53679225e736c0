// Signing in with a secret. Each try is counted before the secret is checked, so that many at once gain nothing.
import { and, eq, isNull } from 'drizzle-orm'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { accounts, slips } from '#db/schema/accounts.ts'
import { hashSecret, isPeppered, verifySecret } from './secrets/hashes.server.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { canSignIn } from '#app/access/demo-accounts.ts'
import {
  countSignIn,
  countTry,
  forgiveTries,
  formatWait,
  ladders,
  toAddressKey,
  type TrySource,
} from '#app/modules/lockout/lockout.server.ts'

/** Hashes to check when there is no account, so that the answer takes as long. */
const decoys = new WeakMap<object, Promise<string>>()

type Account = typeof accounts.$inferSelect

interface Try {
  secret: string
  /** The address of the request. */
  address: string
}

/** The sentence for a wrong secret, and the field that it is shown under. */
interface RefusalText {
  wrong: string
  field: string
}

const help = '忘了的话，学员请找乡镇专干、店主请找结对协调员重发登录条；工作人员请找管理员重发登录链接，没有管理员能找，请找管服务器的人。'

/** Signs in by phone number; returns the account's id. Throws 422 with the wait if the secret is wrong, and the same for an unknown number. */
export async function signInByPhone(site: Site, { phone, ...tried }: Try & { phone: string }): Promise<string> {
  const number = parseMobileNumber(phone)
  const [account] = number
    ? await site.read
        .select()
        .from(accounts)
        .where(and(eq(accounts.phoneFingerprint, site.keys.fingerprint(number)), isNull(accounts.disabledAt)))
    : []
  return authenticate(site, account ?? null, number ?? phone, tried, { wrong: '手机号或密码不对。', field: 'secret' })
}

/** Signs in by the code of a used slip and the secret chosen with it; returns the account's id. Throws 422 as `signInByPhone` does. */
export async function signInBySlip(site: Site, { code, ...tried }: Try & { code: string }): Promise<string> {
  const [found] = await site.read
    .select({ account: accounts })
    .from(slips)
    .innerJoin(accounts, eq(accounts.id, slips.accountId))
    .where(and(inValues(slips.codeHash, site.keys.fingerprints(normaliseSlipCode(code))), isNull(accounts.disabledAt)))
  const wrong = found?.account.secretKind === 'password' ? '密码不对。' : '这 6 个数字不对。'
  return authenticate(site, found?.account ?? null, code, tried, { wrong, field: 'secret' })
}

/** Checks the secret of somebody who is signed in, since the phone may be in other hands. Counted like any other try. Throws 422 if it is wrong. */
export async function reauthenticate(site: Site, account: Account, { secret, address, ...words }: Try & Partial<RefusalText>) {
  await authenticate(site, account, account.id, { secret, address }, { wrong: '原来的密码不对。', field: 'old', ...words })
}

/** A slip's code in its one spelling: lower case, without spaces and dashes. */
export const normaliseSlipCode = (entered: string) => entered.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')

async function authenticate(
  site: Site,
  account: Account | null,
  named: string,
  { secret, address }: Try,
  { wrong, field }: RefusalText,
): Promise<string> {
  const tried: TrySource = { who: account ? `account:${account.id}` : `number:${site.keys.fingerprint(named)}`, address }
  const ofAccount = `account:${account?.id ?? site.keys.fingerprint(named)}`
  const ofAddress = `address:${site.keys.fingerprint(toAddressKey(address))}`
  const { locked, next } = await countTry(site, tried, 'wrong', [
    { key: ofAccount, ladder: ladders.account },
    { key: ofAddress, ladder: ladders.address },
  ])
  if (locked > 0) throw new Refusal(422, `试错的次数多了，请等 ${formatWait(locked)}再试。${help}`)
  const right = await verifySecret(site, account?.secretHash ?? (await decoyHashOf(site)), secret)
  if (!account?.secretHash || !right)
    throw new Refusal(422, `${wrong}${next > 0 ? `请等 ${formatWait(next)}再试。` : '请再看一看。'}${help}`, { [field]: [wrong] })
  if (!canSignIn(site, account)) throw new Refusal(422, '这是演示用的账号，不能在正式的系统里登录。')
  await forgiveTries(site, tried, 'wrong', { all: ofAccount, one: ofAddress })
  const tooOften = await countSignIn(site, account.id)
  if (tooOften > 0) throw new Refusal(422, `这个账号登录得太频繁了，请等 ${formatWait(tooOften)}再登录。`)
  if (!isPeppered(site, account.secretHash)) await rehashSecret(site, account, secret)
  return account.id
}

/** Hashes a secret that was right again, with the current pepper. */
async function rehashSecret(site: Site, { id, secretHash: before }: Account, secret: string) {
  const secretHash = await hashSecret(site, secret)
  await site.write(id, 'hash the secret anew', async (tx) => {
    await tx
      .update(accounts)
      .set({ secretHash })
      .where(and(eq(accounts.id, id), eq(accounts.secretHash, before!)))
    tx.note(`account ${id}`)
  })
}

function decoyHashOf(site: Site) {
  const decoy = decoys.get(site.keys) ?? hashSecret(site, 'nobody')
  decoys.set(site.keys, decoy)
  return decoy
}
