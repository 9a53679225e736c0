// Photographs, sounds, videos, documents and drawings of a version: which there are, adding one, turning and cropping a photograph, and showing one.
import type { Viewer } from '#app/access/viewer.ts'
import { findPictureFaults, isSvg } from '#app/lesson/picture.ts'
import { hasSignature } from '#app/media/bytes.ts'
import { checkMediaFile } from '#app/media/course-media.ts'
import {
  acceptDocument,
  acceptPhotograph,
  acceptSound,
  acceptVideo,
  type CourseMedia,
  courseMediaKindOf,
  extensionOf,
  type MediaInfo,
  openMediaFile,
  type PhotographEdit,
  readMediaInfo,
  readMediaPart,
  type ServedMedia,
  storeMedia,
} from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { type ListPart, parseTableQuery } from '#app/ui/tables/table-query.ts'
import { splitUsedFiles } from '../exchange/used-files.server.ts'
import { addRevision, findFile, findRevision, loadFiles, type StudioFile } from '../files.server.ts'
import { readArrangement } from '../outline.ts'
import { isWritableBy, requireVersion, requireWritable } from '../rights.server.ts'
import { requireFree } from '../writing.server.ts'
import { mediaList } from './media-list.ts'
import type { VersionMediaFile } from './version-media-file.ts'

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
  const version = await requireVersion(site.read, viewer, versionId)
  const files = await loadFiles(site.read, versionId)
  const { used } = await splitUsedFiles(site, files)
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
    ordinal: version.ordinal,
    courseSlug: version.course.slug,
    canWrite: isWritableBy(viewer, version),
    files: shown.sort((one, other) => other.sequence - one.sequence),
    total: drawings + [...info.values()].reduce((sum, { size }) => sum + size, 0),
  }
}

/** Returns a page of the media of a version as its address asks for it. Throws 404. */
export async function readMediaPage(
  site: Site,
  viewer: Viewer,
  versionId: string,
  asked: URLSearchParams,
): Promise<Omit<VersionMedia, 'files'> & { list: ListPart<VersionMediaFile> }> {
  const { files, ...version } = await listVersionMedia(site, viewer, versionId)
  return { ...version, list: arrange(files, parseTableQuery(asked, mediaList), mediaList) }
}
export type MediaPageView = Awaited<ReturnType<typeof readMediaPage>>

export interface AddedMedia {
  name: string
  width: number | null
  height: number | null
  seconds: number | null
}

type Accepted = CourseMedia | { drawing: string }

const isSound = (bytes: Buffer, fileName: string) =>
  hasSignature(bytes, 'OggS') ||
  hasSignature(bytes, '\x1a\x45\xdf\xa3') ||
  hasSignature(bytes, 'ID3') ||
  (bytes[0] === 0xff && bytes[1] !== 0xd8) ||
  (isMp4(bytes) && (/^M4[AB] /.test(bytes.toString('latin1', 8, 12)) || /\.m4a$/i.test(fileName)))
const isMp4 = (bytes: Buffer) => hasSignature(bytes, 'ftyp', 4)

/** Recognises a file by its content, and makes of it what is stored. Throws `UnfitMedia`, 422 or 429. */
async function accept({ fileName, bytes, account, ...edit }: BroughtMedia & { account: string }): Promise<Accepted> {
  if (bytes.length === 0) throw invalidInput({ file: ['这个文件是空的。请重新选一次。'] })
  if (isSvg(bytes) || /\.svg$/i.test(fileName)) {
    const drawing = bytes.toString('utf8')
    const [fault] = findPictureFaults(drawing)
    if (fault) throw invalidInput({ file: [`这张 SVG 图不能用：第 ${fault.line} 行，${fault.reason}请改好，或者把它截成图片再放。`] })
    return { drawing }
  }
  if (hasSignature(bytes, '%PDF-')) return acceptDocument(bytes)
  if (isSound(bytes, fileName)) return acceptSound(bytes)
  if (isMp4(bytes) && !/^(heic|heix|mif1|msf1|avif)/.test(bytes.toString('latin1', 8, 12))) return acceptVideo(bytes)
  return acceptPhotograph(bytes, { account, ...edit })
}

export interface BroughtMedia extends PhotographEdit {
  fileName: string
  bytes: Buffer
}

