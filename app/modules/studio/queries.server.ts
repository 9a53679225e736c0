// What the studio's pages show.
import { and, asc, desc, eq, isNull, lt } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { FileProblem, Tier } from '#app/modules/courses/courses.server.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { listPossibleEvents } from '#app/workflow/possible.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { courseAuthors, studioCourses, studioVersions } from '#db/schema/studio.ts'
import { isYamlFile } from './blocks.ts'
import { type ComparedBlock, compareTexts } from './compare.ts'
import { findFile, loadFiles, requireText } from './files.server.ts'
import { type DeletedFile, listDeletedFiles } from './history/deleted-files.server.ts'
import { checkVersion } from './check/checking.server.ts'
import { type Outline, readArrangement, readOutline, titleOf } from './outline.ts'
import {
  canAnswerRemarks,
  canApprove,
  canArchive,
  canPublish,
  canReadCourse,
  canReview,
  canWriteCourse,
  mustExplainApproval,
} from './policy.ts'
import { listRemarks, namesOf, type Remark } from './remarks.server.ts'
import {
  findVersionInWork,
  findWriteFault,
  isWritableBy,
  listAuthorIds,
  listWriters,
  requireVersion,
  type StudioVersion,
} from './rights.server.ts'
import { versionWorkflow } from './studio.workflow.ts'
import { isInReview, isInWork, isPublished, type VersionState, wasPublished } from './version.states.ts'

export interface CourseLine {
  slug: string
  tier: Tier
  title: string
  authors: string[]
  /** Whether the viewer may write it. */
  isMine: boolean
  /** Whether it is given to the viewer to write. */
  isAuthor: boolean
  published: { id: string; ordinal: number } | null
  inWork: { id: string; ordinal: number; state: VersionState; isForMe: boolean } | null
  versions: number
}

/** The title of a course as a version of it has it. */
export async function readTitle(read: Reader, versionId: string | undefined): Promise<string> {
  const arrangement = versionId === undefined ? null : await findFile(read, versionId, 'course.yaml')
  return readArrangement(arrangement?.content ?? '').title
}

/** Lists all courses of the studio. Throws 403. */
export async function listStudioCourses(site: Site, viewer: Viewer): Promise<CourseLine[]> {
  if (!canReadCourse(viewer)) throw forbidden('写课程的是讲师和管理员。')
  const courses = await site.read.select().from(studioCourses).orderBy(asc(studioCourses.tier), asc(studioCourses.slug))
  const versions = await site.read
    .select({ version: studioVersions, value: workflows.value, state: workflows.state, context: workflows.context })
    .from(studioVersions)
    .innerJoin(workflows, eq(workflows.id, studioVersions.id))
    .orderBy(desc(studioVersions.ordinal))
  const authors = await site.read
    .select({ courseId: courseAuthors.courseId, accountId: courseAuthors.accountId })
    .from(courseAuthors)
    .where(isNull(courseAuthors.endedAt))
  const names = await namesOf(
    site.read,
    authors.map(({ accountId }) => accountId),
  )
  return Promise.all(
    courses.map(async ({ id, slug, tier }): Promise<CourseLine> => {
      const own = versions.filter(({ version }) => version.courseId === id)
      const ids = authors.filter(({ courseId }) => courseId === id).map(({ accountId }) => accountId)
      const published = own.find(({ state }) => isPublished(state as VersionState))
      const inWork = own.find(({ state }) => isInWork(state as VersionState))
      const shown = published ?? inWork ?? own[0]
      return {
        slug,
        tier,
        title: await readTitle(site.read, shown?.version.id),
        authors: ids.map((author) => names.get(author) ?? '').filter(Boolean),
        isMine: canWriteCourse(viewer, { authors: ids }),
        isAuthor: ids.includes(viewer.accountId),
        published: published ? { id: published.version.id, ordinal: published.version.ordinal } : null,
        inWork: inWork
          ? {
              id: inWork.version.id,
              ordinal: inWork.version.ordinal,
              state: inWork.state as VersionState,
              isForMe: isInReview(inWork.state) && (inWork.context as { reviewer?: string }).reviewer === viewer.accountId,
            }
          : null,
        versions: own.length,
      }
    }),
  )
}

export interface VersionLine {
  id: string
  ordinal: number
  origin: (typeof studioVersions.origin.enumValues)[number]
  state: VersionState
  reviewer: string | null
  reason: string | null
  by: string
  at: Date
  basedOn: number | null
  /** What classes study of it; null until it is published. */
  courseVersionId: string | null
}

export interface CourseOverview {
  id: string
  slug: string
  tier: Tier
  title: string
  authors: { accountId: string; name: string }[]
  canWrite: boolean
  versions: VersionLine[]
}

