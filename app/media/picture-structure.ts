// Walks through the parts of a JPEG, PNG or WebP without decoding it: whether it ends where its last part ends, and
// carries nothing but the picture. A file that is two things at once has its second half in such a part, or behind the end.
import { byteAt } from './bytes.ts'

export type PictureFormat = 'jpeg' | 'png' | 'webp'

/** `broken`: it is not built like its format, or goes on behind its end. `extras`: it carries more than the picture. */
export type StructureFault = 'broken' | 'extras' | null

/** Returns what is wrong with the structure of a picture. */
export const findStructureFault = (bytes: Buffer, format: PictureFormat): StructureFault =>
  ({ jpeg: walkJpeg, png: walkPng, webp: walkWebp })[format](bytes)

/** The most parts that a picture of a phone's size has; a progressive JPEG has some dozens. */
const maxParts = 20_000

/** Quantisation, Huffman tables, frames, scans, and the three application segments that only describe colours. */
const isJpegPicture = (marker: number) => (marker >= 0xc0 && marker <= 0xcf) || [0xda, 0xdb, 0xdd, 0xe0, 0xe2, 0xee].includes(marker)

function walkJpeg(bytes: Buffer): StructureFault {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return 'broken'
  let hasExtras = false
  let at = 2
  for (let parts = 0; parts < maxParts && at + 2 <= bytes.length; parts++) {
    if (bytes[at] !== 0xff) return 'broken'
    const marker = byteAt(bytes, at + 1)
    if (marker === 0xd9) return at + 2 === bytes.length ? (hasExtras ? 'extras' : null) : 'broken'
    if (at + 4 > bytes.length) return 'broken'
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end < at + 4 || end > bytes.length) return 'broken'
    if (!isJpegPicture(marker)) hasExtras = true
    at = marker === 0xda ? findEndOfScan(bytes, end) : end
  }
  return 'broken'
}

/** In a scan FF is followed by 00, or by the marker of a restart. */
function findEndOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

const pngPicture = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD'])

function walkPng(bytes: Buffer): StructureFault {
  let hasExtras = false
  let at = 8
  for (let parts = 0; parts < maxParts && at + 12 <= bytes.length; parts++) {
    const kind = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length || (parts === 0 && kind !== 'IHDR')) return 'broken'
    if (!pngPicture.has(kind)) hasExtras = true
    if (kind === 'IEND') return end === bytes.length ? (hasExtras ? 'extras' : null) : 'broken'
    at = end
  }
  return 'broken'
}

const webpPicture = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP'])

function walkWebp(bytes: Buffer): StructureFault {
  if (bytes.length < 20 || bytes.readUInt32LE(4) + 8 !== bytes.length) return 'broken'
  let hasExtras = false
  let at = 12
  for (let parts = 0; parts < maxParts; parts++) {
    if (at === bytes.length) return hasExtras ? 'extras' : null
    if (at + 8 > bytes.length) return 'broken'
    const size = bytes.readUInt32LE(at + 4)
    if (!webpPicture.has(bytes.toString('latin1', at, at + 4))) hasExtras = true
    at += 8 + size + (size % 2)
    if (at > bytes.length) return 'broken'
  }
  return 'broken'
}
