// What an instructor says to what was handed in: 做到了 or 再改改, with words or his voice; and taking it back.
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { type Brought, giveTo, prepareFiles, storeFiles } from '#app/modules/attachments/attachments.server.ts'
import { present } from '#app/present.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { advanceWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { taskVerdicts, taskWorks } from '#db/schema/tasks.ts'
import { findLatest, keepState } from './hand-in.server.ts'
import { canAnswerWork } from './policy.ts'
import { taskWorkWorkflow } from './task-work.workflow.ts'

export type Verdict = (typeof taskVerdicts.$inferSelect)['verdict']

export interface VerdictEntry extends Pick<Brought, 'voice'> {
  workId: string
  /** What he was looking at: if more was handed in meanwhile, he looks again. */
  version: number
  verdict: Verdict
  words: string
}

/** Finds what was handed in, for those who judge it. Throws 404. */
export async function findWorkToAnswer(site: Pick<Site, 'read'>, viewer: Viewer, workId: string) {
  const [work] = await site.read.select().from(taskWorks).where(eq(taskWorks.id, workId))
  if (!work || !canAnswerWork(viewer, work)) throw notFound('交来的任务')
  return work
}

/** Says that it is done, or what to do again. Throws 404, 409 and 422. */
export async function giveVerdict(site: Site, viewer: Viewer, { workId, version, verdict, words, voice }: VerdictEntry): Promise<void> {
  const { personId, cohortId } = await findWorkToAnswer(site, viewer, workId)
  if (verdict === 'again' && words === '' && !voice) throw invalidInput({ words: ['写一句或说一句：哪里要改，怎么改。'] })
  const files = await prepareFiles(site, viewer, { voice })
  await site.write(viewer.accountId, 'judge task', async (tx) => {
    const event = { type: verdict === 'accepted' ? 'ACCEPT' : 'ASK_AGAIN' }
    await keepState(tx, await advanceWorkflow(tx, taskWorkWorkflow, { id: workId, version, event }))
    const { voiceId } = await storeFiles(tx, { cohortId, personId: null }, files)
    if (voiceId) await giveTo(tx, voiceId, [personId])
    const submissionId = present(await findLatest(tx, workId), 'submission of the work').id
    const id = newId(tx.at.getTime())
    await tx.insert(taskVerdicts).values({ id, workId, submissionId, verdict, words, voiceId, by: tx.actor, at: tx.at })
    tx.note(`verdict ${id} on task work ${workId}: ${verdict}`)
  })
}

/** Takes back what was said last: it waits again, as long as before. Throws 404 and 409. */
export async function takeVerdictBack(site: Site, viewer: Viewer, { workId, version }: { workId: string; version: number }): Promise<void> {
  await findWorkToAnswer(site, viewer, workId)
  await site.write(viewer.accountId, 'take verdict on task back', async (tx) => {
    await keepState(tx, await advanceWorkflow(tx, taskWorkWorkflow, { id: workId, version, event: { type: 'TAKE_BACK' } }))
    const [last] = await tx
      .select({ id: taskVerdicts.id, voiceId: taskVerdicts.voiceId })
      .from(taskVerdicts)
      .where(and(eq(taskVerdicts.workId, workId), isNull(taskVerdicts.takenBackAt)))
      .orderBy(desc(taskVerdicts.at), desc(taskVerdicts.id))
      .limit(1)
    const { id, voiceId } = present(last, 'verdict on the work')
    if (voiceId) await giveTo(tx, voiceId, [])
    await tx.update(taskVerdicts).set({ takenBackBy: tx.actor, takenBackAt: tx.at }).where(eq(taskVerdicts.id, id))
    tx.note(`verdict ${id} on task work ${workId} is taken back`)
  })
}
