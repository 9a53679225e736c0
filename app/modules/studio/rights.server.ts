// Loads a version with what rights depend on, and refuses who may not.
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/courses.server.ts'
import { forbidden, notFound, Refusal } from '#app/refusal.ts'
import type { Reader } from '#app/site.ts'
import { loadWorkflow, type LoadedWorkflow } from '#app/workflow/kernel.server.ts'
import { courseAuthors, fileRevisions, studioCourses, studioVersions } from '#db/schema/studio.ts'
import { canReadCourse, canWriteCourse, type CourseRights } from './policy.ts'
import { workflows } from '#db/views/workflow.ts'
import { versionWorkflow } from './studio.workflow.ts'
import type { versionMachine } from './version.machine.ts'
import { canBeWritten, isInWork, type VersionState } from './version.states.ts'

type Reading = Pick<Reader, 'select' | 'selectDistinct' | 'connection'>

/** A version of a course with its state. */
export interface StudioVersion {
  id: string
  ordinal: number
  course: { id: string; slug: string; tier: Tier }
  /** What classes study of it; null until it is published. */
  courseVersionId: string | null
  basedOnId: string | null
  rights: CourseRights
  workflow: LoadedWorkflow<typeof versionMachine>
}

export const listAuthorIds = async (read: Reading, courseId: string): Promise<string[]> =>
  (
    await read
      .select({ id: courseAuthors.accountId })
      .from(courseAuthors)
      .where(and(eq(courseAuthors.courseId, courseId), isNull(courseAuthors.endedAt)))
  ).map(({ id }) => id)

/**
 * Who wrote a version: who changed a file of it, or brought it in from outside; and who wrote the versions that it was begun from, as long as
 * nobody approved those.
 */
export async function listWriters(read: Reading, versionId: string): Promise<string[]> {
  const writers = new Set<string>()
  for (let id: string | null = versionId; id !== null;) {
    const changed = await read
      .selectDistinct({ by: fileRevisions.by })
      .from(fileRevisions)
      .where(and(eq(fileRevisions.versionId, id), ne(fileRevisions.kind, 'begun'), ne(fileRevisions.kind, 'setAside')))
    for (const { by } of changed) writers.add(by)
    const version = await findOrigin(read, id)
    if (version?.origin === 'imported') writers.add(version.by)
    const base = version?.basedOnId ? await findOrigin(read, version.basedOnId) : null
    id = base && base.courseVersionId === null ? base.id : null
  }
  return [...writers]
}

const findOrigin = async (read: Reading, versionId: string) =>
  (
    await read
      .select({
        id: studioVersions.id,
        origin: studioVersions.origin,
        by: studioVersions.by,
        basedOnId: studioVersions.basedOnId,
        courseVersionId: studioVersions.courseVersionId,
      })
      .from(studioVersions)
      .where(eq(studioVersions.id, versionId))
  )[0]

/** Loads a version for somebody who may read it. Throws 404. */
export async function requireVersion(read: Reading, viewer: Viewer, versionId: string): Promise<StudioVersion> {
  const [row] = canReadCourse(viewer)
    ? await read
        .select({ version: studioVersions, course: studioCourses })
        .from(studioVersions)
        .innerJoin(studioCourses, eq(studioCourses.id, studioVersions.courseId))
        .where(eq(studioVersions.id, versionId))
    : []
  if (!row) throw notFound('这一版课程')
  const workflow = await loadWorkflow(read, versionWorkflow, versionId)
  const { id, slug, tier } = row.course
  return {
    id: versionId,
    ordinal: row.version.ordinal,
    course: { id, slug, tier },
    courseVersionId: row.version.courseVersionId,
    basedOnId: row.version.basedOnId,
    rights: { authors: await listAuthorIds(read, id), reviewer: workflow.snapshot.context.reviewer },
    workflow,
  }
}

/** What has to be done first, if files of a version cannot be changed. */
const waysToWriteOn: Partial<Record<VersionState, string>> = {
  inReview: '要改，请先撤回。',
  approved: '要改，请先点“再改”。',
  published: '要改，请新开一版。',
  superseded: '要改，请新开一版。',
  archived: '要改，请先把它拿回来。',
}

/** The version of a course that somebody works on, and the number that the next one would have. */
export async function findVersionInWork(read: Pick<Reader, 'select'>, courseId: string) {
  const versions = await read
    .select({ id: studioVersions.id, ordinal: studioVersions.ordinal, state: workflows.state })
    .from(studioVersions)
    .innerJoin(workflows, eq(workflows.id, studioVersions.id))
    .where(eq(studioVersions.courseId, courseId))
    .orderBy(asc(studioVersions.ordinal))
  return { inWork: versions.find(({ state }) => isInWork(state)) ?? null, next: (versions.at(-1)?.ordinal ?? 0) + 1 }
}

type Judged = Pick<StudioVersion, 'rights' | 'workflow'>

/** Why the viewer may not change files of a version as it is now, and what to do; null if she may. */
export function findWriteFault(viewer: Viewer, { rights, workflow: { state } }: Judged): Refusal | null {
  if (!canWriteCourse(viewer, rights)) return forbidden('这门课没有交给您写。想改，请找它的作者。')
  if (canBeWritten(state)) return null
  return new Refusal(409, `这一版${versionWorkflow.labels.states[state]}，不能改。${waysToWriteOn[state] ?? ''}`)
}

/** Whether the viewer may change files of a version as it is now. */
export const isWritableBy = (viewer: Viewer, version: Judged) => findWriteFault(viewer, version) === null

/** Loads a version for somebody who is about to change a file of it. Throws 403, 404, or 409 if nobody can now. */
export async function requireWritable(read: Reading, viewer: Viewer, versionId: string): Promise<StudioVersion> {
  const version = await requireVersion(read, viewer, versionId)
  const fault = findWriteFault(viewer, version)
  if (fault) throw fault
  return version
}
