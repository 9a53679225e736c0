// Which slips can be used now: who has one, since when, by whom. Only rows, never codes.
import { and, eq, gt, isNotNull, isNull, or } from 'drizzle-orm'
import { sortByName } from '#app/text/by-pinyin.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { fingerprintSeen } from '#app/workflow/seen.server.ts'
import { inValues } from '#db/in-values.ts'
import { accounts, slips } from '#db/schema/accounts.ts'

/** Accounts by their ids, or by the persons behind them. */
export type WhoseSlips = { accountIds: readonly string[] } | { personIds: readonly string[] }

export interface LiveSlip {
  /** Of the slip itself: two may be issued in one moment. */
  slipId: string
  accountId: string
  personId: string | null
  name: string
  /** Who issued it. */
  by: string
  issuedAt: Date
  expiresAt: Date
  /** When its holder chose a secret with it; from then on it only says who she is. */
  usedAt: Date | null
}

const isOf = (who: WhoseSlips) => ('accountIds' in who ? inValues(accounts.id, who.accountIds) : inValues(accounts.personId, who.personIds))

/**
 * The slips of these accounts that a new one would make void: not used and not expired, or used. At most one an account, by name.
 * The caller has checked that the viewer may know.
 */
export async function listLiveSlips(read: Pick<Reader, 'select'>, who: WhoseSlips, at: Date): Promise<LiveSlip[]> {
  const rows = await read
    .select({
      slipId: slips.id,
      accountId: accounts.id,
      personId: accounts.personId,
      name: accounts.name,
      issuedBy: slips.issuedBy,
      issuedAt: slips.issuedAt,
      expiresAt: slips.expiresAt,
      usedAt: slips.usedAt,
    })
    .from(accounts)
    .innerJoin(slips, eq(slips.accountId, accounts.id))
    .where(and(isOf(who), or(isNotNull(slips.usedAt), gt(slips.expiresAt, at))))
    .orderBy(accounts.id)
  const issuers = await read
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inValues(accounts.id, new Set(rows.map(({ issuedBy }) => issuedBy))))
  const nameOf = new Map(issuers.map(({ id, name }) => [id, name]))
  return sortByName(rows).map(({ issuedBy, ...row }) => ({ ...row, by: nameOf.get(issuedBy) ?? '系统操作员' }))
}

/** Lists those of these accounts that wait for a slip: enabled, without a secret, and without a slip that can be used. */
export const listWithoutSlip = (
  site: Pick<Site, 'read' | 'now'>,
  who: WhoseSlips,
): Promise<{ accountId: string; personId: string | null }[]> =>
  Promise.resolve(
    site.read
      .select({ accountId: accounts.id, personId: accounts.personId })
      .from(accounts)
      .leftJoin(slips, and(eq(slips.accountId, accounts.id), isNull(slips.usedAt), gt(slips.expiresAt, site.now())))
      .where(and(isOf(who), isNull(accounts.secretHash), isNull(accounts.disabledAt), isNull(slips.id))),
  )

/** Slips that become void, with the first names of their holders. */
interface HeldSlips {
  names: string[]
  total: number
}

export interface VoidedSlips {
  /** In the hands of people who have not signed in. */
  unused: HeldSlips
  /** Of people who sign in with theirs. */
  used: HeldSlips
  /** How many of the accounts have none: nothing of theirs is lost. */
  others: number
  /** Of which slips this was said: sent with the order, so that none becomes void that was issued since. */
  seen: string
}

/** A fingerprint of slips that can be used: another one as soon as one was issued or used. */
export const fingerprintOfLive = (live: readonly LiveSlip[]): string =>
  fingerprintSeen(live.map(({ slipId, usedAt }) => [slipId, usedAt !== null]).sort())

const namesShown = 20

/** What becomes void if slips are issued to these accounts, of which `live` have one; null if nothing. */
export function summariseLive(live: readonly LiveSlip[], accountIds: readonly string[]): VoidedSlips | null {
  if (live.length === 0) return null
  const held = (slips: LiveSlip[]): HeldSlips => ({ names: slips.slice(0, namesShown).map(({ name }) => name), total: slips.length })
  return {
    unused: held(live.filter(({ usedAt }) => usedAt === null)),
    used: held(live.filter(({ usedAt }) => usedAt !== null)),
    others: new Set(accountIds).size - live.length,
    seen: fingerprintOfLive(live),
  }
}
