// The pictures of one question, named in the order in which its texts show them.
import { hasSignature } from '#app/media/bytes.ts'
import { limits, type Picture, QuestionFault } from '../question.ts'
import { formatPicture } from './plain-text.ts'

/** The ending of a picture's name, found in its bytes; null if it is none. */
function findPictureType(bytes: Buffer): string | null {
  if (hasSignature(bytes, '\xff\xd8\xff')) return 'jpg'
  if (hasSignature(bytes, '\x89PNG\r\n\x1a\n')) return 'png'
  if (hasSignature(bytes, 'RIFF') && hasSignature(bytes, 'WEBP', 8)) return 'webp'
  if (hasSignature(bytes, 'GIF8')) return 'gif'
  if (hasSignature(bytes, 'BM')) return 'bmp'
  const start = bytes.toString('utf8', 0, 1_000)
  return /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)?<svg[\s>]/.test(start) ? 'svg' : null
}

/** Finds the bytes that a reference means; null if they are not in the file. */
export type FindPicture = (reference: string) => Buffer | null

/** A path as it is written in an address, or as it stands if it is none. */
export const decodePath = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

export const isWebAddress = (reference: string) => /^(?:https?:)?\/\//i.test(reference)

/** The bytes of base64; null if it is something else. */
export function decodeBase64(text: string): Buffer | null {
  const bare = text.replace(/\s+/g, '')
  if (bare === '' || bare.length % 4 === 1 || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(bare)) return null
  return Buffer.from(bare, 'base64')
}

/** What the texts of one question have beside words: pictures, and notes of what is left out. */
export class PictureBag {
  readonly pictures: Picture[] = []
  readonly notes = new Set<string>()
  private readonly names = new Map<string, string>()

  constructor(private readonly find: FindPicture) {}

  /** Adds a picture, once whatever number of times it is shown, and returns what stands in the text for it. */
  add(reference: string, alt: string): string {
    const known = this.names.get(reference)
    if (known !== undefined) return formatPicture(alt, known)
    const bytes = this.load(reference.trim())
    const type = findPictureType(bytes)
    if (type === null) throw new QuestionFault('picture-unsupported', '题里有一张图的格式认不出来，请换成 JPG 或 PNG 再传。')
    if (bytes.length > limits.pictureBytes) throw new QuestionFault('picture-unsupported', '题里有一张图太大，最多 12 MB，请压缩后再传。')
    if (this.pictures.length >= limits.pictures)
      throw new QuestionFault('picture-unsupported', `题里的图太多，最多 ${limits.pictures} 张，请拆成几道题再传。`)
    const name = `picture-${this.pictures.length + 1}.${type}`
    this.pictures.push({ name, bytes })
    this.names.set(reference, name)
    return formatPicture(alt, name)
  }

  private load(reference: string): Buffer {
    const inline = /^data:image\/[\w.+-]{1,20}(?:;[\w=.-]{1,40})?;base64,/i.exec(reference)
    if (inline) {
      const bytes = decodeBase64(reference.slice(inline[0].length))
      if (!bytes) throw new QuestionFault('picture-missing', '题里有一张图坏了，读不出来，请重新放一张图再传。')
      return bytes
    }
    if (/^data:/i.test(reference)) throw new QuestionFault('picture-unsupported', '题里有一张图的格式认不出来，请换成 JPG 或 PNG 再传。')
    if (isWebAddress(reference))
      throw new QuestionFault('picture-missing', '题里有一张图存在网上，不会去取，请把图存进文件里（导出时带上图片）再传。')
    const bytes = this.find(reference)
    if (!bytes)
      throw new QuestionFault('picture-missing', `题里的图 ${nameOf(reference)} 没有随文件一起来，请导出成带图片的格式，或补上图再传。`)
    return bytes
  }
}

const nameOf = (reference: string) => {
  const last = reference.split(/[/\\]/).at(-1) ?? ''
  return last.slice(0, 40)
}