/** Adds a photograph, a drawing, a sound, a video or a document to a version, under a free name like its own. Throws 403, 404, 409, 422 or 429. */
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

/**
 * Adds pictures that were encoded anew already, as they come with a text, each under a free name. Returns the names in their order. Throws
 * 403, 404, 409 or 422.
 */
export async function addEncodedPictures(
  site: Site,
  viewer: Viewer,
  { versionId, pictures }: { versionId: string; pictures: readonly { name: string; bytes: Buffer }[] },
): Promise<string[]> {
  if (pictures.length === 0) return []
  const accepted = await acceptEncoded(pictures)
  return site.write(viewer.accountId, 'add media to a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    const names: string[] = []
    for (const one of accepted) names.push((await keepMedia(tx, versionId, one.accepted, '')).name)
    return names
  })
}

/** Checks pictures that were encoded anew, as an import of documents gives them: before a write, as they are decoded for it. */
export async function acceptEncoded(pictures: readonly { name: string; bytes: Buffer }[]): Promise<{ name: string; accepted: Accepted }[]> {
  const checked: { name: string; accepted: Accepted }[] = []
  for (const { name, bytes } of pictures)
    checked.push({ name, accepted: (await checkMediaFile(name, bytes)) ?? { drawing: bytes.toString('utf8') } })
  return checked
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
  pdf: 'document',
}

/** Keeps what was accepted under a free name. */
export async function keepMedia(tx: Tx, versionId: string, accepted: Accepted, fileName: string): Promise<AddedMedia> {
  const extension = 'drawing' in accepted ? 'svg' : extensionOf(accepted.mediaType)
  const files = await loadFiles(tx, versionId)
  const name = findFreeName(new Set(files.keys()), fileName, extension)
  requireFree(files, name)
  await storeAccepted(tx, versionId, { name, accepted })
  if ('drawing' in accepted) return { name, width: null, height: null, seconds: null }
  const { width, height, seconds } = accepted
  return { name, width, height, seconds }
}

/** Stores what was accepted as a file of a version. */
export async function storeAccepted(tx: Tx, versionId: string, { name, accepted }: { name: string; accepted: Accepted }) {
  const stored = 'drawing' in accepted ? { content: accepted.drawing } : { mediaHash: await storeMedia(tx, accepted) }
  await addRevision(tx, { versionId, name, kind: 'saved', ...stored })
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

/** The media of a version, by the names of their files. */
export async function readNamedMedia(site: Site, all: ReadonlyMap<string, StudioFile>): Promise<Map<string, MediaInfo>> {
  const files = [...all.values()].flatMap(({ name, mediaHash }) => (mediaHash ? [{ name, mediaHash }] : []))
  const known = await readMediaInfo(
    site,
    files.map(({ mediaHash }) => mediaHash),
  )
  return new Map(files.flatMap(({ name, mediaHash }) => [known.get(mediaHash)].flatMap((info) => (info ? [[name, info] as const] : []))))
}

/**
 * Opens a file of a version as its authors see it: media as they are stored, and drawings; by the name under which media are served, what
 * phones get. `at`: as it was in that revision. Throws 404, and 429 if a photograph is not scaled yet and too many wait.
 */
export async function openStudioMedia(
  site: Site,
  viewer: Viewer,
  { versionId, name, at = null }: { versionId: string; name: string; at?: number | null },
): Promise<ServedMedia> {
  await requireVersion(site.read, viewer, versionId)
  const file = at === null ? await findFile(site.read, versionId, name) : await findRevision(site.read, { versionId, name, sequence: at })
  if (!file && at !== null) throw notFound('这一稿')
  if (file?.mediaHash) {
    const hash = file.mediaHash
    const { mediaType, size } = present((await readMediaInfo(site, [hash])).get(hash), name)
    return { mediaType, size, tag: hash, read: (from, to) => readMediaPart(site, hash, from, to) }
  }
  if (!file) return openMediaFile(site, (await readNamedMedia(site, await loadFiles(site.read, versionId))).values(), name)
  if (!file.content || !name.endsWith('.svg')) throw notFound('这个文件')
  const bytes = Buffer.from(file.content)
  return {
    mediaType: 'image/svg+xml; charset=utf-8',
    size: bytes.length,
    tag: String(file.sequence),
    read: async (from, to) => bytes.subarray(from, to),
  }
}
