// A class that studies a course of the studio and begins today, as stories about its trainees, its instructor and its exam need it.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { planCohort, readCohortHead, stepCohort } from '#app/modules/cohorts/cohorts.server.ts'
import type { Site } from '#app/site.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { administrator, aStudent } from '#tests/modules/learning/makers.ts'

interface RunningClass {
  courseSlug: string
  instructor: Viewer
  trainees?: number
}

/** Plans it, enrols so many trainees and starts it. */
export async function aRunningClass(site: Site, { courseSlug, instructor, trainees = 1 }: RunningClass) {
  const cohortId = await planCohort(site, administrator, {
    number: 1,
    name: '打包班',
    tier: 'entrepreneur',
    courseSlug,
    regionCode: '422826100',
    place: '镇文化站',
    attendanceRequired: 50,
    instructors: [instructor.accountId],
    sessions: [{ day: toDay(site.now()), startsAt: '09:00', topic: '打包' }],
  })
  const students: Awaited<ReturnType<typeof aStudent>>[] = []
  for (let nth = 0; nth < trainees; nth++) students.push(await aStudent(site, cohortId))
  for (const type of ['OPEN', 'START']) {
    const { version } = await readCohortHead(site, administrator, cohortId)
    await stepCohort(site, administrator, { id: cohortId, version, event: { type } })
  }
  await runUntilIdle(site, workflows)
  return { cohortId, students }
}
