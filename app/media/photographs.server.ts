// Photographs of courses: made out of what an author brings, checked when they come as files, and scaled for phones.
import type { Sharp } from 'sharp'
import { createConcurrencyLimit } from '#app/concurrency-limit.ts'
import { tooManyRequests } from '#app/refusal.ts'
import { asBuffer } from './bytes.ts'
import { detectPictureFormat, openPicture } from './decoding.server.ts'
import { findStructureFault, type PictureFormat } from './picture-structure.ts'
import { inMegabytes, UnfitMedia } from './unfit.ts'

/** What an author may bring, in bytes: the largest photographs of phones. */
const maxBroughtBytes = 20_000_000
/** The longer side of a master, in pixels. */
const maxSide = 1600
/** Maximum size of a master, in bytes. */
export const maxPhotographBytes = 600_000

export interface Photograph {
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
  seconds: null
  bytes: Buffer
}

/** What an author does to a photograph by hand: it is turned first, then cropped. */
export interface PhotographEdit {
  /** Degrees clockwise, of the upright picture. */
  turn?: 0 | 90 | 180 | 270 | undefined
  /** As parts of the turned picture's width and height, from 0 to 1. */
  crop?: { x: number; y: number; w: number; h: number } | undefined
}

/** The crop leaves nothing of the picture, or lies outside it. */
export class UnfitCrop extends UnfitMedia {}

const unreadable = () => new UnfitMedia('这个文件不是能打开的照片，或者太大、太复杂。请重拍或换一张。')
const otherFormat = () => new UnfitMedia('照片只收 JPG、PNG、WebP。请用手机拍一张，或截一张图。')

/** As for owners' pictures: one at a time leaves the other processor to everybody else. */
const turns = createConcurrencyLimit({ together: 1, patience: 60_000, maxWaiting: 40, maxWaitingOfAccount: 12 })

async function inTurn<R>(account: string, work: () => Promise<R>): Promise<R> {
  const endTurn = await turns.acquire(account, 1)
  if (!endTurn) throw tooManyRequests('现在处理照片的人多，没有轮到这一张。请过一会儿再传。')
  try {
    return await work()
  } finally {
    endTurn()
  }
}

/**
 * Makes the master of a photograph: upright, turned and cropped as asked, its longer side at most 1600 pixels, at most 600 kB, without
 * metadata. A PNG stays one if it is small enough. Refuses with 422 what is no photograph, with 429 if too many wait already.
 */
export async function acceptPhotograph(
  brought: Uint8Array,
  { account, ...edit }: PhotographEdit & { account: string },
): Promise<Photograph> {
  const bytes = asBuffer(brought)
  if (bytes.length > maxBroughtBytes) throw new UnfitMedia(`照片太大：${inMegabytes(bytes.length)}，最多 ${inMegabytes(maxBroughtBytes)}。`)
  const format = detectPictureFormat(bytes)
  if (!format) throw otherFormat()
  return inTurn(account, () => makeMaster(bytes, format, edit).catch(refuseAsUnreadable))
}

function refuseAsUnreadable(fault: unknown): never {
  throw fault instanceof UnfitMedia ? fault : unreadable()
}

async function makeMaster(bytes: Buffer, format: PictureFormat, { turn = 0, crop }: PhotographEdit): Promise<Photograph> {
  const { image, hasAlpha } = await openPicture(bytes, format)
  const upright = image.autoOrient()
  // What is not cropped is scaled while it is decoded, which takes a tenth of the memory.
  const scaled = within(turn === 0 ? upright : upright.rotate(turn), crop ? 4000 : maxSide)
  const hasPng = format === 'png' || hasAlpha
  // A photograph is encoded as it is decoded: nothing of its pixels is held.
  const master = crop || hasPng ? await decode(scaled, crop) : scaled
  if (hasPng) {
    const png = await master.clone().png({ compressionLevel: 9, palette: true, quality: 90 }).toBuffer({ resolveWithObject: true })
    if (png.data.length <= maxPhotographBytes) return toPhotograph('image/png', png)
  }
  // No phone gets a master: mozjpeg would save a tenth of its size, and take ten times as long.
  const encode = (quality: number) => master.clone().flatten({ background: '#fff' }).jpeg({ quality })
  return toPhotograph('image/jpeg', await encodeWithin(maxPhotographBytes, [84, 76, 68, 56, 42, 28, 12], encode))
}

const within = (image: Sharp, side: number) => image.resize(side, side, { fit: 'inside', withoutEnlargement: true })

/** Decodes once what is encoded several times, and cuts out of it what is asked for. */
async function decode(image: Sharp, crop: PhotographEdit['crop']): Promise<Sharp> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const { default: sharp } = await import('sharp')
  const decoded = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  return crop ? within(decoded.extract(toPixels(crop, info.width, info.height)), maxSide) : decoded
}

interface Encoded {
  data: Buffer
  info: { width: number; height: number }
}

