// Moving a class to another version of its course.
import type { Viewer } from '#app/access/viewer.ts'
import { changeCourseVersion } from '#app/modules/cohorts/cohorts.server.ts'
import { readExamPlan } from '#app/modules/exams/exams.server.ts'
import { notFound, Refusal, stale } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { readCourseMove } from './queries.server.ts'

interface CourseMove {
  cohortId: string
  /** The version to study from now on. */
  to: string
  /** The fingerprint of what was shown. */
  seen: string
  reason: string
}

/**
 * Moves a class to another version of its course; moving back is the same step. Throws 403, 404, or 409 if the class is over, somebody has
 * begun its exam, the version's bank is too small for it, or what was shown is not so any more.
 */
export async function moveCourse(site: Site, viewer: Viewer, { cohortId, to, seen, reason }: CourseMove): Promise<void> {
  const view = await readCourseMove(site, viewer, { cohortId, to })
  if (view.to?.courseVersionId !== to) throw notFound('这一版课程')
  if (view.objection) throw new Refusal(409, view.objection)
  if (view.fingerprint !== seen) throw stale()
  await site.write(viewer.accountId, 'move a class to another version of its course', async (tx) => {
    if ((await readExamPlan(tx, cohortId))?.begun) throw stale() // somebody was quicker
    await changeCourseVersion(tx, viewer, { id: cohortId, from: view.fromVersionId, to, reason })
  })
}
