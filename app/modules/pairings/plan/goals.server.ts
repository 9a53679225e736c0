// Goals of the first 90 days: proved by the western shop, confirmed by an officer.
import { and, asc, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { parseAmount } from '#app/text/parse-amount.ts'
import { storeShopFile } from '#app/modules/shops/shops.server.ts'
import { notFound, forbidden, Refusal, invalidInput } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { pairingGoals } from '#db/schema/pairing-records.ts'
import { pairings } from '#db/schema/pairings.ts'
import { processPairingPicture } from '../files.server.ts'
import { findPairing, findOwnPairing } from '../find.server.ts'
import { present } from '#app/present.ts'

/** Stores the western shop's proof that a goal is reached: a link, a figure, or a picture, as the goal requires. */
export async function submitGoalProof(
  site: Site,
  viewer: Viewer,
  {
    pairingId,
    goal,
    proof = '',
    picture,
  }: { pairingId: string; goal: string; proof?: string | undefined; picture?: Uint8Array | undefined },
): Promise<void> {
  const shown = proof.trim()
  const shot = picture && (await processPairingPicture(site, viewer, { pairingId, picture, field: 'proof' }))
  await site.write(viewer.accountId, 'prove goal', async (tx) => {
    const { side, west } = await findOwnPairing(tx, viewer, pairingId)
    if (side !== 'west') throw forbidden('目标由西部店填报。')
    const key = and(eq(pairingGoals.pairingId, pairingId), eq(pairingGoals.goal, goal))
    const [known] = await tx.select().from(pairingGoals).where(key)
    if (!known) throw notFound('目标')
    if (known.confirmedBy !== null) throw new Refusal(409, '这个目标已经核实，不能再改。')
    if (known.proofKind === 'link' && (shown.length > 300 || !isWebLink(shown)))
      throw invalidInput({ proof: ['请填网址，以 https:// 或 http:// 开头'] })
    const told = known.proofKind === 'figure' ? parseAmount(shown.slice(0, 40)) : null
    if (known.proofKind === 'figure' && (told === null || !Number.isInteger(told) || told < 0 || told > 999_999_999))
      throw invalidInput({ proof: ['数字要填整数，比如 12'] })
    if (known.proofKind === 'picture' && !shot) throw invalidInput({ proof: ['请选一张图片'] })
    const proofFileId =
      known.proofKind === 'picture' ? await storeShopFile(tx, { shopId: west.id, pairingId, media: present(shot, 'picture') }) : null
    await tx
      .update(pairingGoals)
      .set({ proof: proofFileId ? null : told === null ? shown : String(told), proofFileId, reachedOn: toDay(tx.at) })
      .where(key)
    tx.note(`pairing ${pairingId}: goal ${goal} proved`)
  })
}

const isWebLink = (text: string) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)

/** Confirms a proof, by an officer of the region or the coordinator. */
export async function confirmGoal(site: Site, viewer: Viewer, { pairingId, goal }: { pairingId: string; goal: string }): Promise<void> {
  await site.write(viewer.accountId, 'confirm goal', async (tx) => {
    const { side } = await findPairing(tx, viewer, pairingId)
    if (side !== null) throw forbidden('结对的双方不能自己核实。')
    const key = and(eq(pairingGoals.pairingId, pairingId), eq(pairingGoals.goal, goal))
    const [known] = await tx.select().from(pairingGoals).where(key)
    if (!known) throw notFound('目标')
    if (known.reachedOn === null) throw new Refusal(409, '还没有凭据，不能核实。')
    await tx.update(pairingGoals).set({ confirmedBy: viewer.accountId }).where(key)
    tx.note(`pairing ${pairingId}: goal ${goal} confirmed`)
  })
}

export type Goal = typeof pairingGoals.$inferSelect

/** Lists the goals of these pairings, by due date. */
export async function listGoals(read: Pick<Reader, 'select'>, pairingIds: readonly string[]): Promise<Goal[]> {
  if (pairingIds.length === 0) return []
  return read
    .select()
    .from(pairingGoals)
    .where(inValues(pairingGoals.pairingId, [...pairingIds]))
    .orderBy(asc(pairingGoals.dueOn))
}

/** Lists the goals that a western shop reached in time and that were confirmed. */
export async function listGoalsReachedInTime(read: Pick<Reader, 'select'>, westShopId: string): Promise<Goal[]> {
  const rows = await read
    .select({ goal: pairingGoals })
    .from(pairingGoals)
    .innerJoin(pairings, eq(pairings.id, pairingGoals.pairingId))
    .where(and(eq(pairings.westShopId, westShopId), isNotNull(pairingGoals.confirmedBy), lte(pairingGoals.reachedOn, pairingGoals.dueOn)))
  return rows.map(({ goal }) => goal)
}

/** Lists all goals with an unconfirmed proof. */
export const listGoalsToConfirm = (read: Pick<Reader, 'select'>): Promise<Goal[]> =>
  read
    .select()
    .from(pairingGoals)
    .where(and(isNotNull(pairingGoals.reachedOn), isNull(pairingGoals.confirmedBy)))