/** Returns a course with its versions, the latest first. Throws 404. */
export async function readStudioCourse(site: Site, viewer: Viewer, slug: string): Promise<CourseOverview> {
  const [course] = canReadCourse(viewer) ? await site.read.select().from(studioCourses).where(eq(studioCourses.slug, slug)) : []
  if (!course) throw notFound('这门课')
  const rows = await site.read
    .select({ version: studioVersions, state: workflows.state, context: workflows.context })
    .from(studioVersions)
    .innerJoin(workflows, eq(workflows.id, studioVersions.id))
    .where(eq(studioVersions.courseId, course.id))
    .orderBy(desc(studioVersions.ordinal))
  const authorIds = await listAuthorIds(site.read, course.id)
  const contextOf = (context: Record<string, unknown>) => context as { reviewer: string | null; reason: string | null }
  const names = await namesOf(site.read, [
    ...authorIds,
    ...rows.map(({ version }) => version.by),
    ...rows.map(({ context }) => contextOf(context).reviewer ?? ''),
  ])
  const published = rows.find(({ state }) => isPublished(state as VersionState)) ?? rows[0]
  return {
    id: course.id,
    slug,
    tier: course.tier,
    title: await readTitle(site.read, published?.version.id),
    authors: authorIds.map((accountId) => ({ accountId, name: names.get(accountId) ?? '' })),
    canWrite: canWriteCourse(viewer, { authors: authorIds }),
    versions: rows.map(({ version, state, context }) => ({
      id: version.id,
      ordinal: version.ordinal,
      origin: version.origin,
      state: state as VersionState,
      reviewer: names.get(contextOf(context).reviewer ?? '') ?? null,
      reason: contextOf(context).reason,
      by: names.get(version.by) ?? '系统',
      at: version.at,
      courseVersionId: version.courseVersionId,
      basedOn: rows.find((other) => other.version.id === version.basedOnId)?.version.ordinal ?? null,
    })),
  }
}

export interface VersionView {
  id: string
  ordinal: number
  course: { id: string; slug: string; tier: Tier }
  courseVersionId: string | null
  basedOnId: string | null
  state: VersionState
  /** The version of its workflow, for the next step. */
  version: number
  reviewer: string | null
  reason: string | null
  outline: Outline
  files: { name: string; sequence: number; bytes: number }[]
  /** Files that were deleted, the latest first. */
  deleted: DeletedFile[]
  problems: FileProblem[]
  notices: FileProblem[]
  openRemarks: { name: string; count: number }[]
  /** Whether the viewer may write the course at all. */
  isMine: boolean
  /** What the viewer may do now, by event. */
  can: { write: boolean; review: boolean; approve: boolean; mustExplain: boolean; publish: boolean; archive: boolean; events: string[] }
}

/** Returns a version with its files, what is wrong with them, and what the viewer may do now. Throws 404. */
export async function readVersion(site: Site, viewer: Viewer, versionId: string): Promise<VersionView> {
  const { workflow, rights, ...version } = await requireVersion(site.read, viewer, versionId)
  const [files, { problems, remarks: notices }, remarks, writers, deleted] = await Promise.all([
    loadFiles(site.read, versionId),
    checkVersion(site, version, { owner: viewer.accountId }),
    listRemarks(site.read, { versionId }),
    listWriters(site.read, versionId),
    listDeletedFiles(site.read, versionId),
  ])
  const names = await namesOf(site.read, rights.reviewer ? [rights.reviewer] : [])
  const open = remarks.filter(({ done }) => !done)
  const events = listPossibleEvents(versionWorkflow, workflow.snapshot)
  return {
    ...version,
    state: workflow.state,
    version: workflow.version,
    reviewer: rights.reviewer ? (names.get(rights.reviewer) ?? null) : null,
    reason: workflow.snapshot.context.reason,
    outline: readOutline(files),
    files: [...files.values()].map(({ name, sequence, content }) => ({ name, sequence, bytes: Buffer.byteLength(content ?? '') })),
    deleted,
    problems,
    notices,
    openRemarks: [...new Set(open.map(({ name }) => name))].map((name) => ({
      name,
      count: open.filter((remark) => remark.name === name).length,
    })),
    isMine: canWriteCourse(viewer, rights),
    can: {
      write: isWritableBy(viewer, { rights, workflow }),
      review: isInReview(workflow.state) && canReview(viewer, rights),
      approve: isInReview(workflow.state) && canApprove(viewer, rights, writers),
      mustExplain: mustExplainApproval(viewer, rights, writers),
      publish: canPublish(viewer, rights) && events.includes('PUBLISH'),
      archive: canArchive(viewer, rights) && events.includes('ARCHIVE'),
      events,
    },
  }
}

export interface FileView {
  versionId: string
  ordinal: number
  course: { id: string; slug: string; tier: Tier; title: string }
  name: string
  /** What people call it: the title of a lesson. */
  title: string
  sequence: number
  content: string
  canWrite: boolean
  /** Why the viewer may not write, and what to do; null if she may. */
  writeFault: string | null
  /** Where an author writes on if this version was published: in the one that is in work, or in the next one. */
  writeOn: { versionId: string | null; ordinal: number } | null
  /** Whether the viewer may answer remarks. */
  canAnswer: boolean
  remarks: Remark[]
}

