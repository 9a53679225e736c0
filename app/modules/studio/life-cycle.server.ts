// Sending a version to review, deciding on it, publishing it, and putting it away.
import { and, eq, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { freezeAhead, offerCourse, withdrawOffer } from '#app/modules/courses/courses.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { forbidden, invalidInput, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceBySystem, advanceWorkflow } from '#app/workflow/kernel.server.ts'
import { canTake } from '#app/workflow/possible.ts'
import { workflows } from '#db/views/workflow.ts'
import { studioVersions } from '#db/schema/studio.ts'
import { checkVersion } from './check/checking.server.ts'
import { canApprove, canArchive, canPublish, canReview, canWriteCourse, mustExplainApproval } from './policy.ts'
import { listWriters, requireVersion, type StudioVersion } from './rights.server.ts'
import { versionWorkflow } from './studio.workflow.ts'
import { isPublished } from './version.states.ts'

interface Step {
  versionId: string
  /** The version of the workflow that was seen. */
  version: number
}

/** Throws 422 with the first problems, if a version is not fit to be published. */
function requireSound(problems: readonly { file: string; line: number; reason: string }[]) {
  if (problems.length === 0) return
  const some = problems.slice(0, 5).map(({ file, line, reason }) => `${file} 第 ${line} 行：${reason}`)
  throw invalidInput({ form: some }, `还有 ${problems.length} 处要改，改好再送。`)
}

/** Sends a version to a colleague of the alliance. Throws 403, 404, 409, or 422 if a file is not valid or there is no such colleague. */
export async function submitVersion(site: Site, viewer: Viewer, { versionId, version, reviewer }: Step & { reviewer: string }) {
  const seen = await requireVersion(site.read, viewer, versionId)
  if (!canWriteCourse(viewer, seen.rights)) throw forbidden('这门课没有交给您写。')
  const colleagues = await listColleagues(site, viewer, versionId)
  if (!colleagues.some(({ accountId }) => accountId === reviewer)) throw invalidInput({ reviewer: ['请选一位同事来审。'] })
  requireSound((await checkVersion(site, seen, { owner: viewer.accountId })).problems)
  await site.write(viewer.accountId, 'send a course to review', (tx) =>
    advanceWorkflow(tx, versionWorkflow, { id: versionId, version, event: { type: 'SUBMIT', reviewer } }),
  )
}

export interface Colleague {
  accountId: string
  name: string
  /** Whether she wrote it too: she may remark on it, and somebody else has to approve it. */
  hasWritten: boolean
}

/** Whom a version can be sent to: all instructors but the viewer, those first who did not write it. */
export async function listColleagues(site: Site, viewer: Viewer, versionId: string): Promise<Colleague[]> {
  const [instructors, writers] = [await listInstructors(site), await listWriters(site.read, versionId)]
  const colleagues = instructors.filter(({ accountId }) => accountId !== viewer.accountId)
  return colleagues
    .map(({ accountId, name }) => ({ accountId, name, hasWritten: writers.includes(accountId) }))
    .sort((one, other) => Number(one.hasWritten) - Number(other.hasWritten))
}

/** Takes a version back from review, or from being approved, to write on. Throws 403, 404 or 409. */
export async function takeBack(site: Site, viewer: Viewer, { versionId, version }: Step, type: 'WITHDRAW' | 'REOPEN') {
  const seen = await requireVersion(site.read, viewer, versionId)
  if (!canWriteCourse(viewer, seen.rights)) throw forbidden('这门课没有交给您写。')
  await site.write(viewer.accountId, 'take a course back', (tx) =>
    advanceWorkflow(tx, versionWorkflow, { id: versionId, version, event: { type } }),
  )
}

/** Asks the author for changes. Throws 403, 404, 409 or 422. */
export async function askForChanges(site: Site, viewer: Viewer, { versionId, version, reason }: Step & { reason: string }) {
  const seen = await requireVersion(site.read, viewer, versionId)
  if (!canReview(viewer, seen.rights)) throw forbidden('这一版没有请您审。')
  await site.write(viewer.accountId, 'ask for changes to a course', (tx) =>
    advanceWorkflow(tx, versionWorkflow, { id: versionId, version, event: { type: 'ASK_CHANGES', reason } }),
  )
}

/**
 * Approves a version. Who wrote it does not; an administrator can, with a reason that is kept. Throws 403, 404, 409, or 422 without that
 * reason.
 */
export async function approveVersion(site: Site, viewer: Viewer, { versionId, version, reason }: Step & { reason: string | null }) {
  const seen = await requireVersion(site.read, viewer, versionId)
  const writers = await listWriters(site.read, versionId)
  if (!canApprove(viewer, seen.rights, writers))
    throw forbidden(canReview(viewer, seen.rights) ? '自己写过的课，要请别人来审。' : '这一版没有请您审。')
  if (mustExplainApproval(viewer, seen.rights, writers) && !reason) throw invalidInput({ reason: ['请写明为什么由您来通过，会记下来。'] })
  await site.write(viewer.accountId, 'approve a course', (tx) =>
    advanceWorkflow(tx, versionWorkflow, { id: versionId, version, event: { type: 'APPROVE', reason } }),
  )
}

/**
 * Publishes a version: freezes its files as what new classes study, and replaces the version that was published before. An older version
 * that was replaced can be published again. Throws 403, 404, 409, or 422 if a file is not valid.
 */
export async function publishVersion(site: Site, viewer: Viewer, { versionId, version }: Step) {
  const seen = await requireVersion(site.read, viewer, versionId)
  if (!canPublish(viewer, seen.rights)) throw forbidden('这门课没有交给您写，不能发布。')
  const { course, problems } = await checkVersion(site, seen, { owner: viewer.accountId, withCourse: true })
  requireSound(problems)
  if (!course) throw new Refusal(409, '这一版的文件读不了，不能发布。')
  if (canTake(seen.workflow.snapshot, { type: 'PUBLISH' })) await freezeAhead(site, course)
  await site.write(viewer.accountId, 'publish a course', async (tx) => {
    await advanceWorkflow(tx, versionWorkflow, { id: versionId, version, event: { type: 'PUBLISH' } })
    await offer(tx, seen, await offerCourse(tx, course))
  })
}

/** Stores what a version was frozen as, and replaces the one before it. */
export async function offer(tx: Tx, { id, course }: Pick<StudioVersion, 'id' | 'course'>, courseVersionId: string) {
  await tx.update(studioVersions).set({ courseVersionId }).where(eq(studioVersions.id, id))
  const others = await tx
    .select({ id: studioVersions.id, state: workflows.state })
    .from(studioVersions)
    .innerJoin(workflows, eq(workflows.id, studioVersions.id))
    .where(and(eq(studioVersions.courseId, course.id), ne(studioVersions.id, id)))
  for (const other of others)
    if (isPublished(other.state)) await advanceBySystem(tx, versionWorkflow, { id: other.id, event: { type: 'SUPERSEDE' } })
}

/**
 * Puts a version away, with a reason. If it is the published one, the course is no longer offered to new classes; running ones keep it.
 * Throws 403, 404, 409 or 422.
 */
export async function archiveVersion(site: Site, viewer: Viewer, { versionId, version, reason }: Step & { reason: string }) {
  const seen = await requireVersion(site.read, viewer, versionId)
  if (!canArchive(viewer, seen.rights)) throw forbidden('这门课没有交给您写。')
  await site.write(viewer.accountId, 'put a course away', async (tx) => {
    await advanceWorkflow(tx, versionWorkflow, { id: versionId, version, event: { type: 'ARCHIVE', reason } })
    if (isPublished(seen.workflow.state)) await withdrawOffer(tx, seen.course.slug)
  })
}

/** Takes a version out of the archive: one that was never published is a draft again, others can be published again. Throws 403, 404, 409. */
export async function restoreVersion(site: Site, viewer: Viewer, { versionId, version }: Step) {
  const seen = await requireVersion(site.read, viewer, versionId)
  if (!canArchive(viewer, seen.rights)) throw forbidden('这门课没有交给您写。')
  await site.write(viewer.accountId, 'take a course out of the archive', async (tx) => {
    await advanceWorkflow(tx, versionWorkflow, { id: versionId, version, event: { type: 'RESTORE' } })
  })
}
