// The door of courses: the available courses, frozen when a cohort is planned on one.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { and, desc, eq, lt } from 'drizzle-orm'
import { type CompiledLesson, compileLesson, hashLesson } from '#app/lesson/compile.server.ts'
import type { Finding } from '#app/lesson/reading-check/reading-check.ts'
import { log } from '#app/log.server.ts'
import { Refusal, notFound } from '#app/refusal.ts'
import { present } from '#app/present.ts'
import type { Site, Tx } from '#app/site.ts'
import { checkMediaFile } from '#app/media/course-media.ts'
import { type MediaInfo, readMediaInfo, storeMedia } from '#app/modules/media/media.server.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { courseVersions, lessonRenders } from '#db/schema/courses.ts'
import { type Catalogue, holdsLessons, readCatalogue, readCataloguePart, readLooseCourse } from './catalogue.server.ts'
import type { Course, FileProblem } from './course-check.server.ts'
import { findOfferedVersion, freezeCourse, listOffers } from './offers.server.ts'
import type { ReadingFacts } from './reading.server.ts'
import { tiers } from './tiers.ts'

export {
  checkCourseFiles,
  checkCoursePlan,
  findFileFault,
  type CheckedCourse,
  type Course,
  type CourseFiles,
  type FileProblem,
} from './course-check.server.ts'
export type { CompiledLesson } from '#app/lesson/compile.server.ts'
export type { CourseFile, Question } from './course-files.ts'
export { readCourseFolder } from './catalogue.server.ts'
export { eachFrozenMedia } from './frozen-media.server.ts'
export { freezeAhead, offerCourse, withdrawOffer } from './offers.server.ts'
export { checkCourseReading, readingOptionsOf } from './reading.server.ts'
export type { Tier } from './tiers.ts'

export interface ContentCheck {
  /** The number of files. */
  files: number
  /** What must be changed, with file, line and column. */
  problems: FileProblem[]
  /** What the reading check found and nobody waved through. */
  findings: Finding[]
}

/**
 * Checks a folder of courses, a tier of it, or one course, given by its folder or by a file in it. Throws 422 if there is no course, or a
 * file belongs to none.
 */
export async function checkContent(path: string, facts: ReadingFacts = {}): Promise<ContentCheck> {
  const { files, problems, remarks, findings } = await catalogueAt(path, facts)
  if (files === 0 && problems.length === 0) throw new Refusal(422, `${path} 里没有课程。${contentRoot}`)
  return { files, problems: [...problems, ...remarks], findings }
}

const contentRoot = `课程放在“层次/课程名”的文件夹里，层次有 ${tiers.join('、')}。`
const findTier = (folder: string) => tiers.find((one) => one === basename(folder))

async function catalogueAt(path: string, facts: ReadingFacts): Promise<Catalogue> {
  const isFile = (await stat(path)).isFile()
  const folder = isFile ? dirname(path) : path
  const above = dirname(folder)
  const holdsTiers = (await readdir(folder)).some((name) => findTier(name))
  const [tier, tierAbove] = holdsTiers ? [] : [findTier(folder), findTier(above)]
  if (tierAbove) return readCataloguePart(dirname(above), tierAbove, basename(folder), facts)
  if (!holdsTiers && !tier && (await holdsLessons(folder))) return readLooseCourse(folder, facts)
  if (isFile) throw new Refusal(422, `${path} 不在课程里：${contentRoot}请给课程文件夹，或课程里的一个文件。`)
  return tier ? readCataloguePart(above, tier, undefined, facts) : readCatalogue(folder, facts)
}

// The folder belongs to the installed release, so it is read once. What authors write is published from the studio.
const catalogues = new Map<string, Promise<Catalogue>>()

function catalogueOf(site: Pick<Site, 'contentFolder'>) {
  let known = catalogues.get(site.contentFolder)
  if (!known) catalogues.set(site.contentFolder, (known = readCatalogue(site.contentFolder)))
  return known
}

