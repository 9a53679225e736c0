// The pictures of a document, encoded anew one after the other; drawings are kept if a lesson may have them.
import { findPictureFaults, isSvg } from '#app/lesson/picture.ts'
import { hasSignature } from '#app/media/bytes.ts'
import { acceptPhotograph, UnfitCrop } from '#app/media/photographs.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Block, ReadDocument } from './blocks.ts'
import { splitCropped } from './crop.ts'
import type { LeftList } from './left.ts'
import type { KeptPictures } from './lesson/write-blocks.ts'

export interface ImportedPicture {
  name: string
  bytes: Buffer
}

/** Pictures of one document: each takes some tenths of a second. */
const maxPictures = 200

/** What office programs hold besides photographs, for the report. */
function findOtherFormat(bytes: Buffer): string | null {
  if (hasSignature(bytes, ' EMF', 40)) return 'EMF'
  if (hasSignature(bytes, '\xd7\xcd\xc6\x9a') || hasSignature(bytes, '\x01\x00\x09\x00')) return 'WMF'
  if (hasSignature(bytes, 'GIF8')) return 'GIF'
  if (hasSignature(bytes, 'BM')) return 'BMP'
  if (hasSignature(bytes, 'II*\0') || hasSignature(bytes, 'MM\0*')) return 'TIFF'
  if (hasSignature(bytes, '\x1f\x8b')) return '压缩的'
  return null
}

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
    const { part, crop } = splitCropped(block.key)
    const bytes = await loadPicture(part, block.where)
    const made = bytes && (await encode(bytes, { crop, where: block.where, left }))
    if (!made) continue
    const name = `${stem}-${kept.size + 1}.${made.extension}`
    kept.set(block.key, { name })
    await emit({ name, bytes: made.bytes })
  }
  return kept
}

interface Encoding {
  crop: ReturnType<typeof splitCropped>['crop']
  where: string
  left: LeftList
}

async function encode(bytes: Buffer, { crop, where, left }: Encoding): Promise<{ extension: string; bytes: Buffer } | null> {
  const notCut = () => left.add('裁过的图', where, '带过来的是没有裁的整张图；请看露出来的部分能不能用，再裁一次。')
  if (isSvg(bytes)) {
    if (findPictureFaults(bytes.toString('utf8')).length === 0) {
      if (crop) notCut()
      return { extension: 'svg', bytes }
    }
    left.add('SVG 图', where, '这张 SVG 图里有课文不许用的东西（程序、样式、外部地址或太多形状），没有带过来；请截成图片再放进来。')
    return null
  }
  const other = findOtherFormat(bytes)
  if (other !== null) {
    left.add(`${other} 图`, where, `${other} 格式的图没有带过来；请在原来的文件里截成图片（JPG、PNG），再放进来。`)
    return null
  }
  try {
    const { bytes: encoded, mediaType } = await acceptPhotograph(bytes, { account: 'documents', ...(crop && { crop }) })
    return { extension: endings[mediaType], bytes: encoded }
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    if (fault instanceof UnfitCrop) {
      notCut()
      return encode(bytes, { crop: null, where, left })
    }
    left.add('图片', where, `有一张图没有带过来：${Object.values(fault.fields).flat()[0] ?? fault.message}`)
    return null
  }
}
