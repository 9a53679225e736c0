// What the studio's pages show.
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { FileProblem, Tier } from '#app/modules/courses/courses.server.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { listPossibleEvents } from '#app/workflow/possible.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { courseAuthors, fileRevisions, studioCourses, studioVersions } from '#db/schema/studio.ts'
import { isYamlFile } from './blocks.ts'
import { type ComparedBlock, compareTexts } from './compare.ts'
import { findFile, loadFiles, requireText, type RevisionKind } from './files.server.ts'
import { checkVersion } from './life-cycle.server.ts'
import { type Outline, readArrangement, readOutline } from './outline.ts'
import { canApprove, canArchive, canPublish, canReadCourse, canReview, canWriteCourse, mustExplainApproval } from './policy.ts'
import { listRemarks, namesOf, type Remark } from './remarks.server.ts'
import { listAuthorIds, listWriters, requireVersion } from './rights.server.ts'
import { versionWorkflow } from './studio.workflow.ts'
import { canBeWritten, isInReview, isInWork, isPublished, type VersionState } from './version.states.ts'

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
      const arrangement = shown && (await findFile(site.read, shown.version.id, 'course.yaml'))
      return {
        slug,
        tier,
        title: readArrangement(arrangement?.content ?? '').title,
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
  const arrangement = published && (await findFile(site.read, published.version.id, 'course.yaml'))
  return {
    id: course.id,
    slug,
    tier: course.tier,
    title: readArrangement(arrangement?.content ?? '').title,
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
  const [files, { problems, remarks: notices }, remarks, writers] = await Promise.all([
    loadFiles(site.read, versionId),
    checkVersion(site, version),
    listRemarks(site.read, { versionId }),
    listWriters(site.read, versionId),
  ])
  const names = await namesOf(site.read, rights.reviewer ? [rights.reviewer] : [])
  const open = remarks.filter(({ done }) => !done)
  const events = listPossibleEvents(versionWorkflow, workflow.snapshot)
  const mayWrite = canWriteCourse(viewer, rights)
  return {
    ...version,
    state: workflow.state,
    version: workflow.version,
    reviewer: rights.reviewer ? (names.get(rights.reviewer) ?? null) : null,
    reason: workflow.snapshot.context.reason,
    outline: readOutline(files),
    files: [...files.values()].map(({ name, sequence, content }) => ({ name, sequence, bytes: Buffer.byteLength(content ?? '') })),
    problems,
    notices,
    openRemarks: [...new Set(open.map(({ name }) => name))].map((name) => ({
      name,
      count: open.filter((remark) => remark.name === name).length,
    })),
    isMine: mayWrite,
    can: {
      write: mayWrite && canBeWritten(workflow.state),
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
  course: { id: string; slug: string; tier: Tier }
  name: string
  sequence: number
  content: string
  canWrite: boolean
  remarks: Remark[]
}

/** Returns a text file to read or to write on. Throws 404. */
export async function readFileView(
  site: Site,
  viewer: Viewer,
  { versionId, name }: { versionId: string; name: string },
): Promise<FileView> {
  const { workflow, rights, course, ordinal } = await requireVersion(site.read, viewer, versionId)
  const { sequence, content } = await requireText(site.read, versionId, name)
  return {
    versionId,
    ordinal,
    course,
    name,
    sequence,
    content,
    canWrite: canWriteCourse(viewer, rights) && canBeWritten(workflow.state),
    remarks: await listRemarks(site.read, { versionId, name }),
  }
}

export interface RevisionLine {
  sequence: number
  kind: RevisionKind
  by: string
  at: Date
  /** Characters. */
  length: number
}

const maxRevisionsShown = 500

/** Lists the revisions of a file, the latest first. Throws 404. */
export async function listRevisions(
  site: Site,
  viewer: Viewer,
  { versionId, name }: { versionId: string; name: string },
): Promise<RevisionLine[]> {
  await requireVersion(site.read, viewer, versionId)
  const rows = await site.read
    .select()
    .from(fileRevisions)
    .where(and(eq(fileRevisions.versionId, versionId), eq(fileRevisions.name, name)))
    .orderBy(desc(fileRevisions.sequence))
    .limit(maxRevisionsShown)
  if (rows.length === 0) throw notFound('这个文件')
  const names = await namesOf(
    site.read,
    rows.map(({ by }) => by),
  )
  return rows.map(({ sequence, kind, by, at, content }) => ({
    sequence,
    kind,
    by: names.get(by) ?? '系统',
    at,
    length: content?.length ?? 0,
  }))
}

/** Returns a revision with what changed from it to the file as it is now. Throws 404. */
export async function readRevision(
  site: Site,
  viewer: Viewer,
  { versionId, name, sequence }: { versionId: string; name: string; sequence: number },
): Promise<{ content: string; compared: ComparedBlock[] }> {
  await requireVersion(site.read, viewer, versionId)
  const [row] = await site.read
    .select()
    .from(fileRevisions)
    .where(and(eq(fileRevisions.sequence, sequence), eq(fileRevisions.versionId, versionId), eq(fileRevisions.name, name)))
  if (row?.content == null) throw notFound('这一稿')
  const now = await findFile(site.read, versionId, name)
  return { content: row.content, compared: compareTexts(row.content, now?.content ?? '', { isYaml: isYamlFile(name) }) }
}

/** Lessons come first, in their order, then YAML, then pictures. */
const maxFiles = 10_000

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
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : name.endsWith('.yaml') ? maxFiles : maxFiles + 1)
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
  const rows = await read
    .select({ id: studioVersions.id, ordinal: studioVersions.ordinal })
    .from(studioVersions)
    .where(eq(studioVersions.courseId, courseId))
    .orderBy(desc(studioVersions.ordinal))
  return rows.find((row) => row.ordinal < ordinal)?.id ?? null
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
