// Pictures from owners: their type is detected by their first bytes, they are decoded one at a time, and re-encoded as
// a new picture.
import { tooManyRequests, invalidInput } from '#app/refusal.ts'
import { createConcurrencyLimit } from '#app/concurrency-limit.ts'

/** Maximum size of an upload, in bytes. A phone scales pictures down before sending them. */
const maxPictureBytes = 12 * 1024 * 1024
/** The longer side of a stored picture, in pixels. */
const maxSide = 1280
/** Larger pictures are not decoded at all: a small file may expand to gigabytes. */
const maxPixels = 50_000_000
/** Seconds that one may take. */
const timeoutSeconds = 8

/**
 * One at a time leaves the other processor to everybody else; in a long queue most would time out. Each account has one
 * in work, so that somebody who sends ten delays only themselves.
 */
const turns = createConcurrencyLimit({ together: 1, patience: 20_000, maxWaiting: 12, maxWaitingOfAccount: 1 })

export interface Media {
  mediaType: string
  bytes: Buffer
}

const hasSignature = (bytes: Buffer, text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text

/**
 * The formats of phones and screenshots. Anything else that a decoder could open – drawings, scans, films – is never
 * passed to it.
 */
const kinds: readonly { format: string; is: (bytes: Buffer) => boolean }[] = [
  { format: 'jpeg', is: (bytes) => hasSignature(bytes, '\xff\xd8\xff') },
  { format: 'png', is: (bytes) => hasSignature(bytes, '\x89PNG\r\n\x1a\n') && hasSignature(bytes, 'IHDR', 12) },
  { format: 'webp', is: (bytes) => hasSignature(bytes, 'RIFF') && /^WEBPVP8[ LX]$/.test(bytes.subarray(8, 16).toString('latin1')) },
]

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
  const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength)
  const kind = kinds.find(({ is }) => is(bytes))
  if (!kind) throw refused('只收 JPG、PNG、WebP 图片。请用手机拍一张，或截一张图。')
  const endTurn = await turns.acquire(account, 1)
  if (!endTurn) throw tooManyRequests('现在传图片的人多，没有轮到这一张。请过一会儿再传。')
  try {
    return { mediaType: 'image/jpeg', bytes: await reencode(bytes, kind.format) }
  } catch {
    throw refused('这个文件不是能打开的图片，或者太大、太复杂。请重拍或换一张。')
  } finally {
    endTurn()
  }
}

async function reencode(bytes: Buffer, format: string) {
  const { default: sharp } = await import('sharp') // a large module, and most commands need no pictures
  sharp.concurrency(1)
  sharp.cache(false) // nobody sends the same picture twice
  const limits = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true } as const
  const { format: found, width, height } = await sharp(bytes, limits).metadata()
  if (found !== format || width * height > maxPixels) throw new Error('It is not what it begins as, or too large.')
  return sharp(bytes, limits)
    .timeout({ seconds: timeoutSeconds })
    .rotate()
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toBuffer()
}
