// What an author brings in on screen: a course as a ZIP, or a document that becomes lessons. It is a draft in any case: who brings something
// in publishes nothing.
import { desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { checkImported, importDocument, type ImportedDocument, type Left, toLessonName } from '#app/importing/documents/documents.server.ts'
import { type CheckedCourse, checkCourseFiles, type FileProblem, type Tier } from '#app/modules/courses/courses.server.ts'
import { checkMediaFile, courseMediaKindOf, storeMedia } from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { forbidden, invalidInput, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { inOrderOfArrival } from '#db/dialect/dialect.ts'
import { newId } from '#db/id.ts'
import { courseDocuments } from '#db/schema/studio.ts'
import { changeArrangement } from '../arrangement.server.ts'
import { addRevision, hashFiles, loadFiles, requireText } from '../files.server.ts'
import { newCourseFiles } from '../new-course.ts'
import { readArrangement } from '../outline.ts'
import { canUseStudio, canWriteCourse } from '../policy.ts'
import { listAuthorIds, requireVersion, requireWritable } from '../rights.server.ts'
import { findByFilesHash, findCourse, giveTo, insertCourse, insertVersion, requireFreeSlug, toBegunFiles } from '../versions.server.ts'
import { maxFiles } from '../writing.server.ts'
import type { ComingCourse } from './coming-course.ts'
import { readCourseZip } from './course-zip.server.ts'

export interface BroughtFile {
  fileName: string
  bytes: Buffer
  signal?: AbortSignal | undefined
}

/** What is said beside a new course, where its file does not say it. */
interface Beside {
  tier: Tier
  slug: string | undefined
}

const refuseFile = (sentence: string) => invalidInput({ file: [sentence] })

/**
 * Begins a course from a file: a ZIP of a course, or a document that becomes its lessons. A ZIP of a course that is there already begins a
 * version of it, beside all others. Throws 403 or 422.
 */
export async function bringInCourse(
  site: Site,
  viewer: Viewer,
  brought: BroughtFile & Beside,
): Promise<{ versionId: string; isDocument: boolean }> {
  if (!canUseStudio(viewer)) throw forbidden('写课程的是讲师和管理员。')
  if (!/\.zip$/i.test(brought.fileName)) return { versionId: await beginFromDocument(site, viewer, brought), isDocument: true }
  const [course, ...others] = await readCourseZip(brought.bytes, brought.fileName)
  if (!course) throw refuseFile('这个 ZIP 里没有课程：要有 course.yaml。请打包课程文件夹，再试一次。')
  if (others.length > 0) throw refuseFile(`这个 ZIP 里有 ${others.length + 1} 门课，一次只能带一门。请一门课打一个包。`)
  const coming = { ...course, tier: course.tier ?? brought.tier, slug: brought.slug ?? course.slug }
  return { versionId: await beginFromZip(site, viewer, coming), isDocument: false }
}

async function beginFromZip(site: Site, viewer: Viewer, coming: ComingCourse & { tier: Tier }): Promise<string> {
  const { slug, files } = coming
  const known = await findCourse(site.read, slug)
  if (known && !canWriteCourse(viewer, { authors: await listAuthorIds(site.read, known.id) }))
    throw invalidInput({ slug: [`已经有叫 ${slug} 的课程，没有交给您写。请另写一个网址名，或找它的作者。`] })
  if (known && (await findByFilesHash(site.read, known.id, files)))
    throw refuseFile('这个 ZIP 和课程已有的一版完全一样，没有什么要带进来。')
  const { media } = await checkCourseFiles(files, { tier: known?.tier ?? coming.tier, slug })
  requireKeepable(coming, media)
  return site.write(viewer.accountId, 'bring in a course', async (tx) => {
    const courseId = known?.id ?? (await beginCourse(site, tx, viewer, coming))
    return insertVersion(tx, { courseId, origin: 'imported', files: await toBegunFiles(tx, files, media), filesHash: hashFiles(files) })
  })
}

async function beginCourse(site: Site, tx: Tx, viewer: Viewer, { slug, tier }: { slug: string; tier: Tier }) {
  await requireFreeSlug(site, tx, slug)
  const courseId = await insertCourse(tx, { slug, tier })
  await giveTo(tx, courseId, viewer.accountId)
  return courseId
}

/** A lesson that is not right can be mended in the studio; a file that no course may have, or that is no text, cannot. */
function requireKeepable({ files, problems }: ComingCourse, media: CheckedCourse['media']) {
  const faults: FileProblem[] = [...problems]
  const tell = (file: string, reason: string) => void faults.push({ file, line: 1, column: 1, reason })
  if (files.size > maxFiles) tell('', `一门课最多 ${maxFiles} 个文件。`)
  for (const name of ['course.yaml', 'questions.yaml']) if (!files.has(name)) tell(name, '少了这个文件。')
  for (const [name, bytes] of files) {
    if (!bytes) continue
    if (courseMediaKindOf(name) ? !media.has(name) : !isText(bytes))
      tell(name, courseMediaKindOf(name) ? '打不开，或者不是课程能用的照片、声音、视频。' : '不是 UTF-8 编码的文字。')
  }
  if (faults.length === 0) return
  const some = faults.slice(0, 5).map(({ file, reason }) => (file ? `${file}：${reason}` : reason))
  throw invalidInput({ file: some }, `没有带进来，有 ${faults.length} 个文件要改：${some[0]}`)
}

function isText(bytes: Buffer) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

type Reading = ImportedDocument & { fileName: string; stem: string; names: string[] }

async function readDocument(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, signal }: BroughtFile,
  taken: readonly string[],
): Promise<Reading> {
  const stem = findFreeStem(taken, fileName)
  const imported = await importDocument(site, { owner: viewer.accountId, fileName, bytes, stem, ...(signal ? { signal } : {}) })
  const names = imported.lessons.map((_, nth) => (imported.lessons.length === 1 ? stem : `${stem}-${nth + 1}`))
  return { ...imported, fileName: fileName.replace(/^.*[/\\]/, '').slice(0, 200), stem, names }
}

/** A name for lessons and pictures that no file begins with. */
function findFreeStem(taken: readonly string[], fileName: string): string {
  const typed = toLessonName(fileName)
  const base = (/^[a-z]/.test(typed) ? typed : `lesson-${typed}`).slice(0, 32).replace(/-+$/, '')
  for (let nth = 1; ; nth++) {
    const stem = nth === 1 ? base : `${base}-${nth}`
    if (!taken.some((name) => name.startsWith(`${stem}.`) || name.startsWith(`${stem}-`))) return stem
  }
}

/** Adds the lessons and pictures of a document to a version, and keeps its report. Returns the id of the report. */
async function keepDocument(tx: Tx, versionId: string, reading: Reading, checked: readonly Left[]): Promise<string> {
  for (const [nth, name] of reading.names.entries())
    await addRevision(tx, { versionId, name: `${name}.mdx`, kind: 'saved', content: present(reading.lessons[nth], name).source })
  for (const { name, bytes } of reading.pictures) {
    const media = await checkMediaFile(name, bytes)
    await addRevision(tx, {
      versionId,
      name,
      kind: 'saved',
      ...(media ? { mediaHash: await storeMedia(tx, media) } : { content: bytes.toString('utf8') }),
    })
  }
  const id = newId(tx.at.getTime())
  await tx.insert(courseDocuments).values({
    id,
    versionId,
    fileName: reading.fileName,
    lessons: reading.names,
    left: [...reading.left, ...checked].slice(0, maxLeft),
    by: tx.actor,
    at: tx.at,
  })
  tx.note(`version ${versionId}: ${reading.names.length} lessons and ${reading.pictures.length} pictures of a document`)
  return id
}

/** Entries of a report. */
const maxLeft = 300

/** What is still to be done in the lessons that came. */
const checkLessons = async ({ lessons, names }: Reading): Promise<Left[]> => {
  const checked: Left[] = []
  for (const [nth, name] of names.entries())
    checked.push(...(await checkImported({ name: `${name}.mdx`, source: present(lessons[nth], name).source })))
  return checked
}

async function beginFromDocument(site: Site, viewer: Viewer, { tier, slug, ...brought }: BroughtFile & Beside): Promise<string> {
  if (slug === undefined) throw invalidInput({ slug: ['用文档写新课，要写网址名，例如 sell-tea。'] })
  await site.write(viewer.accountId, 'bring in a course', (tx) => requireFreeSlug(site, tx, slug)) // before the long reading
  const begun = newCourseFiles(brought.fileName)
  const reading = await readDocument(
    site,
    viewer,
    brought,
    begun.map(({ name }) => name),
  )
  const checked = await checkLessons(reading)
  const title = (reading.lessons[0]?.frontMatter.title ?? slug).slice(0, 30)
  return site.write(viewer.accountId, 'bring in a course', async (tx) => {
    const courseId = await beginCourse(site, tx, viewer, { slug, tier })
    const files = newCourseFiles(title).filter(({ name }) => !name.endsWith('.mdx'))
    const versionId = await insertVersion(tx, { courseId, origin: 'imported', files })
    await changeArrangement(tx, versionId, ['lessons'], reading.names)
    await keepDocument(tx, versionId, reading, checked)
    return versionId
  })
}

/** Adds the lessons of a document to a version, at its end. Returns the id of the report. Throws 403, 404, 409 or 422. */
export async function bringInDocument(
  site: Site,
  viewer: Viewer,
  { versionId, ...brought }: BroughtFile & { versionId: string },
): Promise<string> {
  await requireWritable(site.read, viewer, versionId)
  const reading = await readDocument(site, viewer, brought, [...(await loadFiles(site.read, versionId)).keys()])
  const checked = await checkLessons(reading)
  return site.write(viewer.accountId, 'bring in a document', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    const files = await loadFiles(tx, versionId)
    const coming = [...reading.names.map((name) => `${name}.mdx`), ...reading.pictures.map(({ name }) => name)]
    if (coming.some((name) => files.has(name))) throw new Refusal(409, '刚才有人带进来同名的文件。请再试一次。')
    if (files.size + coming.length > maxFiles) throw new Refusal(409, `一门课最多 ${maxFiles} 个文件。`)
    const { lessons } = readArrangement((await requireText(tx, versionId, 'course.yaml')).content)
    await changeArrangement(tx, versionId, ['lessons'], [...lessons, ...reading.names])
    return keepDocument(tx, versionId, reading, checked)
  })
}

export interface DocumentReport {
  id: string
  fileName: string
  lessons: string[]
  left: Left[]
  at: Date
}

/** Lists the documents that came into a version with what did not come over, the latest first. Throws 404. */
export async function listDocuments(
  site: Site,
  viewer: Viewer,
  versionId: string,
): Promise<{ title: string; ordinal: number; courseSlug: string; canWrite: boolean; documents: DocumentReport[] }> {
  const { course, ordinal } = await requireVersion(site.read, viewer, versionId)
  const canWrite = await requireWritable(site.read, viewer, versionId).then(
    () => true,
    (fault: unknown) => {
      if (fault instanceof Refusal) return false
      throw fault
    },
  )
  const rows = await site.read
    .select()
    .from(courseDocuments)
    .where(eq(courseDocuments.versionId, versionId))
    .orderBy(desc(courseDocuments.at), desc(inOrderOfArrival(courseDocuments)))
    .limit(50)
  const { title } = readArrangement((await loadFiles(site.read, versionId)).get('course.yaml')?.content ?? '')
  return {
    title,
    ordinal,
    courseSlug: course.slug,
    canWrite,
    documents: rows.map(({ id, fileName, lessons, left, at }) => ({ id, fileName, lessons, left, at })),
  }
}
