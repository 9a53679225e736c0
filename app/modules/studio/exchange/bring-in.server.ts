// What an author brings in on screen: a course as a ZIP, or a document that becomes lessons. It is a draft in any case: who brings something
// in publishes nothing.
import { desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import {
  checkImported,
  importDocument,
  type ImportedDocument,
  type Left,
  nameLessons,
  toLessonName,
} from '#app/importing/documents/documents.server.ts'
import type { CheckedCourse, FileProblem, Tier } from '#app/modules/courses/courses.server.ts'
import { courseMediaKindOf } from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { forbidden, invalidInput, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { decodeAs } from '#app/text/encodings.ts'
import { inOrderOfArrival } from '#db/dialect/dialect.ts'
import { newId } from '#db/id.ts'
import { courseDocuments } from '#db/schema/studio.ts'
import { changeArrangement } from '../arrangement.server.ts'
import { checkFiles } from '../check/checking.server.ts'
import { addRevision, hashFiles, loadFiles, requireText } from '../files.server.ts'
import { acceptEncoded, storeAccepted } from '../media/version-media.server.ts'
import { newCourseFiles } from '../new-course.ts'
import { readArrangement, readFrontMatter } from '../outline.ts'
import { canUseStudio, canWriteCourse } from '../policy.ts'
import { isWritableBy, listAuthorIds, requireVersion, requireWritable } from '../rights.server.ts'
import { findByFilesHash, findCourse, giveTo, insertCourse, insertVersion, chooseSlug, toBegunFiles } from '../versions.server.ts'
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
  const { media } = await checkFiles(site, { files, tier: known?.tier ?? coming.tier, slug }, viewer.accountId)
  requireKeepable(coming, media)
  return site.write(viewer.accountId, 'bring in a course', async (tx) => {
    const courseId = known?.id ?? (await beginCourse(site, tx, viewer, coming))
    return insertVersion(tx, { courseId, origin: 'imported', files: await toBegunFiles(tx, files, media), filesHash: hashFiles(files) })
  })
}

async function beginCourse(site: Site, tx: Tx, viewer: Viewer, { slug, tier }: Beside) {
  const courseId = await insertCourse(tx, { slug: await chooseSlug(site, tx, slug), tier })
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
    if (courseMediaKindOf(name) ? !media.has(name) : decodeAs('utf-8', bytes) === null)
      tell(name, courseMediaKindOf(name) ? '打不开，或者不是课程能用的照片、声音、视频。' : '不是 UTF-8 编码的文字。')
  }
  if (faults.length === 0) return
  const some = faults.slice(0, 5).map(({ file, reason }) => (file ? `${file}：${reason}` : reason))
  throw invalidInput({ file: some }, `没有带进来，有 ${faults.length} 个文件要改：${some[0]}`)
}

/** A document as it was read and checked. */
interface Reading extends Pick<ImportedDocument, 'lessons'> {
  fileName: string
  /** Of its lessons, without `.mdx`. */
  names: string[]
  pictures: Awaited<ReturnType<typeof acceptEncoded>>
  /** What did not come over, and what is still to be done in the lessons that came. */
  left: Left[]
}

