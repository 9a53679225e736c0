// Check-ins: each side's report of the last two weeks, and what the other side may read of it.
import { and, asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { parseFields } from '#app/fields.ts'
import { processVoice, storeShopFile } from '#app/modules/shops/shops.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceBySystem, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { checkIns } from '#db/schema/pairing-records.ts'
import { type CheckInEntry, checkInEntry } from './entries.ts'
import { processPairingPicture } from './files.server.ts'
import { findOwnPairing } from './find.server.ts'
import { latestStatements, isContactConfirmed } from './contact.ts'
import { isAlive, acceptsCheckIns } from './pairing.states.ts'
import { pairingWorkflow } from './pairing.workflow.ts'

/**
 * Stores one side's report of the last two weeks; repeating it changes nothing. When both sides say in the same period that they were in
 * touch, it counts as a contact and the next period begins. Returns the check-in and whether it made a contact.
 */
export async function submitCheckIn(
  site: Site,
  viewer: Viewer,
  {
    pairingId,
    picture,
    voice,
    ...entry
  }: { pairingId: string; picture?: Uint8Array | undefined; voice?: Uint8Array | undefined } & CheckInEntry,
): Promise<{ id: string; contact: boolean }> {
  const told = parseFields(checkInEntry, entry)
  const shot = picture && (await processPairingPicture(site, viewer, { pairingId, picture }))
  const spoken = voice && processVoice(voice)
  return site.write(viewer.accountId, 'check in', async (tx) => {
    const { side, ...found } = await findOwnPairing(tx, viewer, pairingId)
    const [known] = await tx
      .select({ id: checkIns.id })
      .from(checkIns)
      .where(and(eq(checkIns.pairingId, pairingId), eq(checkIns.device, told.device), eq(checkIns.sequence, told.sequence)))
    if (known) return { id: known.id, contact: false }
    const { snapshot, state } = await loadWorkflow(tx, pairingWorkflow, pairingId)
    if (!acceptsCheckIns(state)) throw new Refusal(409, '这个结对现在不用填帮扶记录。')
    const period = snapshot.context.contacts
    const id = newId(tx.at.getTime())
    const shopId = found[side].id
    const pictureId = shot ? await storeShopFile(tx, { shopId, pairingId, media: shot }) : null
    const voiceId = spoken ? await storeShopFile(tx, { shopId, pairingId, media: spoken }) : null
    await tx.insert(checkIns).values({ id, pairingId, side, period, ...told, pictureId, voiceId, by: viewer.accountId, at: tx.at })
    tx.note(`check-in ${id} of pairing ${pairingId}`)
    const contact = isAlive(state) && (await isContact(tx, pairingId, period))
    if (contact) await advanceBySystem(tx, pairingWorkflow, { id: pairingId, event: { type: 'CONTACT' } })
    return { id, contact }
  })
}

async function isContact(tx: Tx, pairingId: string, period: number) {
  const told = await tx
    .select({ period: checkIns.period, side: checkIns.side, contacted: checkIns.contacted })
    .from(checkIns)
    .where(and(eq(checkIns.pairingId, pairingId), eq(checkIns.period, period)))
    .orderBy(asc(checkIns.number))
  return isContactConfirmed(latestStatements(told, period))
}

/**
 * Finds the latest remark about the other side that was answered: in each period one side's first remark is answered by the other's first,
 * the second by the second. A check-in without a remark reveals nothing, so that nobody reads the other's remark before making one, or
 * writes one knowing it.
 */
export function latestAnsweredRemark(told: readonly (typeof checkIns.$inferSelect)[]): (id: string) => boolean {
  const words = told.filter(({ aboutOther }) => aboutOther !== '')
  const nth = (one: (typeof words)[number]) =>
    words.filter((it) => it.period === one.period && it.side === one.side && it.number < one.number).length
  return (id) => {
    const one = words.find((it) => it.id === id)
    return one !== undefined && words.some((it) => it.period === one.period && it.side !== one.side && nth(it) === nth(one))
  }
}

/** Lists all check-ins of these pairings, in the order of arrival, by pairing. */
export async function listCheckIns(site: Site, pairingIds: readonly string[]) {
  if (pairingIds.length === 0) return new Map<string, never[]>()
  const rows = await site.read
    .select({ id: checkIns.pairingId, period: checkIns.period, side: checkIns.side, contacted: checkIns.contacted })
    .from(checkIns)
    .where(inValues(checkIns.pairingId, [...pairingIds]))
    .orderBy(checkIns.number)
  const byPairing = new Map<string, typeof rows>()
  for (const row of rows) byPairing.set(row.id, [...(byPairing.get(row.id) ?? []), row])
  return byPairing
}
