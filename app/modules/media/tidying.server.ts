// How much media take, and deleting those that nothing names any more.
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import { log } from '#app/log.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { media, mediaVariants } from '#db/schema/media.ts'

export interface MediaTotals {
  /** How many photographs, sounds, videos and documents are stored. */
  count: number
  /** Their bytes, with those of what phones get of photographs. */
  bytes: number
}

/** Returns how much all stored media take. */
export async function readMediaTotals({ read }: Pick<Site, 'read'>): Promise<MediaTotals> {
  const [stored] = await read.select({ count: sql<number>`count(*)`, bytes: sql<number>`coalesce(sum(${media.size}), 0)` }).from(media)
  const [derived] = await read.select({ bytes: sql<number>`coalesce(sum(length(${mediaVariants.bytes})), 0)` }).from(mediaVariants)
  return { count: stored?.count ?? 0, bytes: (stored?.bytes ?? 0) + (derived?.bytes ?? 0) }
}

/** What was brought within this time is never deleted: what names it may still be on its way. */
const minAge = 24 * 3_600_000
/** Looked at in one read. */
const sliceSize = 200
/** Deleted in one write: a video is 20 MB. */
const maxInOneWrite = 5

/** Of these hashes, those that something names: asked before a write, and again in it. */
export type FindNamed = (read: Pick<Tx, 'select'>, hashes: readonly string[]) => Promise<ReadonlySet<string>>

/** Deletes what was stored more than a day ago and nothing names, a few in each write, until `goesOn` says no. Returns how many. */
export async function deleteUnnamedMedia(
  site: Pick<Site, 'read' | 'write' | 'now'>,
  findNamed: FindNamed,
  goesOn: () => boolean = () => true,
): Promise<number> {
  const before = new Date(site.now().getTime() - minAge)
  let deleted = 0
  for (let last: string | undefined = ''; last !== undefined && goesOn();) {
    const slice: { hash: string }[] = await site.read
      .select({ hash: media.hash })
      .from(media)
      .where(and(gt(media.hash, last), lt(media.addedAt, before)))
      .orderBy(asc(media.hash))
      .limit(sliceSize)
    const named = await findNamed(
      site.read,
      slice.map(({ hash }) => hash),
    )
    const unnamed = slice.filter(({ hash }) => !named.has(hash)).map(({ hash }) => hash)
    for (let at = 0; at < unnamed.length && goesOn(); at += maxInOneWrite)
      deleted += await deleteSome(site, { hashes: unnamed.slice(at, at + maxInOneWrite), before, findNamed })
    last = slice.length < sliceSize ? undefined : slice.at(-1)?.hash
  }
  if (deleted > 0) log.info('media that nothing names any more were deleted', { count: deleted })
  return deleted
}

const deleteSome = (
  site: Pick<Site, 'write'>,
  { hashes, before, findNamed }: { hashes: readonly string[]; before: Date; findNamed: FindNamed },
): Promise<number> =>
  site.write(
    'system',
    'delete media that nothing names',
    async (tx) => {
      const named = await findNamed(tx, hashes)
      let deleted = 0
      for (const hash of hashes.filter((one) => !named.has(one))) {
        const [found] = await tx
          .select({ size: media.size })
          .from(media)
          .where(and(eq(media.hash, hash), lt(media.addedAt, before))) // brought again meanwhile
        if (!found) continue
        await tx.delete(mediaVariants).where(eq(mediaVariants.hash, hash))
        await tx.delete(media).where(eq(media.hash, hash))
        tx.note(`media ${hash.slice(0, 12)}: ${found.size} bytes`)
        deleted++
      }
      return deleted
    },
    { lane: 'bulk' },
  )
