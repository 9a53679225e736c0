// Pictures from owners: their type is detected by their first bytes, they are decoded one at a time, and re-encoded as
// a new picture.
import { tooManyRequests, invalidInput } from '#app/refusal.ts'
import { createConcurrencyLimit } from '#app/concurrency-limit.ts'
import { asBuffer } from './bytes.ts'
import { detectPictureFormat, openPicture } from './decoding.server.ts'
import type { PictureFormat } from './picture-structure.ts'

/** Maximum size of an upload, in bytes. A phone scales pictures down before sending them. */
const maxPictureBytes = 12 * 1024 * 1024
/** The longer side of a stored picture, in pixels. */
const maxSide = 1280
/**
 * One at a time leaves the other processor to everybody else; in a long queue most would time out. Each account has one
 * in work, so that somebody who sends ten delays only themselves.
 */
const turns = createConcurrencyLimit({ together: 1, patience: 20_000, maxWaiting: 12, maxWaitingOfAccount: 1 })

export interface Media {
  mediaType: string
  bytes: Buffer
}

/**
 * Returns a picture scaled down, upright and without metadata, above all without its location. Refuses with 422 a
 * picture that is of no known kind, too large, or takes too long; with 429 if too many wait already.
 */
export async function processPicture(
  sent: Uint8Array,
  { account, field = 'picture' }: { account: string; field?: string | undefined },
): Promise<Media> {
  const refused = (sentence: string) => invalidInput({ [field]: [sentence] })
  if (sent.length > maxPictureBytes) throw refused('图片太大了，最多 12 MB。')
  const bytes = asBuffer(sent)
  const format = detectPictureFormat(bytes)
  if (!format) throw refused('只收 JPG、PNG、WebP 图片。请用手机拍一张，或截一张图。')
  const endTurn = await turns.acquire(account, 1)
  if (!endTurn) throw tooManyRequests('现在传图片的人多，没有轮到这一张。请过一会儿再传。')
  try {
    return { mediaType: 'image/jpeg', bytes: await reencode(bytes, format) }
  } catch {
    throw refused('这个文件不是能打开的图片，或者太大、太复杂。请重拍或换一张。')
  } finally {
    endTurn()
  }
}

async function reencode(bytes: Buffer, format: PictureFormat) {
  const { image } = await openPicture(bytes, format)
  return image
    .rotate()
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toBuffer()
}
