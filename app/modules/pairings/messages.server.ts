// Messages between the two sides, and handling reported ones.
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { parseFields } from '#app/fields.ts'
import { canCoordinate } from '#app/modules/shops/policy.ts'
import { storeShopFile } from '#app/modules/shops/shops.server.ts'
import { notFound, forbidden, Refusal, invalidInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { messageSettlements, pairingMessages } from '#db/schema/pairing-records.ts'
import { accounts } from '#db/views/accounts.ts'
import { type MessageEntry, messageEntry } from './entries.ts'
import { processPairingPicture } from './files.server.ts'
import { findPairing, findOwnPairing, type FoundPairing } from './find.server.ts'
import type { Side } from './pairing.machine.ts'
import { acceptsMessages } from './pairing.states.ts'
import type { PairingLine } from './pairing-line.ts'
import { present } from '#app/present.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** Sends a message to the other side: text, a picture, or both. Repeating it changes nothing. Returns its id. */
export async function sendMessage(
  site: Site,
  viewer: Viewer,
  { pairingId, picture, ...entry }: { pairingId: string; picture?: Uint8Array | undefined } & MessageEntry,
): Promise<string> {
  const message = parseFields(messageEntry, entry)
  const shot = picture && (await processPairingPicture(site, viewer, { pairingId, picture }))
  if (message.text === '' && !shot) throw invalidInput({ text: ['请写要说的话，或选一张图片'] })
  return site.write(viewer.accountId, 'send message', async (tx) => {
    const { side, state, ...found } = await findOwnPairing(tx, viewer, pairingId)
    const [known] = await tx
      .select({ id: pairingMessages.id })
      .from(pairingMessages)
      .where(
        and(
          eq(pairingMessages.pairingId, pairingId),
          eq(pairingMessages.device, message.device),
          eq(pairingMessages.sequence, message.sequence),
        ),
      )
    if (known) return known.id
    if (!acceptsMessages(state)) throw new Refusal(409, '结对没有生效或已经结束，不能再发消息。')
    const id = newId(tx.at.getTime())
    const pictureId = shot ? await storeShopFile(tx, { shopId: found[side].id, pairingId, media: shot }) : null
    await tx.insert(pairingMessages).values({ id, pairingId, side, ...message, pictureId, at: tx.at })
    tx.note(`message ${id} of pairing ${pairingId}`)
    return id
  })
}

async function findMessage(tx: Tx, messageId: string) {
  const [message] = await tx.select().from(pairingMessages).where(eq(pairingMessages.id, messageId))
  if (!message) throw notFound('消息')
  return message
}

/** Reports a message of the other side to the coordinator, who can read only that one. */
export async function reportMessage(
  site: Site,
  viewer: Viewer,
  { messageId, reason }: { messageId: string; reason: string },
): Promise<void> {
  const because = reason.trim()
  if (because.length < 2 || because.length > maxLengths.account) throw invalidInput({ reason: [`请写原因，2 到 ${maxLengths.account} 字`] })
  await site.write(viewer.accountId, 'report message', async (tx) => {
    const message = await findMessage(tx, messageId)
    const { side } = await findOwnPairing(tx, viewer, message.pairingId)
    if (side === message.side) throw new Refusal(409, '这是您自己发的消息。')
    if (message.reportedAt !== null) throw new Refusal(409, '这条消息已经反映过了。')
    await tx
      .update(pairingMessages)
      .set({ reportedBy: side, reportReason: because, reportedAt: tx.at })
      .where(eq(pairingMessages.id, messageId))
    tx.note(`message ${messageId} reported`)
  })
}

/**
 * Records that and how the coordinator dealt with a reported message: it leaves the desk and stays readable. Nobody settles reports in a
 * pairing of their own. Throws 404, 403, 409, or 422.
 */
export async function settleMessage(
  site: Site,
  viewer: Viewer,
  { messageId, reason }: { messageId: string; reason: string },
): Promise<void> {
  const done = reason.trim()
  if (done.length < 2 || done.length > maxLengths.account)
    throw invalidInput({ settlement: [`请写怎么处理的，2 到 ${maxLengths.account} 字`] })
  await site.write(viewer.accountId, 'settle message', async (tx) => {
    const message = await findMessage(tx, messageId)
    const { side } = await findPairing(tx, viewer, message.pairingId)
    if (!canCoordinate(viewer)) throw forbidden()
    if (side !== null) throw forbidden('这是您自己的结对，请别的协调员处理。')
    if (message.reportedAt === null) throw notFound('消息')
    const settled = await tx
      .insert(messageSettlements)
      .values({ messageId, reason: done, by: viewer.accountId, at: tx.at })
      .onConflictDoNothing()
      .returning()
    if (settled.length === 0) throw new Refusal(409, '这条消息已经处理过了。')
    tx.note(`message ${messageId} settled`)
  })
}

export interface PairingMessage {
  id: string
  side: Side
  text: string
  pictureId: string | null
  at: Date
  reportReason: string | null
  /** When the report was dealt with; who did and how is for the coordinator alone. */
  settledAt: Date | null
  settlement: { by: string; reason: string } | null
}

/** Lists all messages for the two, the reported ones for a coordinator who is neither, none for others. */
export async function listMessages(
  read: Pick<Reader, 'select'>,
  viewer: Viewer,
  { pairing, side }: FoundPairing,
): Promise<PairingMessage[]> {
  if (side === null && !canCoordinate(viewer)) return []
  const rows = await read
    .select({ message: pairingMessages, settled: messageSettlements, settledBy: accounts.name })
    .from(pairingMessages)
    .leftJoin(messageSettlements, eq(messageSettlements.messageId, pairingMessages.id))
    .leftJoin(accounts, eq(accounts.id, messageSettlements.by))
    .where(and(eq(pairingMessages.pairingId, pairing.id), side === null ? isNotNull(pairingMessages.reportedAt) : undefined))
    .orderBy(asc(pairingMessages.number))
  return rows.map(({ message: { id, side: by, text, pictureId, at, reportReason }, settled, settledBy }) => ({
    id,
    side: by,
    text,
    pictureId,
    at,
    reportReason,
    settledAt: settled?.at ?? null,
    settlement: settled && side === null ? { by: settledBy ?? settled.by, reason: settled.reason } : null,
  }))
}

export interface ReportedMessage {
  pairingId: string
  shopNames: string
  reason: string
  at: Date
}

/** Lists the unsettled reports in these pairings, oldest first. */
export async function listReportedMessages(site: Site, lines: readonly PairingLine[]): Promise<ReportedMessage[]> {
  const rows = await site.read
    .select({ pairingId: pairingMessages.pairingId, reportReason: pairingMessages.reportReason, reportedAt: pairingMessages.reportedAt })
    .from(pairingMessages)
    .leftJoin(messageSettlements, eq(messageSettlements.messageId, pairingMessages.id))
    .where(and(isNotNull(pairingMessages.reportedAt), isNull(messageSettlements.messageId)))
    .orderBy(pairingMessages.reportedAt)
  return rows.flatMap(({ pairingId, reportReason, reportedAt }) => {
    const line = lines.find(({ id }) => id === pairingId)
    return line
      ? [
          {
            pairingId,
            shopNames: `${line.west.name} 和 ${line.east.name}`,
            reason: present(reportReason, 'reason of the report'),
            at: present(reportedAt, 'moment of the report'),
          },
        ]
      : []
  })
}

/** Adds to each pairing the last message of the other side. */
export async function addLastMessages(
  site: Site,
  lines: readonly PairingLine[],
): Promise<(PairingLine & { lastMessage: { at: Date; text: string } | null })[]> {
  if (lines.length === 0) return []
  const written = await site.read
    .select()
    .from(pairingMessages)
    .where(
      inValues(
        pairingMessages.pairingId,
        lines.map(({ id }) => id),
      ),
    )
    .orderBy(pairingMessages.number)
  return lines.map((line) => {
    const last = written.findLast(({ pairingId, side }) => pairingId === line.id && side !== line.side)
    return { ...line, lastMessage: last ? { at: last.at, text: last.text || '［图片］' } : null }
  })
}
