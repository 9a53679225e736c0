// Photographs, sounds, videos and drawings of a version: which there are, adding one, turning and cropping a photograph, and showing one.
import type { Viewer } from '#app/access/viewer.ts'
import { findPictureFaults } from '#app/lesson/picture.ts'
import {
  acceptPhotograph,
  acceptSound,
  acceptVideo,
  type CourseMedia,
  courseMediaKindOf,
  extensionOf,
  type PhotographEdit,
  readMediaInfo,
  readMediaPart,
  storeMedia,
} from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { splitUsed } from '../exchange/used-files.server.ts'
import { addRevision, findFile, loadFiles } from '../files.server.ts'
import { readArrangement } from '../outline.ts'
import { canWriteCourse } from '../policy.ts'
import { requireVersion, requireWritable } from '../rights.server.ts'
import { canBeWritten } from '../version.states.ts'
import { requireFree } from '../writing.server.ts'

export type ShownKind = 'photograph' | 'drawing' | 'sound' | 'video'

export interface VersionMediaFile {
  name: string
  kind: ShownKind
  /** Bytes. */
  size: number
  /** Pixels; null for sounds and drawings. */
  width: number | null
  height: number | null
  seconds: number | null
  /** Whether a lesson shows it. */
  isUsed: boolean
  /** Its revision: another one is another picture. */
  sequence: number
}

export interface VersionMedia {
  versionId: string
  title: string
  ordinal: number
  courseSlug: string
  canWrite: boolean
  /** The latest first. */
  files: VersionMediaFile[]
  /** Bytes of all, each content once. */
  total: number
}

/** Lists the media and drawings of a version, the latest first. Throws 404. */
export async function listVersionMedia(site: Site, viewer: Viewer, versionId: string): Promise<VersionMedia> {
  const { course, ordinal, rights, workflow } = await requireVersion(site.read, viewer, versionId)
  const files = await loadFiles(site.read, versionId)
  const { used } = await splitUsed([...files.keys()], (name) => files.get(name)?.content ?? null)
  const info = await readMediaInfo(
    site,
    [...files.values()].flatMap(({ mediaHash }) => mediaHash ?? []),
  )
  const shown = [...files.values()].flatMap(({ name, sequence, content, mediaHash }): VersionMediaFile[] => {
    const isUsed = used.includes(name)
    if (mediaHash === null)
      return name.endsWith('.svg')
        ? [{ name, sequence, isUsed, kind: 'drawing', size: Buffer.byteLength(content ?? ''), width: null, height: null, seconds: null }]
        : []
    const { size, width, height, seconds } = present(info.get(mediaHash), name)
    return [{ name, sequence, isUsed, kind: courseMediaKindOf(name)?.kind ?? 'photograph', size, width, height, seconds }]
  })
  const drawings = shown.filter(({ kind }) => kind === 'drawing').reduce((sum, { size }) => sum + size, 0)
  return {
    versionId,
    title: readArrangement(files.get('course.yaml')?.content ?? '').title,
    ordinal,
    courseSlug: course.slug,
    canWrite: canWriteCourse(viewer, rights) && canBeWritten(workflow.state),
    files: shown.sort((one, other) => other.sequence - one.sequence),
    total: drawings + [...info.values()].reduce((sum, { size }) => sum + size, 0),
  }
}

export interface AddedMedia {
  name: string
  width: number | null
  height: number | null
  seconds: number | null
}

type Accepted = CourseMedia | { drawing: string }

const begins = (bytes: Buffer, ...signature: number[]) => signature.every((byte, at) => bytes[at] === byte)
const isSvg = (bytes: Buffer) => /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(bytes.toString('utf8', 0, 2_000))
const isSound = (bytes: Buffer, fileName: string) =>
  begins(bytes, 0x4f, 0x67, 0x67, 0x53) ||
  begins(bytes, 0x1a, 0x45, 0xdf, 0xa3) ||
  begins(bytes, 0x49, 0x44, 0x33) ||
  (bytes[0] === 0xff && bytes[1] !== 0xd8) ||
  (isMp4(bytes) && (/^M4[AB] /.test(bytes.toString('latin1', 8, 12)) || /\.m4a$/i.test(fileName)))
const isMp4 = (bytes: Buffer) => bytes.toString('latin1', 4, 8) === 'ftyp'

/** Recognises a file by its content, and makes of it what is stored. Throws `UnfitMedia`, 422 or 429. */
async function accept({ fileName, bytes, account, ...edit }: BroughtMedia & { account: string }): Promise<Accepted> {
  if (bytes.length === 0) throw invalidInput({ file: ['这个文件是空的。请重新选一次。'] })
  if (isSvg(bytes)) {
    const drawing = bytes.toString('utf8')
    const [fault] = findPictureFaults(drawing)
    if (fault) throw invalidInput({ file: [`这张 SVG 图不能用：第 ${fault.line} 行，${fault.reason}`] })
    return { drawing }
  }
  if (isSound(bytes, fileName)) return acceptSound(bytes)
  if (isMp4(bytes) && !/^(heic|heix|mif1|msf1|avif)/.test(bytes.toString('latin1', 8, 12))) return acceptVideo(bytes)
  return acceptPhotograph(bytes, { account, ...edit })
}

