// The pictures of a document, encoded anew one after the other; drawings are kept if a lesson may have them.
import { findPictureFaults } from '#app/lesson/picture.ts'
import { acceptPhotograph } from '#app/media/photographs.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Block, ReadDocument } from './blocks.ts'
import type { LeftList } from './left.ts'
import type { KeptPictures } from './lesson/write-blocks.ts'

export interface ImportedPicture {
  name: string
  bytes: Buffer
}

/** Pictures of one document: each takes some tenths of a second. */
const maxPictures = 200

const startsWith = (bytes: Buffer, text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text

/** What office programs hold besides photographs, for the report. */
function findOtherFormat(bytes: Buffer): string | null {
  if (startsWith(bytes, ' EMF', 40)) return 'EMF'
  if (startsWith(bytes, '\xd7\xcd\xc6\x9a') || startsWith(bytes, '\x01\x00\x09\x00')) return 'WMF'
  if (startsWith(bytes, 'GIF8')) return 'GIF'
  if (startsWith(bytes, 'BM')) return 'BMP'
  if (startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*')) return 'TIFF'
  if (startsWith(bytes, '\x1f\x8b')) return '压缩的'
  return null
}

const isSvg = (bytes: Buffer) => /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(bytes.toString('utf8', 0, 2_000))

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

/** Encodes all pictures that the blocks show, each once, named after the lesson. What cannot be kept is in `left`. */
export async function keepPictures(
  { blocks, loadPicture }: ReadDocument,
  { stem, left }: { stem: string; left: LeftList },
  emit: (picture: ImportedPicture) => Promise<void>,
): Promise<KeptPictures> {
  const kept = new Map<string, { name: string }>()
  const seen = new Set<string>()
  for (const block of blocks.filter(({ kind }) => kind === 'picture') as Extract<Block, { kind: 'picture' }>[]) {
    if (seen.has(block.key)) continue
    seen.add(block.key)
    if (kept.size >= maxPictures) {
      left.add('图片', block.where, `一次最多带 ${maxPictures} 张图，这一张没有带过来；请分成几个文件。`)
      continue
    }
    const bytes = await loadPicture(block.key, block.where)
    const made = bytes && (await encode(bytes, block.where, left))
    if (!made) continue
    const name = `${stem}-${kept.size + 1}.${made.extension}`
    kept.set(block.key, { name })
    await emit({ name, bytes: made.bytes })
  }
  return kept
}

async function encode(bytes: Buffer, where: string, left: LeftList) {
  if (isSvg(bytes)) {
    if (findPictureFaults(bytes.toString('utf8')).length === 0) return { extension: 'svg', bytes }
    left.add('SVG 图', where, '这张 SVG 图里有课文不许用的东西（程序、样式、外部地址或太多形状），没有带过来；请截成图片再放进来。')
    return null
  }
  const other = findOtherFormat(bytes)
  if (other !== null) {
    left.add(`${other} 图`, where, `${other} 格式的图没有带过来；请在原来的文件里截成图片（JPG、PNG），再放进来。`)
    return null
  }
  try {
    const { bytes: encoded, mediaType } = await acceptPhotograph(bytes, { account: 'documents' })
    return { extension: endings[mediaType], bytes: encoded }
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    left.add('图片', where, `有一张图没有带过来：${Object.values(fault.fields).flat()[0] ?? fault.message}`)
    return null
  }
}
