// A class that studies a course with a task. All invented.
import type { Viewer } from '#app/access/viewer.ts'
import { handIn, listWaitingTasks, readOwnWork, readWorkAtDesk } from '#app/modules/tasks/tasks.server.ts'
import { present } from '#app/present.ts'
import { aClass, administrator, aStudent, course } from '#tests/modules/learning/makers.ts'
import { aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

/** A task of the shipped course. */
export const place = { course, lesson: 'pack-and-ship', task: 'pack-a-box' }

export async function aClassWithATask() {
  const site = await aSite()
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  return { site, cohortId, student, instructor: aViewer('instructor', { kind: 'cohort', id: cohortId }) }
}

type Entry = Partial<Parameters<typeof handIn>[2]>

export const hand = (site: TestSite, student: Viewer, entry: Entry = {}) =>
  handIn(site, student, { ...place, text: '', link: '', ...entry })

/** What the instructor reads of the only thing that was handed in. */
export async function onDesk(site: TestSite, viewer: Viewer = administrator) {
  const { works } = await listWaitingTasks(site, viewer)
  return readWorkAtDesk(site, viewer, present(works[0], 'work that waits').id)
}

export const ofTrainee = (site: TestSite, student: Viewer) => readOwnWork(site, student, place)
