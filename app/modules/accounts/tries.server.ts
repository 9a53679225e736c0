// Tries to sign in: slowed down by what was wrong before, and counted for whoever asks later. Both are tallies, without
// audit entries: a stranger can drive them up, and what nobody can delete nobody may be able to add by the million.
import { and, asc, desc, eq, gte, lt, ne, sql } from 'drizzle-orm'
import type { Site, Tx } from '#app/site.ts'
import { greatest } from '#db/dialect/dialect.ts'
import { accounts, signInTries, wrongTries } from '#db/schema/accounts.ts'
import { type Ladder, ladders, toNetwork, decayTries, computeWait, computeRemainingWait } from './lockout.ts'

export type Outcome = (typeof signInTries.$inferSelect)['outcome']
export const tryOutcomeLabels: Record<Outcome, string> = { in: '登录成功', wrong: '密码不对', wrongCode: '验证码不对', waiting: '还在等待' }

export interface TrySource {
  /** `account:<id>`, `number:<keyed hash>` of what no account has, or `slip` for a slip's code that is none. */
  who: string
  /** The address that asked. */
  address: string
}

/** Different rows that one hour may get from tries that fail; whatever comes on top is counted together. */
const maxRowsPerHour = 1_000
/** Kept for six months, as the law asks for network logs. */
const hoursKept = 183 * 24
/** How many old rows a try clears away: more than it can add. */
const cleared = 5

const hourOf = (at: Date) => Math.floor(at.getTime() / 3_600_000)

/**
 * Counts one try under each key, unless one of them must still wait, and notes it as `waiting` or `failed`; what came right
 * is put right by `forgive`. Gives the waits in milliseconds: now, and before the next.
 */
export function countTry(site: Site, tried: TrySource, failed: Outcome, keys: { key: string; ladder: Ladder }[]) {
  return site.writeUnaudited(async (tx) => {
    await clearOld(tx)
    const waits = await count(tx, keys)
    await note(tx, tried, waits.locked > 0 ? 'waiting' : failed)
    return waits
  })
}

/** Whether a key must still wait. Counts nothing. */
export async function isLockedOut(site: Site, key: string, ladder: Ladder): Promise<boolean> {
  const [row] = await site.read.select({ lockedUntil: wrongTries.lockedUntil }).from(wrongTries).where(eq(wrongTries.key, key))
  return computeRemainingWait(row?.lockedUntil ?? null, site.now(), ladder) > 0
}

/** Counts one sign-in that came right; gives the milliseconds to wait if there were too many. */
export const countSignIn = (site: Site, accountId: string) =>
  site.writeUnaudited(async (tx) => (await count(tx, [{ key: `in:${accountId}`, ladder: ladders.signIns }])).locked)

async function count(tx: Tx, keys: { key: string; ladder: Ladder }[]) {
  const known = []
  for (const { key, ladder } of keys) {
    const [row] = await tx.select().from(wrongTries).where(eq(wrongTries.key, key))
    known.push({
      key,
      ladder,
      tries: decayTries(row ?? { count: 0, since: tx.at }, tx.at, ladder),
      wait: computeRemainingWait(row?.lockedUntil ?? null, tx.at, ladder),
    })
  }
  const locked = Math.max(0, ...known.map(({ wait }) => wait))
  if (locked > 0) return { locked, next: locked }
  let next = 0
  for (const { key, ladder, tries } of known) {
    const tried = tries.count + 1
    const wait = computeWait(tried, ladder) * 1000
    next = Math.max(next, wait)
    const values = { count: tried, since: tries.since, lockedUntil: wait > 0 ? new Date(tx.at.getTime() + wait) : null }
    await tx
      .insert(wrongTries)
      .values({ key, ...values })
      .onConflictDoUpdate({ target: wrongTries.key, set: values })
  }
  return { locked: 0, next }
}

