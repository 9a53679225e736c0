// The names under which media are served: they contain the hash of the content, so that a phone may keep them for ever,
// and the same photograph in the next version is not transferred again.
import type { MediaFacts, MediaType } from './course-media.ts'
import { photographPipeline, type VariantFormat, variantFormats, variantWidths } from './photographs.server.ts'

/** Characters of the hash in a name: enough to tell the media of a course apart. */
const hashLength = 24

const extensions: Record<VariantFormat, string> = { avif: 'avif', webp: 'webp', jpeg: 'jpg' }
const asStored: Partial<Record<MediaType, string>> = {
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
}

export interface MediaFile {
  /** The beginning of the hash. */
  hash: string
  /** Null for a sound, video or document, which is served as it is stored. */
  variant: { format: VariantFormat; width: number } | null
}

/** Names one variant of a photograph: `0f3c…-360-1.avif`. */
export const nameVariant = (hash: string, format: VariantFormat, width: number) =>
  `${hash.slice(0, hashLength)}-${width}-${photographPipeline}.${extensions[format]}`

/** Names a sound, a video or a document: `0f3c….m4a`. */
export const nameAsStored = (hash: string, mediaType: MediaType) => `${hash.slice(0, hashLength)}.${asStored[mediaType] ?? 'bin'}`

/** Parses such a name; null if it is none. One of an earlier pipeline gets what the present one makes. */
export function parseMediaFile(name: string): MediaFile | null {
  const [, hash = '', width, extension] = /^([0-9a-f]{24})(?:-(\d{3})-\d{1,3})?\.([a-z0-9]{3,4})$/.exec(name) ?? []
  if (!width) return Object.values(asStored).includes(extension ?? '') ? { hash, variant: null } : null
  const format = variantFormats.find((one) => extensions[one] === extension)
  return format ? { hash, variant: { format, width: Number(width) } } : null
}

/** Returns where a page gets media, given the address of each name: for a photograph with its candidates of each type. */
export function addressMedia(
  { hash, mediaType, width: masterWidth }: MediaFacts & { hash: string },
  addressOf: (name: string) => string,
): { address: string; sources?: { type: string; srcSet: string }[] } {
  if (!mediaType.startsWith('image/')) return { address: addressOf(nameAsStored(hash, mediaType)) }
  const [smallest] = variantWidths
  // A narrower master is not enlarged: then the larger variant is the same.
  const widths = variantWidths.filter(({ width }) => width === smallest.width || (masterWidth ?? 0) > smallest.width)
  const srcSetOf = (format: VariantFormat) =>
    widths.map(({ width }) => `${addressOf(nameVariant(hash, format, width))} ${Math.min(width, masterWidth ?? width)}w`).join(', ')
  const sources = (['avif', 'webp'] as const).map((format) => ({ type: `image/${format}`, srcSet: srcSetOf(format) }))
  return { address: addressOf(nameVariant(hash, 'jpeg', smallest.width)), sources }
}
