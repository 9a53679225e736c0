// Files that owners send in a pairing: whose are decoded, and who may see them.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { processPicture, type Media } from '#app/media/pictures.server.ts'
import { canCoordinate, canConfirm } from '#app/modules/shops/policy.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { pairingMessages } from '#db/schema/pairing-records.ts'
import { pairings } from '#db/schema/pairings.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shopFiles, shops } from '#db/views/shops.ts'
import { east, findOwnPairing, west } from './find.server.ts'

/**
 * Returns a file for those who may see it: its sender, the other side of the pairing, and officers of the region. A picture in a message is
 * visible only to the two until it is reported; then the coordinator sees it too. Throws 404.
 */
export async function readShopFile(site: Pick<Site, 'read'>, viewer: Viewer, fileId: string): Promise<Media> {
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
  return { mediaType: row.file.mediaType, bytes: row.file.bytes }
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
