// What the page of one file asks for while somebody writes: the file, how it looks, and who else has it open.
import { setTimeout as wait } from 'node:timers/promises'
import type { Viewer } from '#app/access/viewer.ts'
import { type LessonAddresses, placeFiles } from '#app/lesson/lesson-files.ts'
import { findPictureFaults } from '#app/lesson/picture.ts'
import { placeholders } from '#app/lesson/placeholders.ts'
import { addressMedia } from '#app/media/media-file.ts'
import { readingOptionsOf } from '#app/modules/courses/courses.server.ts'
import type { MediaInfo } from '#app/modules/media/media.server.ts'
import { importPasted, unsaidPictures } from '#app/importing/documents/documents.server.ts'
import type { Programme } from '#app/programme/programme.ts'
import { listLocalNames } from '#app/programme/local-names.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'
import { ThreadLimitReached } from '#app/threads/threads.server.ts'
import { firstBankFile, isBankFile, listBankFiles } from '#app/modules/courses/bank-files.ts'
import { isDrawing, isYamlFile } from '../blocks.ts'
import { findRevision, loadFiles, requireText, type StudioFile } from '../files.server.ts'
import type { MergedPart } from '../merge.ts'
import { readOutline } from '../outline.ts'
import { addEncodedPictures, readNamedMedia } from '../media/version-media.server.ts'
import { readShownPictures } from '../media/shown-pictures.server.ts'
import { noteClosed, noteOpen } from '../presence.server.ts'
import { type FileView, readFileView } from '../queries.server.ts'
import { answerRemark, namesOf } from '../remarks.server.ts'
import { requireVersion } from '../rights.server.ts'
import { type Saved, saveFile, type Saving } from '../writing.server.ts'
import type { ComponentForm } from './component-form.ts'
import { describeComponents } from './describe-components.ts'
import { keepLineEnds, withPlainEnds } from './line-ends.ts'
import type { PlanToPreview } from './plan-preview.task.tsx'
import type { Preview } from './preview-document.ts'
import { type ShownRemark, toShownRemark } from './shown-remark.ts'

export interface FileOfVersion {
  versionId: string
  name: string
}

export interface EditorView extends Omit<FileView, 'remarks'> {
  remarks: ShownRemark[]
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
    content: withPlainEnds(view.content),
    remarks: view.remarks.map(toShownRemark),
    forms: describeComponents(),
    files: names.filter((name) => !/\.(mdx|yaml)$/.test(name)),
    others: view.canWrite ? note(site, viewer, file) : [],
  }
}

/**
 * Saves like `saveFile`, and says who else has the file open. Lines that were not changed keep their ends, which no editor knows of. The author
 * of other changes is given by name.
 */
export async function saveFromEditor(site: Site, viewer: Viewer, saving: Saving): Promise<Saved & { others: string[] }> {
  const base = await findRevision(site.read, { ...saving, sequence: saving.base })
  const saved = await saveFile(site, viewer, { ...saving, content: keepLineEnds(base?.content ?? '', saving.content) })
  const others = note(site, viewer, saving)
  if (saved.kind !== 'conflict') return { ...saved, content: withPlainEnds(saved.content), others }
  const names = await namesOf(site.read, [saved.by])
  return { ...saved, parts: saved.parts.map(toPlainPart), by: names.get(saved.by) ?? '另一位作者', others }
}

const toPlainPart = (part: MergedPart): MergedPart =>
  'text' in part
    ? { text: withPlainEnds(part.text) }
    : { mine: withPlainEnds(part.mine), theirs: withPlainEnds(part.theirs), base: withPlainEnds(part.base) }

/** Whether somebody saved since, and who else has the file open. Throws 404. */
export async function readPresence(site: Site, viewer: Viewer, file: FileOfVersion): Promise<{ sequence: number; others: string[] }> {
  await requireVersion(site.read, viewer, file.versionId)
  const { sequence } = await requireText(site.read, file.versionId, file.name)
  return { sequence, others: note(site, viewer, file) }
}

/** Answers a remark of a file, or says that it is done; returns all of the file as they are then. Throws 403, 404, 409 or 422. */
export async function answerInEditor(
  site: Site,
  viewer: Viewer,
  { versionId, name, ...answer }: FileOfVersion & { remarkId: string; says: string; isDone?: boolean | undefined },
): Promise<{ remarks: ShownRemark[] }> {
  await answerRemark(site, viewer, answer)
  const { remarks } = await readFileView(site, viewer, { versionId, name })
  return { remarks: remarks.map(toShownRemark) }
}

export const leaveFile = (viewer: Viewer, file: FileOfVersion) => noteClosed(keyOf(file), viewer.accountId)

/** Seconds and megabytes for a lesson: what no lesson for a phone needs. */
const limits = { pool: 'previews', seconds: 6, megabytes: 176 } as const

