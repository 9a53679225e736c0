// The steps of a version that have a page of their own: what each says first, and taking it.
import type { Viewer } from '#app/access/viewer.ts'
import { openStates } from '#app/modules/cohorts/cohort.states.ts'
import type { TouchedGroup } from '#app/ui/consequences.tsx'
import { parseFields } from '#app/fields.ts'
import type { Reader, Site } from '#app/site.ts'
import { and, eq } from 'drizzle-orm'
import { inValues } from '#db/in-values.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import {
  approveVersion,
  archiveVersion,
  askForChanges,
  type Colleague,
  listColleagues,
  publishVersion,
  restoreVersion,
  submitVersion,
  takeBack,
} from '../life-cycle.server.ts'
import { readStudioCourse, readVersion, type VersionView } from '../queries.server.ts'
import { type VersionStepName, versionSteps } from '../studio-form.ts'
import { isInWork, isPublished } from '../version.states.ts'

export interface VersionStepView {
  step: VersionStepName
  version: VersionView
  title: string
  /** Why it cannot be taken now; null if it can. */
  objection: string | null
  missing: string[]
  touched: TouchedGroup[]
  colleagues: Colleague[]
}

const events: Record<VersionStepName, string> = {
  submit: 'SUBMIT',
  withdraw: 'WITHDRAW',
  reopen: 'REOPEN',
  approve: 'APPROVE',
  changes: 'ASK_CHANGES',
  publish: 'PUBLISH',
  archive: 'ARCHIVE',
  restore: 'RESTORE',
}

/** Returns what a step would do. Throws 404. */
export async function readVersionStep(
  site: Site,
  viewer: Viewer,
  { versionId, step }: { versionId: string; step: VersionStepName },
): Promise<VersionStepView> {
  const version = await readVersion(site, viewer, versionId)
  const course = await readStudioCourse(site, viewer, version.course.slug)
  const { problems, openRemarks } = version
  const isSent = step === 'submit' || step === 'publish'
  const open = openRemarks.reduce((sum, { count }) => sum + count, 0)
  return {
    step,
    version,
    title: course.title,
    objection: findObjection(version, step),
    missing: [
      ...(isSent && open > 0 ? [`还有 ${open} 条意见没有标“改好了”。`] : []),
      ...(isSent && version.notices.length > 0 ? [`还有 ${version.notices.length} 处提醒，请看过。`] : []),
      ...(isSent && problems.length > 0 ? [`还有 ${problems.length} 处要改，改好才能办。`] : []),
    ],
    touched: await listTouched(site, course, version, step),
    colleagues: step === 'submit' ? await listColleagues(site, viewer, versionId) : [],
  }
}

function findObjection({ can, state, problems }: VersionView, step: VersionStepName): string | null {
  if (!can.events.includes(events[step])) return '这一版现在不能办这一步：别人可能刚办过别的。请回去看看。'
  if ((step === 'submit' || step === 'publish') && problems.length > 0) return `还有 ${problems.length} 处要改，改好再办。`
  if (step === 'approve' && !can.approve) return can.review ? '自己写过的课，要请别人来审。' : '这一版没有请您审。'
  if (step === 'changes' && !can.review) return '这一版没有请您审。'
  if (step === 'publish' && !can.publish) return '这门课没有交给您写，不能发布。'
  if (step === 'archive' && !can.archive) return isInWork(state) || isPublished(state) ? '这门课没有交给您写。' : '这一版现在不能收起来。'
  return null
}

async function listTouched(
  site: Site,
  course: Awaited<ReturnType<typeof readStudioCourse>>,
  version: VersionView,
  step: VersionStepName,
): Promise<TouchedGroup[]> {
  const before = course.versions.find(({ state, id }) => isPublished(state) && id !== version.id)
  if (step === 'publish' && before)
    return [
      { outcome: `第 ${before.ordinal} 版换成第 ${version.ordinal} 版，以后的新班学新版`, names: [course.title], total: 1, unit: '门课' },
      {
        outcome: '正在学旧版的班，接着学旧版；讲师可以在班里换成新版',
        names: [],
        total: await countOpenClasses(site.read, before.courseVersionId),
        unit: '个班',
      },
    ]
  if (step === 'publish') return [{ outcome: '以后的新班可以选这门课', names: [course.title], total: 1, unit: '门课' }]
  if (step === 'archive' && isPublished(version.state))
    return [
      { outcome: '新班不能再选', names: [course.title], total: 1, unit: '门课' },
      { outcome: '正在学的班接着学', names: [], total: await countOpenClasses(site.read, version.courseVersionId), unit: '个班' },
    ]
  return []
}

/** How many classes that are not over study a version. */
async function countOpenClasses(read: Reader, courseVersionId: string | null): Promise<number> {
  if (courseVersionId === null) return 0
  const rows = await read
    .select({ id: cohorts.id })
    .from(cohorts)
    .innerJoin(workflows, and(eq(workflows.id, cohorts.id), inValues(workflows.state, openStates)))
    .where(eq(cohorts.courseVersionId, courseVersionId))
  return rows.length
}

/** Takes a step with what was posted on its page. Throws 403, 404, 409 or 422. */
export async function takeVersionStep(
  site: Site,
  viewer: Viewer,
  { versionId, step, entered }: { versionId: string; step: VersionStepName; entered: unknown },
): Promise<void> {
  switch (step) {
    case 'submit':
      return submitVersion(site, viewer, { versionId, ...parseFields(versionSteps.submit, entered) })
    case 'approve': {
      const { reason, version } = parseFields(versionSteps.approve, entered)
      return approveVersion(site, viewer, { versionId, version, reason: reason ?? null })
    }
    case 'changes':
      return askForChanges(site, viewer, { versionId, ...parseFields(versionSteps.changes, entered) })
    case 'archive':
      return archiveVersion(site, viewer, { versionId, ...parseFields(versionSteps.archive, entered) })
    case 'publish':
      return publishVersion(site, viewer, { versionId, ...parseFields(versionSteps.publish, entered) })
    case 'restore':
      return restoreVersion(site, viewer, { versionId, ...parseFields(versionSteps.restore, entered) })
    case 'withdraw':
    case 'reopen':
      return takeBack(site, viewer, { versionId, ...parseFields(versionSteps[step], entered) }, events[step] as 'WITHDRAW' | 'REOPEN')
  }
}
