// What the page of one file asks for while somebody writes: the file, how it looks, and who else has it open.
import { setTimeout as wait } from 'node:timers/promises'
import type { Viewer } from '#app/access/viewer.ts'
import { type LessonAddresses, placeFiles } from '#app/lesson/lesson-files.ts'
import { addressMedia } from '#app/media/media-file.ts'
import { type MediaInfo, openMediaFile, readMediaInfo, type ServedMedia } from '#app/modules/media/media.server.ts'
import { importPasted } from '#app/importing/documents/documents.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'
import { ThreadLimitReached } from '#app/threads/threads.server.ts'
import { loadFiles, requireText } from '../files.server.ts'
import { readFrontMatter } from '../outline.ts'
import { noteClosed, noteOpen } from '../presence.server.ts'
import { type FileView, readFileView } from '../queries.server.ts'
import { namesOf } from '../remarks.server.ts'
import { requireVersion } from '../rights.server.ts'
import { type Saved, saveFile, type Saving } from '../writing.server.ts'
import type { ComponentForm } from './component-form.ts'
import { describeComponents } from './describe-components.ts'
import type { Preview } from './preview-document.ts'

interface FileOfVersion {
  versionId: string
  name: string
}

export interface EditorView extends FileView {
  title: string
  forms: Record<string, ComponentForm>
  /** The names of the pictures, sounds and videos of the version. */
  files: string[]
  /** Others who have the file open. */
  others: string[]
}

const keyOf = ({ versionId, name }: FileOfVersion) => `${versionId}/${name}`
const note = (site: Site, viewer: Viewer, file: FileOfVersion) => noteOpen(keyOf(file), viewer, site.now())

/** Returns a file with what writing on it needs. Throws 404. */
export async function readEditor(site: Site, viewer: Viewer, file: FileOfVersion): Promise<EditorView> {
  const view = await readFileView(site, viewer, file)
  const names = [...(await loadFiles(site.read, file.versionId)).keys()]
  return {
    ...view,
    title: readFrontMatter(view.content).title || file.name,
    forms: describeComponents(),
    files: names.filter((name) => !/\.(mdx|yaml)$/.test(name)),
    others: view.canWrite ? note(site, viewer, file) : [],
  }
}

/** Saves like `saveFile`, and says who else has the file open. The author of other changes is given by name. */
export async function saveFromEditor(site: Site, viewer: Viewer, saving: Saving): Promise<Saved & { others: string[] }> {
  const saved = await saveFile(site, viewer, saving)
  const others = note(site, viewer, saving)
  if (saved.kind !== 'conflict') return { ...saved, others }
  const names = await namesOf(site.read, [saved.by])
  return { ...saved, by: names.get(saved.by) ?? '另一位作者', others }
}

/** Whether somebody saved since, and who else has the file open. Throws 404. */
export async function readPresence(site: Site, viewer: Viewer, file: FileOfVersion): Promise<{ sequence: number; others: string[] }> {
  await requireVersion(site.read, viewer, file.versionId)
  const { sequence } = await requireText(site.read, file.versionId, file.name)
  return { sequence, others: note(site, viewer, file) }
}

export const leaveFile = (viewer: Viewer, file: FileOfVersion) => noteClosed(keyOf(file), viewer.accountId)

const nothing: Preview = { title: '', html: null, problems: [], remarks: [], findings: [] }

/** Seconds and megabytes for a lesson: what no lesson for a phone needs. */
const limits = { pool: 'previews', seconds: 6, megabytes: 176 } as const

/** Shows how a text would look as this file, and what is wrong with it; of other files than lessons nothing is shown. Throws 403, 404 or 409. */
export async function previewFile(
  site: Site,
  viewer: Viewer,
  { versionId, name, content, signal }: FileOfVersion & { content: string; signal?: AbortSignal },
): Promise<Preview> {
  await requireVersion(site.read, viewer, versionId)
  if (!name.endsWith('.mdx')) return nothing
  const compiled = await site.threads
    .run('studio.preview', { name, source: content }, { ...limits, owner: viewer.accountId, signal })
    .catch((fault: unknown) => {
      if (fault instanceof ThreadLimitReached)
        throw new Refusal(409, '这一课排版太费时间，没有排出来。请把它分成两课，或把太密的地方写开。')
      throw fault
    })
  return { ...compiled, html: compiled.html && placeFiles(compiled.html, addressesOf(versionId, await listMedia(site, versionId))) }
}

/** The photographs, sounds and videos of a version, by name. */
async function listMedia(site: Site, versionId: string): Promise<Map<string, MediaInfo>> {
  const files = [...(await loadFiles(site.read, versionId)).values()].flatMap(({ name, mediaHash }) =>
    mediaHash ? [{ name, mediaHash }] : [],
  )
  const known = await readMediaInfo(
    site,
    files.map(({ mediaHash }) => mediaHash),
  )
  return new Map(files.flatMap(({ name, mediaHash }) => [known.get(mediaHash)].flatMap((info) => (info ? [[name, info] as const] : []))))
}

/** Where an author gets the files of a version that nobody studies yet. */
const addressesOf = (versionId: string, media: ReadonlyMap<string, MediaInfo>): LessonAddresses => ({
  drawing: (name) => paths.studioFileContent(versionId, name),
  media: (name) => {
    const info = media.get(name)
    return info ? { ...info, ...addressMedia(info, (file) => paths.studioFileContent(versionId, file)) } : null
  },
})

/** How long a page waits for its preview: it is shown without one then, and asks again. */
const maxWait = 1_500

/** The preview that a page begins with; null if it is not there in time. */
export function previewInTime(site: Site, viewer: Viewer, file: FileOfVersion & { content: string }): Promise<Preview | null> {
  const late = new AbortController()
  const preview = previewFile(site, viewer, file).catch(() => null)
  return Promise.race([preview, wait(maxWait, null, { signal: late.signal })]).finally(() => late.abort())
}

/**
 * Returns what the preview of a version shows: a drawing by its name, as text; a photograph, sound or video by the name under which media
 * are served. Throws 404, and 429 if a photograph is not scaled yet and too many wait.
 */
export async function readFileContent(site: Site, viewer: Viewer, { versionId, name }: FileOfVersion): Promise<string | ServedMedia> {
  await requireVersion(site.read, viewer, versionId)
  if (name.endsWith('.svg')) return (await requireText(site.read, versionId, name)).content
  return openMediaFile(site, (await listMedia(site, versionId)).values(), name)
}

/** MEDIA: pictures that were pasted are stored with the version here; until then they are left out, and said to be. */
const leaveOutPictures = (text: string) => text.replace(/<Figure src="pasted-[^>]*\/>\n*/g, '')

/** Reads what was copied from Word, WPS or an article as text of a lesson. Fetches nothing. Throws 404, 409 or 422. */
export async function readPaste(
  site: Site,
  viewer: Viewer,
  { versionId, html, signal }: { versionId: string; html: string; signal?: AbortSignal },
): Promise<{ text: string; left: { what: string; advice: string }[] }> {
  await requireVersion(site.read, viewer, versionId)
  const { text, left, pictures } = await importPasted(site, { owner: viewer.accountId, html, ...(signal && { signal }) })
  const missing = pictures.length === 0 ? [] : [{ what: `${pictures.length} 张图`, advice: '图没有带过来，请把图单独放进课程。' }]
  return { text: leaveOutPictures(text), left: [...missing, ...left.slice(0, 20).map(({ what, advice }) => ({ what, advice }))] }
}
