// Signing in: wrong tries are counted before the secret is checked, so that many at once gain nothing.
import { hash, verify } from '@node-rs/argon2'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { accounts, slips, wrongTries } from '#db/schema/accounts.ts'
import { forgottenAfter, ladders, sayWait, waitAfter } from './lockout.ts'
import { mobileNumber } from './secrets.ts'

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP's first choice, about 25 ms on one core. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash of a password or PIN. Takes a while: never call it inside a write. */
export const hashSecret = (secret: string) => hash(secret, cost)

/** Checked when there is no account, so that the answer takes as long. */
let decoy: Promise<string> | undefined

const wrong = (wait: number) =>
  new Refusal(422, `手机号或密码不对。${wait > 0 ? `请等 ${sayWait(wait)}再试。` : '请再看一看。'}忘了的话，请找乡镇专干重发登录条。`, { secret: ['手机号或密码不对。'] })
const waiting = (wait: number) => new Refusal(422, `试错的次数多了，请等 ${sayWait(wait)}再试。忘了的话，请找乡镇专干重发登录条。`)

interface Try {
  secret: string
  /** The address that asks. */
  address: string
}

/** Signs in by phone number. Gives the account's id; refuses with 422 and says how long to wait. The same answer for unknown numbers. */
export async function signInByPhone(site: Site, { phone, ...tried }: Try & { phone: string }): Promise<string> {
  const number = mobileNumber(phone)
  const [account] = number ? await site.read.select().from(accounts).where(and(eq(accounts.phoneFingerprint, site.keys.fingerprint(number)), isNull(accounts.disabledAt))) : []
  return tryIn(site, account ?? null, number ?? phone, tried)
}

/** Signs in by the slip that says who one is, and the PIN chosen before. */
export async function signInBySlip(site: Site, { code, ...tried }: Try & { code: string }): Promise<string> {
  const [found] = await site.read
    .select({ account: accounts })
    .from(slips)
    .innerJoin(accounts, eq(accounts.id, slips.accountId))
    .where(and(eq(slips.codeHash, site.keys.fingerprint(slipCode(code))), isNull(accounts.disabledAt)))
    .orderBy(desc(slips.issuedAt))
  return tryIn(site, found?.account ?? null, code, tried)
}

/** What people type of a code: any case, with or without blanks, O and 0, I and 1 alike. */
export const slipCode = (entered: string) => entered.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')

async function tryIn(site: Site, account: typeof accounts.$inferSelect | null, named: string, { secret, address }: Try): Promise<string> {
  const keys = [
    { key: `account:${account?.id ?? site.keys.fingerprint(named)}`, ladder: ladders.account },
    { key: `address:${site.keys.fingerprint(address)}`, ladder: ladders.address },
  ]
  const { locked, next } = await countTry(site, keys)
  if (locked > 0) throw waiting(locked)
  decoy ??= hashSecret('nobody')
  const right = await verify(account?.secretHash ?? (await decoy), secret, cost)
  if (!account?.secretHash || !right) throw wrong(next)
  await site.write(account.id, 'right secret: wrong tries forgiven', async (tx) => {
    await tx.delete(wrongTries).where(eq(wrongTries.key, keys[0]!.key))
    await tx.update(wrongTries).set({ count: sql`max(0, ${wrongTries.count} - 1)`, lockedUntil: null }).where(eq(wrongTries.key, keys[1]!.key))
  })
  return account.id
}

/** Counts one try for each key, unless one of them must still wait. Gives the waits in milliseconds: now, and before the next. */
function countTry(site: Site, keys: { key: string; ladder: (typeof ladders)['account'] }[]) {
  return site.write('system', 'sign-in tried', async (tx) => {
    const rows = []
    for (const { key, ladder } of keys) {
      const [row] = await tx.select().from(wrongTries).where(eq(wrongTries.key, key))
      const forgotten = !row || tx.at.getTime() - row.lastAt.getTime() > forgottenAfter * 1000
      rows.push({ key, ladder, count: forgotten ? 0 : row.count, lockedUntil: forgotten ? null : row.lockedUntil })
    }
    const locked = Math.max(0, ...rows.map(({ lockedUntil }) => (lockedUntil ? lockedUntil.getTime() - tx.at.getTime() : 0)))
    if (locked > 0) return { locked, next: locked }
    let next = 0
    for (const { key, ladder, count } of rows) {
      const wait = waitAfter(count + 1, ladder) * 1000
      next = Math.max(next, wait)
      const values = { count: count + 1, lastAt: tx.at, lockedUntil: wait > 0 ? new Date(tx.at.getTime() + wait) : null }
      await tx.insert(wrongTries).values({ key, ...values }).onConflictDoUpdate({ target: wrongTries.key, set: values })
    }
    return { locked: 0, next }
  })
}
