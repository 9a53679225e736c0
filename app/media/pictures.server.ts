// Pictures that owners send: taken for what they are by how they begin, opened one at a time, and kept as a new picture.
import { enough, wrongInput } from '#app/refusal.ts'
import { turnsOf } from '#app/turns.ts'

/** What an owner may send, in bytes. A phone sends pictures already made small. */
const mostPictureBytes = 12 * 1024 * 1024
/** The longer side of a picture as it is kept, in pixels. */
const longestSide = 1280
/** Larger ones are not opened at all: a small file may unfold to gigabytes. */
const mostPixels = 50_000_000
/** Seconds that one may take. */
const longestWork = 8

/**
 * One at a time leaves the other processor to everybody else, and a queue of any length would only be waited for in vain.
 * An account has one in work: whoever sends ten holds nobody up but himself.
 */
const turns = turnsOf({ together: 1, patience: 20_000, mostWaiting: 12, mostWaitingOfAccount: 1 })

export interface Media {
  mediaType: string
  bytes: Buffer
}

const begins = (bytes: Buffer, text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text

/** What phones and screens make. Anything else that a decoder would open – drawings, scans, films – is not even shown to one. */
const kinds: readonly { format: string; is: (bytes: Buffer) => boolean }[] = [
  { format: 'jpeg', is: (bytes) => begins(bytes, '\xff\xd8\xff') },
  { format: 'png', is: (bytes) => begins(bytes, '\x89PNG\r\n\x1a\n') && begins(bytes, 'IHDR', 12) },
  { format: 'webp', is: (bytes) => begins(bytes, 'RIFF') && /^WEBPVP8[ LX]$/.test(bytes.subarray(8, 16).toString('latin1')) },
]

/**
 * A picture made small, upright and free of all that the camera wrote into it, the place above all. Refuses with 422 what
 * is no picture of a known kind, too large, or takes too long; with 429 when too many wait already.
 */
export async function asPicture(
  sent: Uint8Array,
  { account, field = 'picture' }: { account: string; field?: string | undefined },
): Promise<Media> {
  const refused = (sentence: string) => wrongInput({ [field]: [sentence] })
  if (sent.length > mostPictureBytes) throw refused('图片太大了，最多 12 MB。')
  const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength)
  const kind = kinds.find(({ is }) => is(bytes))
  if (!kind) throw refused('只收 JPG、PNG、WebP 图片。请用手机拍一张，或截一张图。')
  const endTurn = await turns.take(account, 1)
  if (!endTurn) throw enough('现在传图片的人多，没有轮到这一张。请过一会儿再传。')
  try {
    return { mediaType: 'image/jpeg', bytes: await redrawn(bytes, kind.format) }
  } catch {
    throw refused('这个文件不是能打开的图片，或者太大、太复杂。请重拍或换一张。')
  } finally {
    endTurn()
  }
}

async function redrawn(bytes: Buffer, format: string) {
  const { default: sharp } = await import('sharp') // large, and most commands meet no picture
  sharp.concurrency(1)
  sharp.cache(false) // nobody sends the same picture twice
  const limits = { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true } as const
  const { format: found, width, height } = await sharp(bytes, limits).metadata()
  if (found !== format || width * height > mostPixels) throw new Error('It is not what it begins as, or too large.')
  return sharp(bytes, limits)
    .timeout({ seconds: longestWork })
    .rotate()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toBuffer()
}
