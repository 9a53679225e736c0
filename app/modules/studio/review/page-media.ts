// A comparison shows all texts, and media by the page: a version may have hundreds of pictures, each twice.
import type { ComparedFile } from '../queries.server.ts'

/** Pictures, sounds and videos of one page: a few screens, and drawings travel in the page. */
export const mediaPerPage = 12

export interface MediaPage {
  /** From 1. */
  page: number
  pages: number
  total: number
}

/** The files of a comparison that are shown on a page of its media; the last one, if there are not so many. */
export function pageMedia(files: readonly ComparedFile[], asked: number): { files: ComparedFile[]; changed: number; media: MediaPage } {
  const all = files.filter(({ blocks }) => blocks === null)
  const pages = Math.max(1, Math.ceil(all.length / mediaPerPage))
  const page = Math.min(Math.max(1, asked), pages)
  const shown = all.slice((page - 1) * mediaPerPage, page * mediaPerPage)
  return {
    files: [...files.filter(({ blocks }) => blocks !== null), ...shown],
    changed: files.filter(({ kind }) => kind !== 'same').length,
    media: { page, pages, total: all.length },
  }
}