/** What a right secret undoes: all tries under one key, and this one under the other. It is noted as what it was. */
export function forgiveTries(site: Site, tried: TrySource, failed: Outcome, { all, one }: { all: string; one: string }) {
  return site.writeUnaudited(async (tx) => {
    await tx.delete(wrongTries).where(eq(wrongTries.key, all))
    // Of the address only this one try is taken back: one's own right PIN must not pay for guesses at others'.
    await tx
      .update(wrongTries)
      .set({ count: greatest(0, sql`${wrongTries.count} - 1`), lockedUntil: null })
      .where(eq(wrongTries.key, one))
    const here = rowOf(tx.at, tried, failed)
    await tx
      .update(signInTries)
      .set({ count: sql`${signInTries.count} - 1` })
      .where(here)
    await tx.delete(signInTries).where(and(here, eq(signInTries.count, 0)))
    await note(tx, tried, 'in')
  })
}

const rowOf = (at: Date, { who, address }: TrySource, outcome: Outcome) =>
  and(
    eq(signInTries.hour, hourOf(at)),
    eq(signInTries.who, who),
    eq(signInTries.network, toNetwork(address)),
    eq(signInTries.outcome, outcome),
  )

/** Notes that something was tried, and what came of it. */
async function note(tx: Tx, tried: TrySource, outcome: Outcome) {
  const [known] = await tx
    .update(signInTries)
    .set({ count: sql`${signInTries.count} + 1` })
    .where(rowOf(tx.at, tried, outcome))
    .returning({ count: signInTries.count })
  if (known) return
  const hour = hourOf(tx.at)
  const isTooMany =
    outcome !== 'in' && (await tx.$count(signInTries, and(eq(signInTries.hour, hour), ne(signInTries.outcome, 'in')))) >= maxRowsPerHour
  const row = isTooMany ? { who: 'others', network: '' } : { who: tried.who, network: toNetwork(tried.address) }
  await tx
    .insert(signInTries)
    .values({ hour, ...row, outcome, count: 1 })
    .onConflictDoUpdate({
      target: [signInTries.hour, signInTries.who, signInTries.network, signInTries.outcome],
      set: { count: sql`${signInTries.count} + 1` },
    })
}

/** Clears away a few rows that say nothing any more: wrong tries that every ladder has forgotten, and records older than they are kept. */
async function clearOld(tx: Tx) {
  const old = await tx
    .select({ key: wrongTries.key })
    .from(wrongTries)
    .where(
      and(
        lt(wrongTries.since, new Date(tx.at.getTime() - 48 * 3_600_000)),
        sql`${wrongTries.since} + ${wrongTries.count} * 3600000 <= ${tx.at.getTime()}`,
      ),
    )
    .orderBy(asc(wrongTries.since))
    .limit(cleared)
  for (const { key } of old) await tx.delete(wrongTries).where(eq(wrongTries.key, key))
  const past = await tx
    .select({ hour: signInTries.hour, who: signInTries.who })
    .from(signInTries)
    .where(lt(signInTries.hour, hourOf(tx.at) - hoursKept))
    .limit(cleared)
  for (const { hour, who } of past) await tx.delete(signInTries).where(and(eq(signInTries.hour, hour), eq(signInTries.who, who)))
}

export interface HourlyTries {
  from: Date
  /** The account, `number:<keyed hash>`, `slip`, or `others`. */
  who: string
  name: string | null
  network: string
  outcome: Outcome
  count: number
}

/** Sign-ins that were tried since a moment, the latest first, 2,000 rows at most; of one account or number if asked. For the operator. */
export async function listTries(
  site: Pick<Site, 'read'>,
  { since, who }: { since: Date; who?: string | undefined },
): Promise<HourlyTries[]> {
  const rows = await site.read
    .select({ row: signInTries, name: accounts.name })
    .from(signInTries)
    .leftJoin(accounts, eq(accounts.id, sql`substr(${signInTries.who}, 9)`))
    .where(and(gte(signInTries.hour, hourOf(since)), who ? eq(signInTries.who, who) : undefined))
    .orderBy(desc(signInTries.hour), desc(signInTries.count))
    .limit(2_000)
  return rows.map(({ row: { hour, ...row }, name }) => ({ from: new Date(hour * 3_600_000), ...row, name }))
}
