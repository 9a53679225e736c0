// The addresses of a version's comparison: what it is compared with, whether all is shown, and which paragraph is being remarked on.
import { paths } from '#app/shell/paths.ts'

export interface CompareChoice {
  /** The version that it is compared with; undefined for the one that it was begun from. */
  against?: string | undefined
  /** Whether paragraphs and files that did not change are shown too. */
  isWhole: boolean
  /** The paragraph that is being remarked on: `name:block`. */
  at?: string | undefined
  /** The page of pictures, sounds and videos, from 1. */
  mediaPage: number
}

/** Reads the choice from an address. */
export function readCompareChoice(query: URLSearchParams): CompareChoice {
  const page = query.get('media') ?? ''
  return {
    against: query.get('against') ?? undefined,
    isWhole: query.get('all') === 'yes',
    at: query.get('at') ?? undefined,
    mediaPage: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  }
}

export function toComparePath(versionId: string, { against, isWhole, at, mediaPage }: CompareChoice, place = ''): string {
  const query = new URLSearchParams({
    ...(against ? { against } : {}),
    ...(isWhole ? { all: 'yes' } : {}),
    ...(at ? { at } : {}),
    ...(mediaPage > 1 ? { media: String(mediaPage) } : {}),
  })
  return `${paths.studioCompare(versionId)}${query.size > 0 ? `?${query}` : ''}${place ? `#${place}` : ''}`
}

/** The place of a paragraph in the page. */
export const placeOf = (name: string, block: number) => `${name}-${block}`
