// Why slips were issued for people who had chosen a secret already: kept, and told to them, since such a slip opens their account.
import { and, desc, eq, isNotNull, isNull, min } from 'drizzle-orm'
import { toDay, formatDay } from '#app/calendar.ts'
import type { Site, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { accounts, slipReasons, slips } from '#db/schema/accounts.ts'
import { sessions } from '#db/views/sessions.ts'
import { hasOpenRequest } from './slip-policy.ts'
import type { Viewer } from '#app/access/viewer.ts'

/** Notes why a slip was issued; if the account has a secret, also for its owner to read. */
export async function recordSlipReason(tx: Tx, { id, secretHash }: typeof accounts.$inferSelect, reason: string) {
  if (!reason) return
  tx.note(`because: ${reason}`)
  if (secretHash === null) return
  await tx.insert(slipReasons).values({ id: newId(), accountId: id, reason, issuedBy: tx.actor, issuedAt: tx.at })
}

/** The last slips that were issued for the viewer again, a sentence each, the newest first. */
export async function listSlipsIssuedForMe(site: Pick<Site, 'read'>, viewer: Viewer): Promise<string[]> {
  const rows = await site.read
    .select({ at: slipReasons.issuedAt, reason: slipReasons.reason, by: accounts.name })
    .from(slipReasons)
    .leftJoin(accounts, eq(accounts.id, slipReasons.issuedBy))
    .where(eq(slipReasons.accountId, viewer.accountId))
    .orderBy(desc(slipReasons.issuedAt))
    .limit(5)
  return rows.map(
    ({ at, reason, by }) =>
      `${formatDay(toDay(at))}，${by ?? '系统操作员'}给您发了新的登录条，原因：${reason}。不是您要的，请告诉县级管理员。`,
  )
}

/** Whether somebody who has just signed in is still to be told of a slip that was issued for him; then it counts as told. */
export async function hasUnseenSlipNotice(site: Site, accountId: string): Promise<boolean> {
  const untold = and(eq(slipReasons.accountId, accountId), isNull(slipReasons.toldAt))
  if ((await site.read.$count(slipReasons, untold)) === 0) return false
  await site.write(accountId, 'told of a new slip', async (tx) => {
    await tx.update(slipReasons).set({ toldAt: tx.at }).where(untold)
    tx.note(`account ${accountId}`)
  })
  return true
}

export interface Claim {
  /** Since when at least: the slip was used, or the oldest session that still lasts. Null if neither is left. */
  since: Date | null
  /** Whether she wishes for a new slip at this moment. */
  hasAsked: boolean
}

/** Of some persons, those who have chosen a secret. The caller has judged who may know. */
export async function listClaims(site: Pick<Site, 'read' | 'now'>, personIds: readonly string[]): Promise<Map<string, Claim>> {
  const rows = await site.read
    .select({ id: accounts.id, personId: accounts.personId, askedAt: accounts.slipAskedAt, usedAt: slips.usedAt })
    .from(accounts)
    .leftJoin(slips, eq(slips.accountId, accounts.id))
    .where(and(inValues(accounts.personId, [...personIds]), isNotNull(accounts.secretHash)))
  const oldest = await site.read
    .select({ userId: sessions.userId, since: min(sessions.createdAt) })
    .from(sessions)
    .where(
      inValues(
        sessions.userId,
        rows.map(({ id }) => id),
      ),
    )
    .groupBy(sessions.userId)
  const sessionSince = new Map(oldest.flatMap(({ userId, since }) => (since && since.getTime() > 0 ? [[userId, since] as const] : [])))
  return new Map(
    rows.map(({ id, personId, askedAt, usedAt }) => [
      personId!,
      { since: usedAt ?? sessionSince.get(id) ?? null, hasAsked: hasOpenRequest(askedAt, site.now()) },
    ]),
  )
}