/** The hashes of the media of the courses in the folder of the release, offered or not. */
export const listFolderMedia = async (site: Pick<Site, 'contentFolder'>): Promise<Set<string>> =>
  new Set((await catalogueOf(site)).courses.flatMap(({ media = {} }) => Object.values(media)))

/** Lists the courses that cohorts can be planned on: what the studio publishes, and of the release's folder what the studio does not have. */
export async function listCourses(site: Pick<Site, 'contentFolder' | 'read'>): Promise<Course[]> {
  const offers = await listOffers(site.read)
  const shipped = (await catalogueOf(site)).courses.filter(({ slug }) => !offers.some(({ courseSlug }) => courseSlug === slug))
  const published = await Promise.all(offers.flatMap(({ courseVersionId }) => (courseVersionId ? [loadCourse(site, courseVersionId)] : [])))
  return [...published, ...shipped].sort(
    (one, other) => tiers.indexOf(one.tier) - tiers.indexOf(other.tier) || (one.slug < other.slug ? -1 : 1),
  )
}

/**
 * Freezes a course as new classes get it now, once for the same content. Returns the version's id. Throws 404 if the course does not exist,
 * is not offered any more, or is not valid.
 */
export async function publishCourse(tx: Tx, site: Pick<Site, 'contentFolder'>, slug: string): Promise<string> {
  const offered = await findOfferedVersion(tx, slug)
  if (offered) return offered
  const course = (await catalogueOf(site)).courses.find((one) => one.slug === slug)
  if (!course) throw new Refusal(404, `没有叫「${slug}」的课程，或者它还有错没有改好。`)
  await storeMediaOfFolder(tx, site, course)
  return freezeCourse(tx, course)
}

/** Stores the photographs, sounds and videos of a course of the folder that are not stored yet. */
async function storeMediaOfFolder(tx: Tx, site: Pick<Site, 'contentFolder'>, { tier, slug, media = {} }: Course) {
  const stored = await readMediaInfo({ read: tx }, Object.values(media))
  for (const [name, hash] of Object.entries(media)) {
    if (stored.has(hash)) continue
    const bytes = await readFile(join(site.contentFolder, tier, slug, name))
    const checked = await checkMediaFile(name, bytes)
    if (!checked || hashBytes(bytes) !== hash) throw new Refusal(409, `课程文件夹里的 ${name} 变了。请重新启动服务器，再办一次。`)
    await storeMedia(tx, checked)
  }
}

const mediaOfVersions = new WeakMap<object, Promise<ReadonlyMap<string, MediaInfo>>>()

/**
 * Returns what is known of the photographs, sounds and videos of a version, by file name. Those of a course that is not published yet are
 * stored first: a desk shows it as trainees will see it.
 */
export function readVersionMedia(
  site: Pick<Site, 'read' | 'write' | 'contentFolder'>,
  version: Omit<Course, 'contentHash'>,
): Promise<ReadonlyMap<string, MediaInfo>> {
  const { media } = version
  if (!media) return noMedia
  let known = mediaOfVersions.get(media)
  if (!known) {
    known = loadVersionMedia(site, { ...version, media })
    known.catch(() => mediaOfVersions.delete(media))
    mediaOfVersions.set(media, known)
  }
  return known
}

const noMedia: Promise<ReadonlyMap<string, MediaInfo>> = Promise.resolve(new Map())

async function loadVersionMedia(
  site: Pick<Site, 'read' | 'write' | 'contentFolder'>,
  version: Omit<Course, 'contentHash'> & { media: Record<string, string> },
) {
  const hashes = Object.values(version.media)
  let stored = await readMediaInfo(site, hashes)
  if (hashes.some((hash) => !stored.has(hash))) {
    const course = (await listCourses(site)).find(({ slug, media }) => slug === version.slug && media === version.media)
    if (course) await site.write('system', 'store the media of a course', (tx) => storeMediaOfFolder(tx, site, course), { lane: 'bulk' })
    stored = await readMediaInfo(site, hashes)
  }
  return new Map(
    Object.entries(version.media).flatMap(([name, hash]) => (stored.has(hash) ? [[name, present(stored.get(hash), hash)] as const] : [])),
  )
}