const toPhotograph = (mediaType: Photograph['mediaType'], { data, info: { width, height } }: Encoded): Photograph => ({
  mediaType,
  width,
  height,
  seconds: null,
  bytes: data,
})

/** Refuses a crop that lies outside the picture or leaves nothing of it. */
function toPixels({ x, y, w, h }: NonNullable<PhotographEdit['crop']>, width: number, height: number) {
  const isWithin = [x, y, w, h].every((one) => Number.isFinite(one) && one >= 0) && x + w <= 1.001 && y + h <= 1.001
  const [left, top] = [Math.round(x * width), Math.round(y * height)]
  const part = { left, top, width: Math.min(width - left, Math.round(w * width)), height: Math.min(height - top, Math.round(h * height)) }
  if (!isWithin || part.width < 16 || part.height < 16) throw new UnfitCrop('裁剪的范围太小，或者在照片外面。请重新框选。')
  return part
}

/** Encodes with the best of these qualities whose result is small enough; with the last one in any case. */
async function encodeWithin(maxBytes: number, qualities: readonly number[], encode: (quality: number) => Sharp): Promise<Encoded> {
  let encoded: Encoded = { data: Buffer.alloc(0), info: { width: 0, height: 0 } }
  for (const quality of qualities) {
    encoded = await encode(quality).toBuffer({ resolveWithObject: true })
    if (encoded.data.length <= maxBytes) break
  }
  return encoded
}

const formatOfName = { jpg: 'jpeg', png: 'png', webp: 'webp' } as const

/**
 * Checks a master that came as a file: that it is what its name says, of a master's size, whole, and carries nothing but the picture.
 * Throws `UnfitMedia`.
 */
export async function checkPhotograph(bytes: Buffer, extension: keyof typeof formatOfName): Promise<Photograph> {
  const format = detectPictureFormat(bytes)
  if (!format) throw otherFormat()
  if (format !== formatOfName[extension]) throw new UnfitMedia(`文件名是 .${extension}，里面却是 ${format.toUpperCase()}。请改文件名。`)
  const fault = findStructureFault(bytes, format)
  if (fault === 'broken') throw unreadable()
  if (fault === 'extras') throw new UnfitMedia('照片里还带着拍摄的地点、时间或别的信息。请在课程工作室里放进来，由它去掉。')
  return inTurn('course check', async () => {
    try {
      const { image } = await openPicture(bytes, format)
      const { width, height } = await image.metadata()
      if (Math.max(width, height) > maxSide) throw new UnfitMedia(`照片太大：${width}×${height}，长边最多 ${maxSide}。`)
      await image.raw().toBuffer() // all of it is decoded, so that one that ends too soon is found
      return { mediaType: `image/${format}` as const, width, height, seconds: null, bytes }
    } catch (fault) {
      return refuseAsUnreadable(fault)
    }
  })
}

/** Part of what variants are stored under, and of their addresses: raise it whenever the same master would give others. */
export const photographPipeline = '1'

export const variantFormats = ['avif', 'webp', 'jpeg'] as const
export type VariantFormat = (typeof variantFormats)[number]

/** The widths that phones get, in pixels, with the most bytes of each: what most phones show, and the same sharper. */
export const variantWidths = [
  { width: 360, maxBytes: 40_000 },
  { width: 720, maxBytes: 90_000 },
] as const

export interface Variant {
  format: VariantFormat
  width: number
  bytes: Buffer
}

const encoders: Record<VariantFormat, { qualities: readonly number[]; encode: (image: Sharp, quality: number) => Sharp }> = {
  avif: { qualities: [52, 42, 32, 22, 12, 4], encode: (image, quality) => image.avif({ quality, effort: 3 }) },
  webp: { qualities: [76, 62, 48, 34, 20, 6], encode: (image, quality) => image.webp({ quality }) },
  jpeg: { qualities: [76, 62, 48, 34, 20, 10, 3], encode: (image, quality) => image.jpeg({ quality, mozjpeg: true }) },
}

/** Makes all variants of a master. A narrow master is not enlarged. Takes about a second, on other threads. */
export const makeVariants = (master: Buffer): Promise<Variant[]> =>
  inTurn('variants', async () => {
    const format = detectPictureFormat(master)
    if (!format) throw otherFormat()
    const variants: Variant[] = []
    for (const { width, maxBytes } of variantWidths) {
      const { image } = await openPicture(master, format)
      const scaled = await image
        .resize({ width, withoutEnlargement: true })
        .flatten({ background: '#fff' })
        .png({ compressionLevel: 0 })
        .toBuffer()
      const { default: sharp } = await import('sharp')
      for (const one of variantFormats) {
        const { qualities, encode } = encoders[one]
        const { data } = await encodeWithin(maxBytes, qualities, (quality) => encode(sharp(scaled), quality))
        variants.push({ format: one, width, bytes: data })
      }
    }
    return variants
  })
