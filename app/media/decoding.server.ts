// Opens pictures that came from outside: their type is detected by their first bytes, and a decoder gets them with
// limits, a few at a time.
import type { Sharp } from 'sharp'
import { hasSignature } from './bytes.ts'
import type { PictureFormat } from './picture-structure.ts'

/** Larger pictures are not decoded at all: a small file may expand to gigabytes. */
const maxPixels = 50_000_000
/** Seconds that one may take. */
const timeoutSeconds = 8

/**
 * The formats of phones and screenshots. Anything else that a decoder could open – drawings, scans, films – is never
 * passed to it.
 */
const formats: readonly { format: PictureFormat; is: (bytes: Buffer) => boolean }[] = [
  { format: 'jpeg', is: (bytes) => hasSignature(bytes, '\xff\xd8\xff') },
  { format: 'png', is: (bytes) => hasSignature(bytes, '\x89PNG\r\n\x1a\n') && hasSignature(bytes, 'IHDR', 12) },
  { format: 'webp', is: (bytes) => hasSignature(bytes, 'RIFF') && /^WEBPVP8[ LX]$/.test(bytes.subarray(8, 16).toString('latin1')) },
]

/** Returns the format of a picture by its first bytes; null if it is none that is accepted. */
export const detectPictureFormat = (bytes: Buffer): PictureFormat | null => formats.find(({ is }) => is(bytes))?.format ?? null

/** Opens a picture for decoding. Rejects one that is not what it begins as, or is too large. */
export async function openPicture(bytes: Buffer, format: PictureFormat): Promise<{ image: Sharp; hasAlpha: boolean }> {
  const { default: sharp } = await import('sharp') // a large module, and most commands need no pictures
  sharp.concurrency(1)
  sharp.cache(false) // nobody sends the same picture twice
  const limits = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true } as const
  const { format: found, width, height, hasAlpha } = await sharp(bytes, limits).metadata()
  if (found !== format || width * height > maxPixels) throw new Error('It is not what it begins as, or too large.')
  return { image: sharp(bytes, limits).timeout({ seconds: timeoutSeconds }), hasAlpha }
}
