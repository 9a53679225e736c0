// The pictures of a version that its questions may show, as its authors see them.
import { type ShownPicture, showDrawing, showPhotograph } from '#app/media/shown-picture.ts'
import { questionPictureName } from '#app/modules/courses/course-files.ts'
import { readMediaInfo } from '#app/modules/media/media.server.ts'
import type { Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'
import { loadPictureFiles, type StudioFile } from '../files.server.ts'

/** Returns all of them by name, without words. */
export const loadShownPictures = async (site: Pick<Site, 'read'>, versionId: string): Promise<Map<string, ShownPicture>> =>
  readShownPictures(site, versionId, await loadPictureFiles(site.read, versionId))

/** Returns those among its files by name, without words. */
export async function readShownPictures(
  site: Pick<Site, 'read'>,
  versionId: string,
  files: ReadonlyMap<string, StudioFile>,
): Promise<Map<string, ShownPicture>> {
  const pictures = [...files.values()].filter(({ name }) => questionPictureName.test(name))
  const known = await readMediaInfo(
    site,
    pictures.flatMap(({ mediaHash }) => mediaHash ?? []),
  )
  const addressOf = (name: string) => paths.studioMediaFile(versionId, name)
  return new Map(
    pictures.flatMap(({ name, content, mediaHash }): [string, ShownPicture][] => {
      if (mediaHash === null) return [[name, showDrawing(content ?? '', '', addressOf(name))]]
      const info = known.get(mediaHash)
      return info ? [[name, showPhotograph(info, '', addressOf)]] : []
    }),
  )
}