export interface CourseVersion extends Omit<Course, 'contentHash'> {
  versionId: string
}

const versions = new Map<string, Promise<CourseVersion>>()

/** Returns a frozen version. It never changes, so it is read once. Throws 404. */
export function readCourseVersion(site: Pick<Site, 'read'>, versionId: string): Promise<CourseVersion> {
  let known = versions.get(versionId)
  if (!known) {
    known = loadVersion(site, versionId)
    known.catch(() => versions.delete(versionId))
    versions.set(versionId, known)
  }
  return known
}

/** Finds the version of the same course that was published last before this one; null if there is none. */
export async function findVersionBefore(site: Pick<Site, 'read'>, versionId: string): Promise<string | null> {
  const [own] = await site.read
    .select({ slug: courseVersions.courseSlug, publishedAt: courseVersions.publishedAt })
    .from(courseVersions)
    .where(eq(courseVersions.id, versionId))
  if (!own) return null
  const [before] = await site.read
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseSlug, own.slug), lt(courseVersions.publishedAt, own.publishedAt)))
    .orderBy(desc(courseVersions.publishedAt))
    .limit(1)
  return before?.id ?? null
}

/** A frozen course with the hash of its content. */
async function loadCourse(site: Pick<Site, 'read'>, versionId: string): Promise<Course> {
  const [row] = await site.read
    .select({ contentHash: courseVersions.contentHash })
    .from(courseVersions)
    .where(eq(courseVersions.id, versionId))
  if (!row) throw notFound('这门课')
  const { versionId: _, ...course } = await readCourseVersion(site, versionId)
  return { ...course, contentHash: row.contentHash }
}

async function loadVersion(site: Pick<Site, 'read'>, versionId: string): Promise<CourseVersion> {
  const [row] = await site.read.select().from(courseVersions).where(eq(courseVersions.id, versionId))
  if (!row) throw notFound('这门课')
  return { ...(row.content as Omit<Course, 'contentHash'>), versionId }
}

/**
 * Keyed by the source itself: it is loaded with its version anyway, and hashing it for every reader would cost as much as authenticating
 * the reader.
 */
const renders = new Map<string, Promise<CompiledLesson>>()
const maxRenders = 500

/**
 * Renders a lesson as HTML. Compiled once for the same source and pipeline: cached in memory, and in the database so that a restart
 * compiles nothing again.
 */
export function renderLesson(site: Pick<Site, 'read' | 'write'>, source: string): Promise<CompiledLesson> {
  const known = renders.get(source)
  if (known) {
    renders.delete(source) // moves the entry to the end, so that the least recently used one is first and is evicted
    renders.set(source, known)
    return known
  }
  const lesson = loadOrCompile(site, source)
  lesson.catch(() => renders.delete(source))
  if (renders.size >= maxRenders) renders.delete(renders.keys().next().value!)
  renders.set(source, lesson)
  return lesson
}

async function loadOrCompile(site: Pick<Site, 'read' | 'write'>, source: string): Promise<CompiledLesson> {
  const hash = hashLesson(source)
  const [kept] = await site.read.select().from(lessonRenders).where(eq(lessonRenders.hash, hash))
  if (kept) return kept.lesson
  const lesson = await compileLesson(source)
  void storeRender(site, hash, lesson) // for the next start, so not awaited
  return lesson
}

/** If it cannot be stored, on a full or read-only disk, the lesson can still be read. */
async function storeRender(site: Pick<Site, 'write'>, hash: string, lesson: CompiledLesson) {
  try {
    await site.write(
      'system',
      'keep a compiled lesson',
      async (tx) => void (await tx.insert(lessonRenders).values({ hash, lesson, madeAt: tx.at }).onConflictDoNothing()),
    )
  } catch (fault) {
    log.warn('a compiled lesson could not be kept', { fault })
  }
}
