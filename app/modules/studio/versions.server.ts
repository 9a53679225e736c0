// Courses and their versions: beginning a course, copying one, beginning the next version, and who writes it.
import { and, desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { type CheckedCourse, type CourseFiles, listCourses, type Tier } from '#app/modules/courses/courses.server.ts'
import { storeMedia } from '#app/modules/media/media.server.ts'
import { forbidden, invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/views/accounts.ts'
import { courseAuthors, studioCourses, studioVersions } from '#db/schema/studio.ts'
import { beginFiles, hashFiles, loadFiles, type StudioFile } from './files.server.ts'
import { newCourseFiles } from './new-course.ts'
import { canNameAuthors, canUseStudio, canWriteCourse } from './policy.ts'
import { findVersionInWork, listAuthorIds, requireVersion } from './rights.server.ts'
import { versionWorkflow } from './studio.workflow.ts'

type BegunFile = Pick<StudioFile, 'name' | 'content' | 'mediaHash'>

interface BegunVersion {
  courseId: string
  origin: (typeof studioVersions.origin.enumValues)[number]
  files: Iterable<BegunFile>
  basedOnId?: string | null
  filesHash?: string | null
}

/** Begins the next version of a course with these files, as a draft. Returns its id. */
export async function insertVersion(
  tx: Tx,
  { courseId, origin, files, basedOnId = null, filesHash = null }: BegunVersion,
): Promise<string> {
  const [last] = await tx
    .select({ ordinal: studioVersions.ordinal })
    .from(studioVersions)
    .where(eq(studioVersions.courseId, courseId))
    .orderBy(desc(studioVersions.ordinal))
    .limit(1)
  const id = newId(tx.at.getTime())
  await startWorkflow(tx, versionWorkflow, { id })
  await tx
    .insert(studioVersions)
    .values({ id, courseId, ordinal: (last?.ordinal ?? 0) + 1, origin, basedOnId, filesHash, by: tx.actor, at: tx.at })
  await beginFiles(tx, id, files)
  tx.note(`course ${courseId}: version ${(last?.ordinal ?? 0) + 1}`)
  return id
}

export async function insertCourse(tx: Tx, { slug, tier }: { slug: string; tier: Tier }): Promise<string> {
  const id = newId(tx.at.getTime())
  await tx.insert(studioCourses).values({ id, slug, tier, by: tx.actor, at: tx.at })
  tx.note(`course ${id}: ${tier}/${slug}`)
  return id
}

export const findCourse = async (read: Pick<Reader, 'select'>, slug: string) =>
  (await read.select().from(studioCourses).where(eq(studioCourses.slug, slug)))[0] ?? null

/** Stores the media of files from outside, and gives them as a version begins with them. `media`: those that were checked, by name. */
export async function toBegunFiles(tx: Tx, files: CourseFiles, media: CheckedCourse['media']): Promise<BegunFile[]> {
  const begun: BegunFile[] = []
  for (const [name, bytes] of files) {
    const checked = media.get(name)
    if (checked) begun.push({ name, content: null, mediaHash: await storeMedia(tx, checked) })
    else if (bytes) begun.push({ name, content: bytes.toString('utf8'), mediaHash: null })
  }
  return begun
}

const requireStudio = (viewer: Viewer) => {
  if (!canUseStudio(viewer)) throw forbidden('写课程的是讲师和管理员。')
}

/** The name that a new course gets in addresses: as typed, or the next free one. Throws 422 if no course of this name may be begun. */
export async function chooseSlug(site: Site, tx: Tx, typed: string | undefined): Promise<string> {
  const taken = new Set((await listCourses(site)).map(({ slug }) => slug))
  if (typed === undefined) {
    for (const { slug } of await tx.select({ slug: studioCourses.slug }).from(studioCourses)) taken.add(slug)
    return nextSlug(taken)
  }
  if (!/^[a-z][a-z0-9-]{2,39}$/.test(typed))
    throw invalidInput({ slug: ['网址名用 3 到 40 个小写字母、数字和 -，以字母开头，例如 sell-tea。'] })
  if ((await findCourse(tx, typed)) || taken.has(typed)) throw invalidInput({ slug: [`已经有叫 ${typed} 的课程了，请换个名字。`] })
  return typed
}

function nextSlug(taken: ReadonlySet<string>): string {
  for (let nth = 1; ; nth++) if (!taken.has(`course-${nth}`)) return `course-${nth}`
}

export interface NewCourse {
  /** Left out, it gets the next free one. */
  slug?: string | undefined
  tier: Tier
  title: string
}

/** Begins a course with one empty lesson; the viewer is its author. Returns the id of its first version. Throws 403 or 422. */
export async function createCourse(site: Site, viewer: Viewer, { slug, tier, title }: NewCourse): Promise<string> {
  requireStudio(viewer)
  return site.write(viewer.accountId, 'begin a course', async (tx) => {
    const courseId = await insertCourse(tx, { slug: await chooseSlug(site, tx, slug), tier })
    await giveTo(tx, courseId, viewer.accountId)
    return insertVersion(tx, { courseId, origin: 'written', files: newCourseFiles(title) })
  })
}

/** Begins a course as a copy of a version of another one; the viewer is its author. Returns the id of its first version. */
export async function copyCourse(site: Site, viewer: Viewer, { versionId, slug, tier }: { versionId: string } & Omit<NewCourse, 'title'>) {
  requireStudio(viewer)
  return site.write(viewer.accountId, 'copy a course', async (tx) => {
    await requireVersion(tx, viewer, versionId)
    const courseId = await insertCourse(tx, { slug: await chooseSlug(site, tx, slug), tier })
    await giveTo(tx, courseId, viewer.accountId)
    return insertVersion(tx, { courseId, origin: 'copied', files: (await loadFiles(tx, versionId)).values(), basedOnId: versionId })
  })
}

/** Begins the next version from an earlier one. Throws 403, 404, or 409 if one is in work already. */
export const beginVersion = (site: Site, viewer: Viewer, { versionId }: { versionId: string }): Promise<string> =>
  site.write(viewer.accountId, 'begin the next version of a course', (tx) => beginVersionFrom(tx, viewer, versionId))

/** Does the same within a transaction. */
export async function beginVersionFrom(tx: Tx, viewer: Viewer, versionId: string): Promise<string> {
  const { course, rights } = await requireVersion(tx, viewer, versionId)
  if (!canWriteCourse(viewer, rights)) throw forbidden('这门课没有交给您写。')
  if ((await findVersionInWork(tx, course.id)).inWork) throw new Refusal(409, '这门课已经有一版在写了，请接着写那一版，或者先把它收起来。')
  return insertVersion(tx, {
    courseId: course.id,
    origin: 'written',
    files: (await loadFiles(tx, versionId)).values(),
    basedOnId: versionId,
  })
}

/** Gives a course to an author. */
export const giveTo = (tx: Tx, courseId: string, accountId: string) =>
  tx
    .insert(courseAuthors)
    .values({ courseId, accountId, by: tx.actor, at: tx.at })
    .onConflictDoUpdate({ target: [courseAuthors.courseId, courseAuthors.accountId], set: { by: tx.actor, at: tx.at, endedAt: null } })

/** Gives a course to an author, or takes it back. The last author stays. Throws 403, 404, 409 or 422. */
export async function changeAuthor(
  site: Site,
  viewer: Viewer,
  { courseId, accountId, isAuthor }: { courseId: string; accountId: string; isAuthor: boolean },
): Promise<void> {
  await site.write(viewer.accountId, isAuthor ? 'give a course to an author' : 'take a course back from an author', async (tx) => {
    const [course] = await tx.select().from(studioCourses).where(eq(studioCourses.id, courseId))
    if (!course || !canUseStudio(viewer)) throw notFound('这门课')
    const authors = await listAuthorIds(tx, courseId)
    if (!canNameAuthors(viewer, { authors })) throw forbidden('这门课没有交给您写。')
    const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId))
    if (!account) throw invalidInput({ accountId: ['请选一位讲师。'] })
    if (isAuthor) return void (await giveTo(tx, courseId, accountId))
    if (authors.length === 1 && authors[0] === accountId) throw new Refusal(409, '一门课至少要有一位作者。请先把它交给别人。')
    await tx
      .update(courseAuthors)
      .set({ endedAt: tx.at })
      .where(and(eq(courseAuthors.courseId, courseId), eq(courseAuthors.accountId, accountId)))
  })
}

/** Finds the version as which files from outside came before; null if they are new. */
export async function findByFilesHash(read: Pick<Reader, 'select'>, courseId: string, files: CourseFiles): Promise<string | null> {
  const [known] = await read
    .select({ id: studioVersions.id })
    .from(studioVersions)
    .where(and(eq(studioVersions.courseId, courseId), eq(studioVersions.filesHash, hashFiles(files))))
    .limit(1)
  return known?.id ?? null
}
