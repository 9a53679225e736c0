// A whole class that waits for its instructor: each of its trainees handed in a task and asked twice.
import { operatorViewer } from '#app/cli/answer.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { inquiryWorkflow } from '#app/modules/inquiries/inquiries.server.ts'
import { taskWorkWorkflow } from '#app/modules/tasks/tasks.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { inquiries } from '#db/schema/inquiries.ts'
import { taskSubmissions, taskWorks } from '#db/schema/tasks.ts'

interface Waiter {
  personId: string
  cohortId: string
  courseVersionId: string
  courseSlug: string
}

async function handInOnce(tx: Tx, { courseVersionId, ...of }: Waiter) {
  const [id, at] = [newId(), tx.at]
  await tx.insert(taskWorks).values({ id, ...of, lessonSlug: 'pack-and-ship', task: 'pack-a-box', waitingSince: at })
  await startWorkflow(tx, taskWorkWorkflow, { id })
  await tx
    .insert(taskSubmissions)
    .values({ id: newId(), workId: id, ordinal: 1, courseVersionId, text: '底下和上面都垫了报纸，摇一摇不晃。', at })
}

async function askTwice(tx: Tx, of: Waiter) {
  for (const [section, heading] of [
    ['s1', '先看哪样好卖'],
    ['s3', '为什么会退回来'],
  ] as const) {
    const id = newId()
    await startWorkflow(tx, inquiryWorkflow, { id })
    const about = { lessonSlug: 'choose-goods', section, heading }
    await tx.insert(inquiries).values({ id, ...of, ...about, text: '我的土豆寄到杭州要三天，路上会不会坏？', askedAt: tx.at })
  }
}

/** Everybody of a class hands in a task and asks about two sections. */
export async function letClassWait(site: Site, cohortId: string): Promise<void> {
  const { courseVersionId, courseSlug, trainees } = await readCohort(site, operatorViewer, cohortId)
  for (let from = 0; from < trainees.length; from += 50)
    await site.write('operator', 'what waits in the bench', async (tx) => {
      for (const { personId } of trainees.slice(from, from + 50)) {
        const of = { personId, cohortId, courseVersionId, courseSlug }
        await handInOnce(tx, of)
        await askTwice(tx, of)
      }
    })
}
