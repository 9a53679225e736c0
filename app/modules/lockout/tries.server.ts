// Tries to sign in: each is counted for the lockout, and by the hour for the record that the operator reads. Neither leaves
// audit entries: a stranger can drive them up, and audit entries cannot be deleted.
import { and, asc, desc, eq, gte, lt, max, ne, sql } from 'drizzle-orm'
import type { Reader, Site, Tx } from '#app/site.ts'
import { greatest } from '#db/dialect/dialect.ts'
import { inValues } from '#db/in-values.ts'
import { accounts } from '#db/views/accounts.ts'
import { signInTries, wrongTries } from '#db/schema/lockout.ts'
import { type Ladder, ladders, toNetwork, decayTries, computeWait, computeRemainingWait } from './ladders.ts'

export type Outcome = (typeof signInTries.$inferSelect)['outcome']
export const tryOutcomeLabels: Record<Outcome, string> = { in: '登录成功', wrong: '密码不对', wrongCode: '验证码不对', waiting: '还在等待' }

export interface TrySource {
  /** `account:<id>`, `number:<keyed hash>` of what no account has, or `slip` for a slip's code that is none. */
  who: string
  /** The address that asked. */
  address: string
}

/** How many rows of failed tries one hour may get; what exceeds it is counted in one row. */
const maxRowsPerHour = 1_000
/** How many old rows each try deletes: more than it can add. */
const cleared = 5

const hourOf = (at: Date) => Math.floor(at.getTime() / 3_600_000)

/**
 * Counts one try under each key, unless one of them must still wait, and records it as `waiting` or `failed`. Called before
 * the secret is checked; `forgiveTries` takes it back when the secret is right. Returns the waits in milliseconds: `locked`
 * now, `next` before the next try.
 */
export function countTry(site: Site, tried: TrySource, failed: Outcome, keys: { key: string; ladder: Ladder }[]) {
  return site.writeUnaudited(async (tx) => {
    await clearOld(tx, site.programme.retention.signInDays)
    const waits = await count(tx, keys)
    await note(tx, tried, waits.locked > 0 ? 'waiting' : failed)
    return waits
  })
}

/** Forgets all wrong tries that are counted under a key. */
export const clearTries = (tx: Tx, key: string) => tx.delete(wrongTries).where(eq(wrongTries.key, key))

/** Whether a key must still wait. Counts nothing. */
export async function isLockedOut(site: Site, key: string, ladder: Ladder): Promise<boolean> {
  const [row] = await site.read.select({ lockedUntil: wrongTries.lockedUntil }).from(wrongTries).where(eq(wrongTries.key, key))
  return computeRemainingWait(row?.lockedUntil ?? null, site.now(), ladder) > 0
}

/** Counts one successful sign-in; returns the milliseconds to wait if there were too many. */
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

/** Takes back what `countTry` counted before a right secret: all tries under the key `all`, this one under the key `one`. Records a sign-in instead. */
export function forgiveTries(site: Site, tried: TrySource, failed: Outcome, { all, one }: { all: string; one: string }) {
  return site.writeUnaudited(async (tx) => {
    await clearTries(tx, all)
    // Of the address only this try is taken back: whoever guesses others' PINs must not clear the count with his own.
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

/** Adds one try to the record of its hour. */
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

/** Deletes a few rows that are of no use any more: wrong tries that every ladder has forgotten, and records past their retention. */
async function clearOld(tx: Tx, daysKept: number) {
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
  for (const { key } of old) await clearTries(tx, key)
  const past = await tx
    .select({ hour: signInTries.hour, who: signInTries.who })
    .from(signInTries)
    .where(lt(signInTries.hour, hourOf(tx.at) - daysKept * 24))
    .limit(cleared)
  for (const { hour, who } of past) await tx.delete(signInTries).where(and(eq(signInTries.hour, hour), eq(signInTries.who, who)))
}

export interface HourlyTries {
  from: Date
  /** `account:<id>`, `number:<keyed hash>`, `slip`, or `others`. */
  who: string
  name: string | null
  network: string
  outcome: Outcome
  count: number
}

/** Tries since a moment, the latest first, 2,000 rows at most; `who` restricts them to one account or number. For the operator. */
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

/** The hour of the last sign-in of each of these accounts, as far as it is recorded. */
export async function listLastSignIns(read: Pick<Reader, 'select'>, accountIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await read
    .select({ who: signInTries.who, hour: max(signInTries.hour) })
    .from(signInTries)
    .where(
      and(
        inValues(
          signInTries.who,
          accountIds.map((id) => `account:${id}`),
        ),
        eq(signInTries.outcome, 'in'),
      ),
    )
    .groupBy(signInTries.who)
  return new Map(
    rows.flatMap(({ who, hour }) => (hour === null ? [] : [[who.slice('account:'.length), new Date(hour * 3_600_000)] as const])),
  )
}