async function readDocument(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, signal }: BroughtFile,
  taken: readonly string[],
): Promise<Reading> {
  const stem = findFreeStem(taken, fileName)
  const imported = await importDocument(site, { owner: viewer.accountId, fileName, bytes, stem, ...(signal ? { signal } : {}) })
  const { lessons, left } = imported
  const names = nameLessons(lessons, stem)
  return {
    lessons,
    names,
    fileName: fileName.replace(/^.*[/\\]/, '').slice(0, 200),
    pictures: await acceptEncoded(imported.pictures),
    left: [...left, ...(await checkLessons({ lessons, names }))].slice(0, maxLeft),
  }
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
async function keepDocument(tx: Tx, versionId: string, reading: Reading): Promise<string> {
  for (const [nth, name] of reading.names.entries())
    await addRevision(tx, { versionId, name: `${name}.mdx`, kind: 'saved', content: present(reading.lessons[nth], name).source })
  for (const picture of reading.pictures) await storeAccepted(tx, versionId, picture)
  const id = newId(tx.at.getTime())
  await tx.insert(courseDocuments).values({
    id,
    versionId,
    fileName: reading.fileName,
    lessons: reading.names,
    left: reading.left,
    by: tx.actor,
    at: tx.at,
  })
  tx.note(`version ${versionId}: ${reading.names.length} lessons and ${reading.pictures.length} pictures of a document`)
  return id
}

/** Entries of a report. */
const maxLeft = 300

/** What is still to be done in the lessons that came. */
const checkLessons = async ({ lessons, names }: Pick<Reading, 'lessons' | 'names'>): Promise<Left[]> => {
  const checked: Left[] = []
  for (const [nth, name] of names.entries())
    checked.push(...(await checkImported({ name: `${name}.mdx`, source: present(lessons[nth], name).source })))
  return checked
}

async function beginFromDocument(site: Site, viewer: Viewer, { tier, slug, ...brought }: BroughtFile & Beside): Promise<string> {
  await site.write(viewer.accountId, 'bring in a course', (tx) => chooseSlug(site, tx, slug)) // before the long reading
  const begun = newCourseFiles(brought.fileName)
  const reading = await readDocument(
    site,
    viewer,
    brought,
    begun.map(({ name }) => name),
  )
  const title = (reading.lessons[0]?.frontMatter.title ?? '新课程').slice(0, 30)
  return site.write(viewer.accountId, 'bring in a course', async (tx) => {
    const courseId = await beginCourse(site, tx, viewer, { slug, tier })
    const files = newCourseFiles(title).filter(({ name }) => !name.endsWith('.mdx'))
    const versionId = await insertVersion(tx, { courseId, origin: 'imported', files })
    await changeArrangement(tx, versionId, ['lessons'], reading.names)
    await keepDocument(tx, versionId, reading)
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
  return site.write(viewer.accountId, 'bring in a document', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    const files = await loadFiles(tx, versionId)
    const coming = [...reading.names.map((name) => `${name}.mdx`), ...reading.pictures.map(({ name }) => name)]
    if (coming.some((name) => files.has(name))) throw new Refusal(409, '刚才有人带进来同名的文件。请再试一次。')
    if (files.size + coming.length > maxFiles) throw new Refusal(409, `一门课最多 ${maxFiles} 个文件。`)
    const { lessons } = readArrangement((await requireText(tx, versionId, 'course.yaml')).content)
    await changeArrangement(tx, versionId, ['lessons'], [...lessons, ...reading.names])
    return keepDocument(tx, versionId, reading)
  })
}

export interface DocumentReport {
  id: string
  fileName: string
  /** The lessons that it became, by the names of their files; `title` is null for one that is gone. */
  lessons: { file: string; title: string | null }[]
  left: Left[]
  at: Date
}

/** Lists the documents that came into a version with what did not come over, the latest first. Throws 404. */
export async function listDocuments(
  site: Site,
  viewer: Viewer,
  versionId: string,
): Promise<{ title: string; ordinal: number; courseSlug: string; canWrite: boolean; documents: DocumentReport[] }> {
  const version = await requireVersion(site.read, viewer, versionId)
  const rows = await site.read
    .select()
    .from(courseDocuments)
    .where(eq(courseDocuments.versionId, versionId))
    .orderBy(desc(courseDocuments.at), desc(inOrderOfArrival(courseDocuments)))
    .limit(50)
  const files = await loadFiles(site.read, versionId)
  const { title } = readArrangement(files.get('course.yaml')?.content ?? '')
  const toLesson = (name: string) => {
    const content = files.get(`${name}.mdx`)?.content
    return { file: `${name}.mdx`, title: content == null ? null : readFrontMatter(content).title || name }
  }
  return {
    title,
    ordinal: version.ordinal,
    courseSlug: version.course.slug,
    canWrite: isWritableBy(viewer, version),
    documents: rows.map(({ id, fileName, lessons, left, at }) => ({ id, fileName, lessons: lessons.map(toLesson), left, at })),
  }
}
