// Where readers of a version get the files of its lessons.
import type { LessonAddresses } from '#app/lesson/lesson-files.ts'
import { addressMedia } from '#app/media/media-file.ts'
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
      return info ? { ...info, ...addressMedia(info, (file) => paths.media(slug, file)) } : null
    },
  }
}
