// Loads a version with what rights depend on, and refuses who may not.
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/courses.server.ts'
import { forbidden, notFound, Refusal } from '#app/refusal.ts'
import type { Reader } from '#app/site.ts'
import { loadWorkflow, type LoadedWorkflow } from '#app/workflow/kernel.server.ts'
import { courseAuthors, fileRevisions, studioCourses, studioVersions } from '#db/schema/studio.ts'
import { canReadCourse, canWriteCourse, type CourseRights } from './policy.ts'
import { versionWorkflow } from './studio.workflow.ts'
import type { versionMachine } from './version.machine.ts'
import { canBeWritten } from './version.states.ts'

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

/** Who changed a file of this version. */
export const listWriters = async (read: Reading, versionId: string): Promise<string[]> =>
  (
    await read
      .selectDistinct({ by: fileRevisions.by })
      .from(fileRevisions)
      .where(and(eq(fileRevisions.versionId, versionId), ne(fileRevisions.kind, 'begun'), ne(fileRevisions.kind, 'setAside')))
  ).map(({ by }) => by)

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

/** Loads a version for somebody who is about to change a file of it. Throws 403, 404, or 409 if nobody can now. */
export async function requireWritable(read: Reading, viewer: Viewer, versionId: string): Promise<StudioVersion> {
  const version = await requireVersion(read, viewer, versionId)
  if (!canWriteCourse(viewer, version.rights)) throw forbidden('这门课没有交给您写。想改，请找它的作者。')
  if (!canBeWritten(version.workflow.state))
    throw new Refusal(409, `这一版${versionWorkflow.labels.states[version.workflow.state]}，不能改。要改，请先撤回，或新开一版。`)
  return version
}
