// A picture as a page shows it: where it is, what it shows, and how large, so that nothing moves when it arrives.
import type { MediaFacts } from './course-media.ts'
import { addressMedia } from './media-file.ts'

export interface ShownPicture {
  /** The one that every browser shows. */
  address: string
  /** For a photograph: the candidates of each type, best first. */
  sources?: { type: string; srcSet: string }[] | undefined
  alt: string
  /** On the page, in pixels, where there is room for it. */
  width: number
  height: number
}

/** As large as the options below it leave room for. */
const most = { width: 680, height: 420 }

function fit(width: number, height: number): Pick<ShownPicture, 'width' | 'height'> {
  const scale = Math.min(1, most.width / width, most.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** `addressOf`: where media are served under their names. */
export const showPhotograph = (info: MediaFacts & { hash: string }, alt: string, addressOf: (name: string) => string): ShownPicture => ({
  ...addressMedia(info, addressOf),
  alt,
  ...fit(info.width ?? 320, info.height ?? 200),
})

const viewBox = /\bviewBox\s*=\s*["']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)/

/** A drawing of a course, 320 wide. */
export function showDrawing(svg: string, alt: string, address: string): ShownPicture {
  const [, width, height] = viewBox.exec(svg) ?? []
  const ratio = Number(height) / Number(width)
  return { address, alt, ...fit(320, Number.isFinite(ratio) && ratio > 0 ? Math.min(320 * ratio, 3_200) : 200) }
}

/** The picture that a question names, with its words; undefined if there is none of that name. */
export function showPictureOf(
  pictures: ReadonlyMap<string, ShownPicture>,
  { picture = '', alt = '' }: { picture?: string | undefined; alt?: string | undefined },
): ShownPicture | undefined {
  const shown = pictures.get(picture)
  return shown && { ...shown, alt }
}
