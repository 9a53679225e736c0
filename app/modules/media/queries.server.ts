// Reads media.
import { eq, sql } from 'drizzle-orm'
import type { CourseMedia, MediaFacts } from '#app/media/course-media.ts'
import { log } from '#app/log.server.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Reader } from '#app/site.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { inValues } from '#db/in-values.ts'
import { media } from '#db/schema/media.ts'

export interface MediaInfo extends MediaFacts {
  hash: string
  /** Bytes. */
  size: number
}

/** A site, or a write. */
interface Reading {
  read: Pick<Reader, 'select'>
}

const info = {
  hash: media.hash,
  mediaType: media.mediaType,
  size: media.size,
  width: media.width,
  height: media.height,
  seconds: media.seconds,
}

/** Returns what is known of these media, by hash; those that are not stored are missing. */
export async function readMediaInfo({ read }: Reading, hashes: readonly string[]): Promise<Map<string, MediaInfo>> {
  const rows =
    hashes.length === 0
      ? []
      : await read
          .select(info)
          .from(media)
          .where(inValues(media.hash, [...new Set(hashes)]))
  return new Map(rows.map((row) => [row.hash, row]))
}

/** Returns the size of these media together, in bytes, each counted once: what a course weighs. */
export async function totalMediaBytes(site: Reading, hashes: readonly string[]): Promise<number> {
  return [...(await readMediaInfo(site, hashes)).values()].reduce((sum, { size }) => sum + size, 0)
}

/** Returns media with their bytes, as they were stored. Throws 404, and 409 if the bytes are no longer those of the hash. */
export async function readMedia({ read }: Reading, hash: string): Promise<CourseMedia & MediaInfo> {
  const [row] = await read
    .select({ ...info, bytes: media.bytes })
    .from(media)
    .where(eq(media.hash, hash))
  if (!row) throw notFound('这个文件')
  if (hashBytes(row.bytes) === hash) return row
  log.error('stored media were changed behind the program', { hash })
  throw new Refusal(409, '这个文件在数据库里坏了，不能再用。请告诉管理员：服务器上的记录要核对。')
}

/** What was read whole since the start, and is what its hash says: videos are read in hundreds of parts. */
const compared = new Set<string>()
const maxCompared = 10_000

/** Returns part of media: `from` and `to` are positions of bytes, `to` excluded. Throws 404. */
export async function readMediaPart({ read }: Reading, hash: string, from: number, to: number): Promise<Buffer> {
  if (!compared.has(hash)) {
    const { bytes } = await readMedia({ read }, hash)
    if (compared.size >= maxCompared) compared.clear()
    compared.add(hash)
    return bytes.subarray(from, to)
  }
  const [row] = await read
    .select({ part: sql<Buffer>`substr(${media.bytes}, ${from + 1}, ${to - from})` })
    .from(media)
    .where(eq(media.hash, hash))
  if (!row) throw notFound('这个文件')
  return row.part
}