/** Shows how a text would look as this file: a lesson, or a course's plan or bank of questions; and what is wrong with it. Throws 403, 404 or 409. */
export async function previewFile(
  site: Site,
  viewer: Viewer,
  { versionId, name, content, signal }: FileOfVersion & { content: string; signal?: AbortSignal },
): Promise<Preview> {
  const { course } = await requireVersion(site.read, viewer, versionId)
  if (isDrawing(name)) return previewDrawing(name, content)
  const files = await loadFiles(site.read, versionId)
  const choices = { ...limits, owner: viewer.accountId, signal }
  if (isYamlFile(name)) {
    const pictures = await readShownPictures(site, versionId, files)
    return site.threads.run('studio.previewPlan', { ...planOf(files, name, content), pictures }, choices).catch(refuseTooSlow)
  }
  const media = await readNamedMedia(site, files)
  const reading = { file: name, ...readingOptionsOf(course.tier, weigh(files, media), { knownNames: localNamesOf(site.programme) }) }
  const compiled = await site.threads
    .run('studio.preview', { source: content, reading, files: [...files.keys()] }, choices)
    .catch(refuseTooSlow)
  return { ...compiled, html: compiled.html && placeFiles(compiled.html, addressesOf(versionId, media)) }
}

/** A drawing as phones show it, or what is wrong with it. */
function previewDrawing(name: string, content: string): Preview {
  const problems = findPictureFaults(content)
  const address = `data:image/svg+xml;base64,${Buffer.from(content).toString('base64')}`
  return { title: name, html: problems.length > 0 ? null : `<img alt="" src="${address}">`, problems, remarks: [], findings: [] }
}

/** The names of a county are thousands, and asked for at each pause in typing. */
const namesByProgramme = new WeakMap<Programme, string[]>()
function localNamesOf(programme: Programme): string[] {
  const known = namesByProgramme.get(programme) ?? listLocalNames(programme)
  namesByProgramme.set(programme, known)
  return known
}

function refuseTooSlow(fault: unknown): never {
  if (fault instanceof ThreadLimitReached) throw new Refusal(409, '这一课排版太费时间，没有排出来。请把它分成两课，或把太密的地方写开。')
  throw fault
}

type Files = ReadonlyMap<string, StudioFile>

/**
 * The plan and the questions of a course, one of them as it is being written, and what its lessons are called. Beside one file of a bank the
 * others are left out: they take long to read, and are checked with the version.
 */
function planOf(files: Files, name: string, content: string): Omit<PlanToPreview, 'pictures'> {
  const names = ['course.yaml', ...listBankFiles(files.keys()).filter((file) => !isBankFile(name) || file === name)]
  const texts = new Map<string, string>(isBankFile(name) ? [[firstBankFile, '[]\n']] : [])
  for (const file of names) texts.set(file, files.get(file)?.content ?? '')
  const lessons = readOutline(files).lessons.filter(({ isThere }) => isThere)
  return { name, texts: texts.set(name, content), lessons: lessons.map(({ slug, title, minutes }) => ({ slug, title, minutes })) }
}

/** The bytes of pictures, sounds and videos by name. */
function* weigh(files: Files, media: ReadonlyMap<string, MediaInfo>): Generator<[string, number]> {
  for (const [name, { size }] of media) yield [name, size]
  for (const [name, { content }] of files) if (name.endsWith('.svg')) yield [name, Buffer.byteLength(content ?? '')]
}

/** Where an author gets the files of a version that nobody studies yet. */
const addressesOf = (versionId: string, media: ReadonlyMap<string, MediaInfo>): LessonAddresses => ({
  drawing: (name) => paths.studioMediaFile(versionId, name),
  media: (name) => {
    const info = media.get(name)
    return info ? { ...info, ...addressMedia(info, (file) => paths.studioMediaFile(versionId, file)) } : null
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

export interface Pasted {
  text: string
  /** The pictures that came with the text, under their names in the version, and whether nobody said what they show. */
  pictures: { name: string; isUnsaid: boolean }[]
  /** What did not come over. */
  left: { what: string; advice: string }[]
}

/** A picture as the importer of pasted texts writes it. */
const pastedFigure = /<Figure src="(pasted-\d{1,3}\.(?:jpg|png|webp|svg))" alt="([^"]*)" \/>/g

/**
 * Reads what was copied from Word, WPS or an article as text of a lesson; pictures in it become files of the version. Fetches nothing.
 * Throws 403, 404, 409 or 422.
 */
export async function readPaste(
  site: Site,
  viewer: Viewer,
  { versionId, html, signal }: { versionId: string; html: string; signal?: AbortSignal },
): Promise<Pasted> {
  await requireVersion(site.read, viewer, versionId)
  const { text, left, pictures } = await importPasted(site, { owner: viewer.accountId, html, ...(signal && { signal }) })
  const names = await addEncodedPictures(site, viewer, { versionId, pictures })
  const nameOf = new Map(pictures.map(({ name }, nth) => [name, names[nth] ?? name]))
  const shown = [...text.matchAll(pastedFigure)].map(([, name = '', alt = '']) => ({
    name: nameOf.get(name) ?? name,
    isUnsaid: alt === placeholders.picture,
  }))
  return {
    text: text.replace(pastedFigure, (figure, name: string) => figure.replace(name, nameOf.get(name) ?? name)),
    pictures: shown,
    left: left
      .filter(({ what }) => what !== unsaidPictures)
      .map(({ what, advice }) => ({ what, advice }))
      .slice(0, 20),
  }
}
