// Handing in: each time is kept, in the order of arrival; the same again while it waits is nothing new.
import { and, count, desc, eq } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { areSameFiles, type Brought, prepareFiles, type PreparedFiles, storeFiles } from '#app/modules/attachments/attachments.server.ts'
import { parseLink } from '#app/modules/attachments/link.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { forbidden, invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceWorkflow, type LoadedWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { taskSubmissions, taskWorks } from '#db/schema/tasks.ts'
import { findOwnClass, findTaskInVersion, type TaskPlace } from './find-task.server.ts'
import type { taskWorkMachine } from './task-work.machine.ts'
import { isWaiting } from './task-work.states.ts'
import { taskWorkWorkflow } from './task-work.workflow.ts'

/** For one task. */
const maxSubmissions = 100

export interface SubmissionEntry extends TaskPlace, Brought {
  /** The version of the course on whose page it was filled in, as the form says. */
  version?: string | undefined
  text: string
  /** As pasted. */
  link: string
}

/** Hands in what a trainee brings for a task. Throws 403, 404, 409 and 422. */
export async function handIn(site: Site, viewer: Viewer, entry: SubmissionEntry): Promise<void> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) throw forbidden('只有学员能交任务。')
  const { id: cohortId, courseVersionId: studied } = await findOwnClass(site, viewer, entry.course)
  const courseVersionId = await findVersionWithTask(site, viewer, studied, entry)
  const content = parseContent(entry)
  const files = await prepareFiles(site, viewer, entry)
  await site.write(viewer.accountId, 'hand in task', (tx) =>
    keepSubmission(tx, { personId, cohortId, courseVersionId, ...entry, ...content, files }),
  )
}

/**
 * The version of the page is taken if the viewer's classes study it, or studied it before they were moved while her phone was without network.
 * If it is none of these, or lacks the task, the version of today, and then those of before, are looked through: what she made is not lost.
 */
async function findVersionWithTask(site: Site, viewer: Viewer, studied: string, { version, ...place }: SubmissionEntry): Promise<string> {
  const own = [
    ...(await ownClasses.listVersionsStudied(site, viewer, place.course)),
    ...(await ownClasses.listVersionsLeft(site, viewer, place.course)),
  ]
  for (const id of new Set([...own.filter((one) => one === version), studied, ...own]))
    if (await findTaskInVersion(site, id, place)) return id
  throw notFound('这个任务')
}

/** Something must be there, and an address must be one. */
function parseContent({ text, link: pasted, picture, voice }: SubmissionEntry): { text: string; link: string | null } {
  const parsed = pasted === '' ? { link: null } : parseLink(pasted)
  if ('fault' in parsed) throw invalidInput({ link: [parsed.fault] })
  if (text === '' && parsed.link === null && !picture && !voice)
    throw invalidInput({ form: ['还没有放东西进来：拍一张、说一段或写几句。'] })
  return { text, link: parsed.link }
}

interface Submission extends TaskPlace {
  personId: string
  cohortId: string
  courseVersionId: string
  text: string
  link: string | null
  files: PreparedFiles
}

async function keepSubmission(tx: Tx, submission: Submission): Promise<void> {
  const { personId, cohortId, course: courseSlug, lesson: lessonSlug, task } = submission
  const place = { personId, cohortId, courseSlug, lessonSlug, task }
  const [known] = await tx
    .select({ id: taskWorks.id, waitingSince: taskWorks.waitingSince })
    .from(taskWorks)
    .where(
      and(
        eq(taskWorks.personId, personId),
        eq(taskWorks.cohortId, cohortId),
        eq(taskWorks.courseSlug, courseSlug),
        eq(taskWorks.lessonSlug, lessonSlug),
        eq(taskWorks.task, task),
      ),
    )
  if (known?.waitingSince && (await isLatest(tx, known.id, submission))) return
  const id = known?.id ?? newId(tx.at.getTime())
  if (known) {
    await keepState(tx, await advanceWorkflow(tx, taskWorkWorkflow, { id, version: 'latest', event: { type: 'HAND_IN' } }))
  } else {
    await tx.insert(taskWorks).values({ id, ...place, waitingSince: tx.at })
    await startWorkflow(tx, taskWorkWorkflow, { id })
  }
  await addSubmission(tx, id, submission)
}

/** What was handed in last for a task. */
export async function findLatest(tx: Pick<Tx, 'select'>, workId: string) {
  const own = tx.select().from(taskSubmissions).where(eq(taskSubmissions.workId, workId))
  return (await own.orderBy(desc(taskSubmissions.ordinal)).limit(1)).at(0)
}

async function isLatest(tx: Tx, workId: string, submission: Submission): Promise<boolean> {
  const latest = await findLatest(tx, workId)
  return (
    latest !== undefined && latest.text === submission.text && latest.link === submission.link && areSameFiles(tx, latest, submission.files)
  )
}

async function addSubmission(tx: Tx, workId: string, { personId, cohortId, courseVersionId, text, link, files }: Submission) {
  const [{ sent } = { sent: 0 }] = await tx.select({ sent: count() }).from(taskSubmissions).where(eq(taskSubmissions.workId, workId))
  if (sent >= maxSubmissions) throw new Refusal(409, `这个任务交了 ${sent} 次，不能再交了。请问讲师。`)
  const stored = await storeFiles(tx, { cohortId, personId }, files)
  const id = newId(tx.at.getTime())
  await tx.insert(taskSubmissions).values({ id, workId, ordinal: sent + 1, courseVersionId, text, link, ...stored, at: tx.at })
  tx.note(`submission ${id} of task work ${workId}, number ${sent + 1}`)
}

/** Keeps in the row since when it waits, for the instructor's queue. */
export async function keepState(tx: Tx, { id, state, snapshot }: LoadedWorkflow<typeof taskWorkMachine>): Promise<void> {
  const waitingSince = isWaiting(state) ? new Date(snapshot.context.waitingSince) : null
  await tx.update(taskWorks).set({ waitingSince }).where(eq(taskWorks.id, id))
}
