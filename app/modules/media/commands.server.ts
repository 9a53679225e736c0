// Stores media.
import type { CourseMedia } from '#app/media/course-media.ts'
import type { Tx } from '#app/site.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { media } from '#db/schema/media.ts'

/** Stores what was accepted or checked, once for the same bytes; what is there counts as brought now. Returns its hash. */
export async function storeMedia(tx: Tx, { bytes, mediaType, width, height, seconds }: CourseMedia): Promise<string> {
  const hash = hashBytes(bytes)
  await tx
    .insert(media)
    .values({ hash, mediaType, size: bytes.length, width, height, seconds, addedBy: tx.actor, addedAt: tx.at, bytes })
    .onConflictDoUpdate({ target: media.hash, set: { addedAt: tx.at } })
  tx.note(`media ${hash.slice(0, 12)}: ${mediaType}, ${bytes.length} bytes`)
  return hash
}
