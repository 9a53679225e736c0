// Signing in: wrong tries are counted before the secret is checked, so that many at once gain nothing.
import { hash, verify } from '@node-rs/argon2'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { accounts, slips, wrongTries } from '#db/schema/accounts.ts'
import { type Ladder, ladders, neighbourhood, remember, sayWait, waitAfter, waitLeft } from './lockout.ts'
import { asMeant, mobileNumber } from './secrets.ts'

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP's first choice, about 25 ms on one core. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash of a password or PIN. Takes a while: never call it inside a write. */
export const hashSecret = (secret: string) => hash(asMeant(secret), cost)

/** Checked when there is no account, so that the answer takes as long. */
let decoy: Promise<string> | undefined

type Account = typeof accounts.$inferSelect

interface Try {
  secret: string
  /** The address that asks. */
  address: string
}

/** What is said when the secret is wrong, under which field. */
interface Words {
  wrong: string
  field: string
}

const help = '忘了的话，学员请找乡镇专干、干部请找管理员，重发登录条。'

/** Signs in by phone number. Gives the account's id; refuses with 422 and says how long to wait. The same answer for unknown numbers. */
export async function signInByPhone(site: Site, { phone, ...tried }: Try & { phone: string }): Promise<string> {
  const number = mobileNumber(phone)
  const [account] = number ? await site.read.select().from(accounts).where(and(eq(accounts.phoneFingerprint, site.keys.fingerprint(number)), isNull(accounts.disabledAt))) : []
  return prove(site, account ?? null, number ?? phone, tried, { wrong: '手机号或密码不对。', field: 'secret' })
}

/** Signs in by the slip that says who one is, and the PIN chosen before. */
export async function signInBySlip(site: Site, { code, ...tried }: Try & { code: string }): Promise<string> {
  const [found] = await site.read
    .select({ account: accounts })
    .from(slips)
    .innerJoin(accounts, eq(accounts.id, slips.accountId))
    .where(and(inArray(slips.codeHash, site.keys.fingerprints(slipCode(code))), isNull(accounts.disabledAt)))
  const wrong = found?.account.secretKind === 'password' ? '密码不对。' : '这 6 个数字不对。'
  return prove(site, found?.account ?? null, code, tried, { wrong, field: 'secret' })
}

/** Checks the secret of somebody who is signed in already: the phone in hand may not be his. Slowed down like any other try. */
export async function proveAgain(site: Site, account: Account, tried: Try) {
  await prove(site, account, account.id, tried, { wrong: '原来的密码不对。', field: 'old' })
}

/** What people type of a code: any case, with or without blanks. */
export const slipCode = (entered: string) => entered.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')

async function prove(site: Site, account: Account | null, named: string, { secret, address }: Try, { wrong, field }: Words): Promise<string> {
  const ofAccount = `account:${account?.id ?? site.keys.fingerprint(named)}`
  const ofAddress = `address:${site.keys.fingerprint(neighbourhood(address))}`
  const { locked, next } = await countTry(site, [
    { key: ofAccount, ladder: ladders.account },
    { key: ofAddress, ladder: ladders.address },
  ])
  if (locked > 0) throw new Refusal(422, `试错的次数多了，请等 ${sayWait(locked)}再试。${help}`)
  decoy ??= hashSecret('nobody')
  const right = await verify(account?.secretHash ?? (await decoy), asMeant(secret))
  if (!account?.secretHash || !right) throw new Refusal(422, `${wrong}${next > 0 ? `请等 ${sayWait(next)}再试。` : '请再看一看。'}${help}`, { [field]: [wrong] })
  await site.write(account.id, 'right secret: wrong tries forgiven', async (tx) => {
    await tx.delete(wrongTries).where(eq(wrongTries.key, ofAccount))
    // Of the address only this one try is taken back: one's own right PIN must not pay for guesses at others'.
    await tx.update(wrongTries).set({ count: sql`max(0, ${wrongTries.count} - 1)`, lockedUntil: null }).where(eq(wrongTries.key, ofAddress))
  })
  return account.id
}

/** Counts one try for each key, unless one of them must still wait. Gives the waits in milliseconds: now, and before the next. */
function countTry(site: Site, keys: { key: string; ladder: Ladder }[]) {
  return site.write('system', 'sign-in tried', async (tx) => {
    const known = []
    for (const { key, ladder } of keys) {
      const [row] = await tx.select().from(wrongTries).where(eq(wrongTries.key, key))
      known.push({ key, ladder, tries: remember(row ?? { count: 0, since: tx.at }, tx.at, ladder), wait: waitLeft(row?.lockedUntil ?? null, tx.at, ladder) })
    }
    const locked = Math.max(0, ...known.map(({ wait }) => wait))
    if (locked > 0) return { locked, next: locked }
    let next = 0
    for (const { key, ladder, tries } of known) {
      const count = tries.count + 1
      const wait = waitAfter(count, ladder) * 1000
      next = Math.max(next, wait)
      const values = { count, since: tries.since, lockedUntil: wait > 0 ? new Date(tx.at.getTime() + wait) : null }
      await tx.insert(wrongTries).values({ key, ...values }).onConflictDoUpdate({ target: wrongTries.key, set: values })
    }
    return { locked: 0, next }
  })
}
