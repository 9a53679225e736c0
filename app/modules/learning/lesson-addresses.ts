// Where readers of a version get the files of its lessons.
import type { LessonAddresses } from '#app/lesson/lesson-files.ts'
import { nameSoundOrVideo, nameVariant } from '#app/media/media-file.ts'
import { type VariantFormat, variantWidths } from '#app/media/photographs.server.ts'
import type { MediaInfo } from '#app/modules/media/media.server.ts'
import { paths } from '#app/shell/paths.ts'

/** Returns the addresses of a version: drawings by their names, everything else by its hash. */
export function createLessonAddresses(
  { slug, versionId }: { slug: string; versionId: string },
  media: ReadonlyMap<string, MediaInfo>,
): LessonAddresses {
  return {
    drawing: (name) => `/pictures/${versionId}/${encodeURIComponent(name)}`,
    media: (name) => {
      const info = media.get(name)
      return info ? { ...info, ...addressesOf(slug, info) } : null
    },
  }
}

function addressesOf(course: string, { hash, mediaType, width: masterWidth }: MediaInfo) {
  if (!mediaType.startsWith('image/')) return { address: paths.media(course, nameSoundOrVideo(hash, mediaType)) }
  const [smallest] = variantWidths
  // A narrower master is not enlarged: then the larger variant is the same.
  const widths = variantWidths.filter(({ width }) => width === smallest.width || (masterWidth ?? 0) > smallest.width)
  const addressOf = (format: VariantFormat, width: number) => paths.media(course, nameVariant(hash, format, width))
  const srcSetOf = (format: VariantFormat) =>
    widths.map(({ width }) => `${addressOf(format, width)} ${Math.min(width, masterWidth ?? width)}w`).join(', ')
  const sources = (['avif', 'webp'] as const).map((format) => ({ type: `image/${format}`, srcSet: srcSetOf(format) }))
  return { address: addressOf('jpeg', smallest.width), sources }
}
