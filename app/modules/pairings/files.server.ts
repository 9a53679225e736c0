// Files that owners send in a pairing: whose are decoded, and who may see them.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMonth } from '#app/calendar.ts'
import { processPicture, type Media } from '#app/media/pictures.server.ts'
import { canCoordinate, canConfirm } from '#app/modules/shops/policy.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { pairingGoals, pairingMessages } from '#db/schema/pairing-records.ts'
import { pairings } from '#db/schema/pairings.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shopFiles, shopResults, shops } from '#db/views/shops.ts'
import { east, findOwnPairing, west } from './find.server.ts'

/** Finds a file that the viewer may see, with what it belongs to. Throws 404. */
async function findShopFile(site: Pick<Site, 'read'>, viewer: Viewer, fileId: string) {
  const [row] = await site.read
    .select({
      file: columnsOf(shopFiles),
      sender: columnsOf(shops),
      west: columnsOf(west),
      east: columnsOf(east),
      message: pairingMessages,
    })
    .from(shopFiles)
    .innerJoin(shops, eq(shops.id, shopFiles.shopId))
    .leftJoin(pairings, eq(pairings.id, shopFiles.pairingId))
    .leftJoin(west, eq(west.id, pairings.westShopId))
    .leftJoin(east, eq(east.id, pairings.eastShopId))
    .leftJoin(pairingMessages, eq(pairingMessages.pictureId, shopFiles.id))
    .where(eq(shopFiles.id, fileId))
  if (!row) throw notFound('文件')
  const isTheirs = [row.sender, row.west, row.east].some((shop) => shop?.ownerAccountId === viewer.accountId)
  const byDuty = row.message ? row.message.reportedAt !== null && canCoordinate(viewer) : canConfirm(viewer, row.west ?? row.sender)
  if (!isTheirs && !byDuty) throw notFound('文件')
  return { ...row, isTheirs }
}

/**
 * Returns a file for those who may see it: its sender, the other side of the pairing, and officers of the region. A picture in a message is
 * visible only to the two until it is reported; then the coordinator sees it too. Throws 404.
 */
export async function readShopFile(site: Pick<Site, 'read'>, viewer: Viewer, fileId: string): Promise<Media> {
  const { file } = await findShopFile(site, viewer, fileId)
  return { mediaType: file.mediaType, bytes: file.bytes }
}

export interface DescribedFile {
  id: string
  isVoice: boolean
  /** What it shows: 凭据：第一件商品上架. */
  title: string
  /** The shop whose owner sent it. */
  sender: string
  at: Date
  /** Both shops of the pairing that it belongs to; null for a proof of a month. */
  pairing: { id: string; name: string } | null
  shopId: string
  /** Whether the viewer is one of the owners; others look at it at a desk. */
  isTheirs: boolean
}

/** Returns what a file shows, who sent it and when, for those who may see it. Throws 404. */
export async function describeShopFile(site: Pick<Site, 'read'>, viewer: Viewer, fileId: string): Promise<DescribedFile> {
  const { file, sender, west: one, east: other, message, isTheirs } = await findShopFile(site, viewer, fileId)
  return {
    id: file.id,
    isVoice: file.mediaType.startsWith('audio/'),
    title: message ? '留言里的图片' : await titleOf(site.read, file),
    sender: sender.name,
    at: file.at,
    pairing: file.pairingId !== null && one && other ? { id: file.pairingId, name: `${one.name} 和 ${other.name}` } : null,
    shopId: sender.id,
    isTheirs,
  }
}

async function titleOf(
  read: Pick<Reader, 'select'>,
  { id, shopId, pairingId, mediaType }: { id: string; shopId: string; pairingId: string | null; mediaType: string },
): Promise<string> {
  const [goal] =
    pairingId === null
      ? []
      : await read
          .select({ title: pairingGoals.title })
          .from(pairingGoals)
          .where(and(eq(pairingGoals.pairingId, pairingId), eq(pairingGoals.proofFileId, id)))
  if (goal) return `凭据：${goal.title}`
  const [month] = await read
    .select({ month: shopResults.month })
    .from(shopResults)
    .where(and(eq(shopResults.shopId, shopId), eq(shopResults.proofFileId, id)))
  if (month) return `凭据：${formatMonth(month.month)}的数字`
  return mediaType.startsWith('audio/') ? '帮扶记录里的录音' : '帮扶记录里的图片'
}

/** Processes a picture of somebody in this pairing: pictures of others are not decoded at all. */
export async function processPairingPicture(
  site: Site,
  viewer: Viewer,
  { pairingId, picture, field }: { pairingId: string; picture: Uint8Array; field?: string },
) {
  await findOwnPairing(site.read, viewer, pairingId)
  return processPicture(picture, { account: viewer.accountId, field })
}
