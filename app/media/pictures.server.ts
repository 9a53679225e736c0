// Pictures that owners send: taken for what they are by how they begin, opened one at a time, and kept as a new picture.
import { tooManyRequests, invalidInput } from '#app/refusal.ts'
import { createConcurrencyLimit } from '#app/concurrency-limit.ts'

/** What an owner may send, in bytes. A phone sends pictures already made small. */
const maxPictureBytes = 12 * 1024 * 1024
/** The longer side of a picture as it is kept, in pixels. */
const maxSide = 1280
/** Larger ones are not opened at all: a small file may unfold to gigabytes. */
const maxPixels = 50_000_000
/** Seconds that one may take. */
const timeoutMilliseconds = 8

/**
 * One at a time leaves the other processor to everybody else, and a queue of any length would only be waited for in vain.
 * An account has one in work: whoever sends ten holds nobody up but himself.
 */
const turns = createConcurrencyLimit({ together: 1, patience: 20_000, mostWaiting: 12, mostWaitingOfAccount: 1 })

export interface Media {
  mediaType: string
  bytes: Buffer
}

const hasSignature = (bytes: Buffer, text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text

/** What phones and screens make. Anything else that a decoder would open – drawings, scans, films – is not even shown to one. */
const kinds: readonly { format: string; is: (bytes: Buffer) => boolean }[] = [
  { format: 'jpeg', is: (bytes) => hasSignature(bytes, '\xff\xd8\xff') },
  { format: 'png', is: (bytes) => hasSignature(bytes, '\x89PNG\r\n\x1a\n') && hasSignature(bytes, 'IHDR', 12) },
  { format: 'webp', is: (bytes) => hasSignature(bytes, 'RIFF') && /^WEBPVP8[ LX]$/.test(bytes.subarray(8, 16).toString('latin1')) },
]

/**
 * A picture made small, upright and free of all that the camera wrote into it, the place above all. Refuses with 422 what
 * is no picture of a known kind, too large, or takes too long; with 429 when too many wait already.
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
  const { default: sharp } = await import('sharp') // large, and most commands meet no picture
  sharp.concurrency(1)
  sharp.cache(false) // nobody sends the same picture twice
  const limits = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true } as const
  const { format: found, width, height } = await sharp(bytes, limits).metadata()
  if (found !== format || width * height > maxPixels) throw new Error('It is not what it begins as, or too large.')
  return sharp(bytes, limits)
    .timeout({ seconds: timeoutMilliseconds })
    .rotate()
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toBuffer()
}
