// Media as they are sent: photographs as variants, the others as they are stored.
import { nameAsStored, parseMediaFile } from '#app/media/media-file.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type MediaInfo, readMediaPart } from './queries.server.ts'
import { readVariant } from './variants.server.ts'

export interface ServedMedia {
  mediaType: string
  /** The hash of the content, or which variant it is: the same bytes for ever. */
  tag: string
  /** Bytes. */
  size: number
  /** Returns part of it; `to` is excluded. */
  read: (from: number, to: number) => Promise<Uint8Array>
}

/**
 * Opens a file by the name under which media are served (app/media/media-file.ts), if it is one of these media. Throws 404, and 429 if a
 * photograph is not scaled yet and too many wait.
 */
export async function openMediaFile(site: Pick<Site, 'read' | 'write'>, media: Iterable<MediaInfo>, name: string): Promise<ServedMedia> {
  const file = parseMediaFile(name)
  const found = file && [...media].find(({ hash }) => hash.startsWith(file.hash))
  if (!found) throw notFound('这个文件')
  const { hash, size, mediaType } = found
  const isPhotograph = mediaType.startsWith('image/')
  if (isPhotograph && file.variant) {
    const bytes = await readVariant(site, hash, file.variant)
    return { mediaType: `image/${file.variant.format}`, tag: name, size: bytes.length, read: async (from, to) => bytes.subarray(from, to) }
  }
  if (isPhotograph || nameAsStored(hash, mediaType) !== name) throw notFound('这个文件')
  return { mediaType, tag: hash, size, read: (from, to) => readMediaPart(site, hash, from, to) }
}
