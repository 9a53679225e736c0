// Why slips were issued for accounts that had a secret already: recorded, and shown to their owners, since such a slip opens the account.
import { and, desc, eq, isNotNull, isNull, min } from 'drizzle-orm'
import { toDay, formatDay } from '#app/calendar.ts'
import type { Site, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { accounts, slipReasons, slips } from '#db/schema/accounts.ts'
import { sessions } from '#db/views/sessions.ts'
import { hasOpenRequest } from './slip-policy.ts'
import type { Viewer } from '#app/access/viewer.ts'

/** Records why a slip was issued: in the audit entry and, if the account has a secret, for its owner to read. */
export async function recordSlipReason(tx: Tx, { id, secretHash }: typeof accounts.$inferSelect, reason: string) {
  if (!reason) return
  tx.note(`because: ${reason}`)
  if (secretHash === null) return
  await tx.insert(slipReasons).values({ id: newId(), accountId: id, reason, issuedBy: tx.actor, issuedAt: tx.at })
}

/** The last slips that were issued for the viewer's account while it had a secret, a sentence each, the newest first. */
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

/** Whether the account's owner has not yet been shown a slip that was issued for it; marks it as shown. */
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
  /** The latest moment by which it was claimed: when the slip was used, or the oldest session began. Null if neither is left. */
  since: Date | null
  /** Whether there is a valid request for a new slip. */
  hasAsked: boolean
}

/** Those of these persons whose accounts have a secret. The caller has checked that the viewer may know. */
export async function listClaims(
  site: Pick<Site, 'read' | 'now' | 'programme'>,
  personIds: readonly string[],
): Promise<Map<string, Claim>> {
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
      {
        since: usedAt ?? sessionSince.get(id) ?? null,
        hasAsked: hasOpenRequest({ askedAt, requestDays: site.programme.terms.slipRequestDays }, site.now()),
      },
    ]),
  )
}
