// Pictures of which a document shows a part: the key of such a picture names the file and the part, so that the same file may be shown
// whole elsewhere.
import type { PhotographEdit } from '#app/media/photographs.server.ts'
import { child, descendant, type XmlNode } from './xml-tree.server.ts'

type Crop = NonNullable<PhotographEdit['crop']>

/** The elements that fill something with a picture, and the older ones that are a picture. */
export const pictureFills = ['pic:blipFill', 'p:blipFill', 'a:blipFill', 'v:imagedata']

/** The element of a fill that names the picture. */
export const findPicture = (fill: XmlNode | undefined) => (fill?.name === 'v:imagedata' ? fill : descendant(fill, 'a:blip'))

/** What is cut off, as a part of the side: in thousandths of a per cent, in per cent, or (of older ones) in 65536ths or as it is. */
function toPart(text: string | undefined): number {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?|\.\d+)(%|f|)\s*$/.exec(text ?? '') ?? []
  if (number === undefined) return 0 // also where more than the picture is shown: that would be an empty border
  return Number(number) / (unit === '%' ? 100 : unit === 'f' ? 65_536 : 1)
}

/** Returns which part of its picture a fill shows; null if that is all of it, or nothing. */
export function readCrop(fill: XmlNode | undefined): Crop | null {
  const isOld = fill?.name === 'v:imagedata'
  const { attributes = {} } = (isOld ? fill : child(fill, 'a:srcRect')) ?? {}
  const names = isOld ? ['cropleft', 'croptop', 'cropright', 'cropbottom'] : ['l', 't', 'r', 'b']
  const [x = 0, y = 0, right = 0, bottom = 0] = names.map((name) => {
    const text = attributes[name]
    return isOld || text?.includes('%') ? toPart(text) : toPart(text) / 100_000
  })
  // A thousandth is not cut off by hand.
  const isCut = [x, y, right, bottom].some((part) => part >= 0.001)
  return isCut && x + right < 1 && y + bottom < 1 ? { x, y, w: 1 - x - right, h: 1 - y - bottom } : null
}

/** The key of a picture that is shown in part. */
export const nameCropped = (part: string, crop: Crop | null) =>
  crop ? `${part}#${[crop.x, crop.y, crop.w, crop.h].map((one) => one.toFixed(4)).join(',')}` : part

export function splitCropped(key: string): { part: string; crop: Crop | null } {
  const [, part = key, ...numbers] = /^(.*)#([\d.]+),([\d.]+),([\d.]+),([\d.]+)$/s.exec(key) ?? []
  const [x = 0, y = 0, w = 0, h = 0] = numbers.map(Number)
  return { part, crop: numbers.length > 0 ? { x, y, w, h } : null }
}