/** Returns a text file to read or to write on. Throws 404. */
export async function readFileView(
  site: Site,
  viewer: Viewer,
  { versionId, name }: { versionId: string; name: string },
): Promise<FileView> {
  const version = await requireVersion(site.read, viewer, versionId)
  const { rights, course, ordinal } = version
  const { sequence, content } = await requireText(site.read, versionId, name)
  return {
    versionId,
    ordinal,
    course: { ...course, title: await readTitle(site.read, versionId) },
    name,
    title: titleOf(name, content),
    sequence,
    content,
    canWrite: isWritableBy(viewer, version),
    writeFault: findWriteFault(viewer, version)?.message ?? null,
    writeOn: await findWhereToWriteOn(site, viewer, version, name),
    canAnswer: canAnswerRemarks(viewer, rights),
    remarks: await listRemarks(site.read, { versionId, name }),
  }
}

async function findWhereToWriteOn(site: Site, viewer: Viewer, { course, rights, workflow }: StudioVersion, name: string) {
  if (!canWriteCourse(viewer, rights) || !wasPublished(workflow.state)) return null
  const { inWork, next } = await findVersionInWork(site.read, course.id)
  if (!inWork) return { versionId: null, ordinal: next }
  return (await findFile(site.read, inWork.id, name)) ? { versionId: inWork.id, ordinal: inWork.ordinal } : null
}

export interface ComparedFile {
  name: string
  kind: 'added' | 'removed' | 'changed' | 'same'
  /** Null for media and pictures, which are shown side by side. */
  blocks: ComparedBlock[] | null
  before: { mediaHash: string | null; content: string | null } | null
  after: { mediaHash: string | null; content: string | null; sequence: number } | null
}

/**
 * Compares the files of a version with those of another one, by default the one that it was begun from. `isWhole`: with the texts that are
 * the same in both. Throws 404.
 */
export async function compareVersions(
  site: Site,
  viewer: Viewer,
  { versionId, against, isWhole = false }: { versionId: string; against?: string | undefined; isWhole?: boolean },
): Promise<{ against: { id: string; ordinal: number } | null; files: ComparedFile[] }> {
  const version = await requireVersion(site.read, viewer, versionId)
  const otherId = against ?? version.basedOnId ?? (await findEarlier(site.read, version.course.id, version.ordinal))
  const other = otherId ? await requireVersion(site.read, viewer, otherId) : null
  const [before, after] = await Promise.all([
    other ? loadFiles(site.read, other.id) : new Map<string, never>(),
    loadFiles(site.read, versionId),
  ])
  const files: ComparedFile[] = []
  const order = readOutline(after).lessons.map(({ file }) => file)
  /** Lessons come first, in their order, then YAML, then pictures. */
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length + (isYamlFile(name) ? 0 : 1))
  const names = [...new Set([...after.keys(), ...before.keys()])].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
  for (const name of names) {
    const [old, now] = [before.get(name), after.get(name)]
    const isText = !name.endsWith('.svg') && (old?.content ?? now?.content) != null
    const isSame = old !== undefined && old.content === now?.content && old.mediaHash === now.mediaHash
    if (isSame && !(isWhole && isText)) continue
    files.push({
      name,
      kind: isSame ? 'same' : !old ? 'added' : !now ? 'removed' : 'changed',
      blocks: isText ? compareTexts(old?.content ?? '', now?.content ?? '', { isYaml: isYamlFile(name) }) : null,
      before: old ? { mediaHash: old.mediaHash, content: old.content } : null,
      after: now ? { mediaHash: now.mediaHash, content: now.content, sequence: now.sequence } : null,
    })
  }
  return { against: other && { id: other.id, ordinal: other.ordinal }, files }
}

/** The version before, for one that was begun from nothing that is known. */
async function findEarlier(read: Reader, courseId: string, ordinal: number): Promise<string | null> {
  const [earlier] = await read
    .select({ id: studioVersions.id })
    .from(studioVersions)
    .where(and(eq(studioVersions.courseId, courseId), lt(studioVersions.ordinal, ordinal)))
    .orderBy(desc(studioVersions.ordinal))
    .limit(1)
  return earlier?.id ?? null
}

export interface VersionEventLine {
  type: string
  by: string
  at: Date
  reason: string | null
}

/** What became of a version: each step with who, when and why. Throws 404. */
export async function readVersionHistory(site: Site, viewer: Viewer, versionId: string): Promise<VersionEventLine[]> {
  await requireVersion(site.read, viewer, versionId)
  const rows = await site.read
    .select()
    .from(workflowEvents)
    .where(eq(workflowEvents.workflowId, versionId))
    .orderBy(asc(workflowEvents.version))
  const names = await namesOf(
    site.read,
    rows.map(({ actor }) => actor),
  )
  return rows.map(({ type, actor, at, event }) => ({
    type,
    by: names.get(actor) ?? '系统',
    at,
    reason: typeof event.reason === 'string' ? event.reason : null,
  }))
}