export interface BroughtMedia extends PhotographEdit {
  fileName: string
  bytes: Buffer
}

/** Adds a photograph, a drawing, a sound or a video to a version, under a free name like its own. Throws 403, 404, 409, 422 or 429. */
export async function addMedia(
  site: Site,
  viewer: Viewer,
  { versionId, ...brought }: BroughtMedia & { versionId: string },
): Promise<AddedMedia> {
  await requireWritable(site.read, viewer, versionId)
  const accepted = await accept({ ...brought, account: viewer.accountId })
  return site.write(viewer.accountId, 'add media to a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    return keepMedia(tx, versionId, accepted, brought.fileName)
  })
}

const stems: Record<string, string> = {
  jpg: 'photo',
  png: 'picture',
  webp: 'photo',
  svg: 'drawing',
  m4a: 'sound',
  mp3: 'sound',
  ogg: 'sound',
  mp4: 'video',
}

/** Keeps what was accepted under a free name. */
export async function keepMedia(tx: Tx, versionId: string, accepted: Accepted, fileName: string): Promise<AddedMedia> {
  const extension = 'drawing' in accepted ? 'svg' : extensionOf(accepted.mediaType)
  const files = await loadFiles(tx, versionId)
  const name = findFreeName(new Set(files.keys()), fileName, extension)
  await requireFree(tx, versionId, name)
  if ('drawing' in accepted) {
    await addRevision(tx, { versionId, name, kind: 'saved', content: accepted.drawing })
    return { name, width: null, height: null, seconds: null }
  }
  await addRevision(tx, { versionId, name, kind: 'saved', mediaHash: await storeMedia(tx, accepted) })
  const { width, height, seconds } = accepted
  return { name, width, height, seconds }
}

/** A name like the file's own, if that says anything: what phones and browsers call their pictures does not. */
function findFreeName(taken: ReadonlySet<string>, fileName: string, extension: string): string {
  const bare = fileName.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{2,5}$/, '')
  const isPlain =
    /^[a-zA-Z][a-zA-Z0-9 _-]{1,39}$/.test(bare) && !/^(img|image|dsc|pxl|mmexport|screenshot|wx|blob|photo|recording)/i.test(bare)
  const stem = isPlain
    ? bare
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/-+$/, '')
    : (stems[extension] ?? 'file')
  if (isPlain && !taken.has(`${stem}.${extension}`)) return `${stem}.${extension}`
  for (let nth = isPlain ? 2 : 1; ; nth++) if (!taken.has(`${stem}-${nth}.${extension}`)) return `${stem}-${nth}.${extension}`
}

/** Turns and crops a photograph of a version; what it was before stays a revision. Throws 403, 404, 409, 422 or 429. */
export async function editPhotograph(
  site: Site,
  viewer: Viewer,
  { versionId, name, ...edit }: PhotographEdit & { versionId: string; name: string },
): Promise<void> {
  await requireWritable(site.read, viewer, versionId)
  const file = await findFile(site.read, versionId, name)
  if (!file?.mediaHash || courseMediaKindOf(name)?.kind !== 'photograph') throw notFound('这张照片')
  const { size } = present((await readMediaInfo(site, [file.mediaHash])).get(file.mediaHash), name)
  const made = await acceptPhotograph(await readMediaPart(site, file.mediaHash, 0, size), { account: viewer.accountId, ...edit })
  if (made.mediaType !== courseMediaKindOf(name)?.mediaType)
    throw new Refusal(409, '这张照片改过以后格式变了，不能留着原来的名字。请在手机或电脑上改好，再传一张。')
  await site.write(viewer.accountId, 'turn or crop a photograph of a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    const now = await findFile(tx, versionId, name)
    if (now?.sequence !== file.sequence) throw new Refusal(409, '刚才有人改过这张照片。请看一看现在的样子，再改。')
    await addRevision(tx, { versionId, name, kind: 'saved', mediaHash: await storeMedia(tx, made), basedOn: file.sequence })
  })
}

export interface StudioMediaFile {
  mediaType: string
  tag: string
  size: number
  read: (from: number, to: number) => Promise<Uint8Array>
}

/** Opens a file of a version as its authors see it: media as they are stored, and drawings. Throws 404. */
export async function openStudioMedia(
  site: Site,
  viewer: Viewer,
  { versionId, name }: { versionId: string; name: string },
): Promise<StudioMediaFile> {
  await requireVersion(site.read, viewer, versionId)
  const file = await findFile(site.read, versionId, name)
  if (file?.mediaHash) {
    const hash = file.mediaHash
    const { mediaType, size } = present((await readMediaInfo(site, [hash])).get(hash), name)
    return { mediaType, size, tag: hash, read: (from, to) => readMediaPart(site, hash, from, to) }
  }
  if (!file?.content || !name.endsWith('.svg')) throw notFound('这个文件')
  const bytes = Buffer.from(file.content)
  return {
    mediaType: 'image/svg+xml; charset=utf-8',
    size: bytes.length,
    tag: String(file.sequence),
    read: async (from, to) => bytes.subarray(from, to),
  }
}
