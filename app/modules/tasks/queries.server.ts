// Reads what was handed in: all of one task with what was said to it, and what the trainee's pages say of it.
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { readAttachmentInfo } from '#app/modules/attachments/attachments.server.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { prepared } from '#db/prepared.ts'
import { taskSubmissions, taskVerdicts, taskWorks } from '#db/schema/tasks.ts'
import { workflows } from '#db/views/workflow.ts'
import { findTaskInVersion, type TaskPlace } from './find-task.server.ts'
import type { Verdict } from './verdict.server.ts'
import { isAccepted, isToDoAgain } from './task-work.states.ts'
import { workLabels } from './task-work.workflow.ts'

interface SaidVoice {
  id: string
  seconds: number | null
}

export interface SaidVerdict {
  verdict: Verdict
  words: string
  voice: SaidVoice | null
  by: string
  at: Date
}

/** What was handed in once, with what was said to it. */
export interface HandedIn {
  ordinal: number
  courseVersionId: string
  text: string
  link: string | null
  picture: string | null
  voice: SaidVoice | null
  at: Date
  verdicts: SaidVerdict[]
}

/** Lists what was handed in for one task, the latest first. What was taken back is not there. */
export async function listHandedIn(read: Pick<Reader, 'select'>, workId: string): Promise<HandedIn[]> {
  const submissions = await read
    .select()
    .from(taskSubmissions)
    .where(eq(taskSubmissions.workId, workId))
    .orderBy(desc(taskSubmissions.ordinal))
  const verdicts = await read
    .select()
    .from(taskVerdicts)
    .where(and(eq(taskVerdicts.workId, workId), isNull(taskVerdicts.takenBackAt)))
    .orderBy(asc(taskVerdicts.at), asc(taskVerdicts.id))
  const voices = await readAttachmentInfo(
    { read },
    [...submissions, ...verdicts].map(({ voiceId }) => voiceId),
  )
  const voiceOf = (id: string | null): SaidVoice | null => {
    const found = id === null ? undefined : voices.get(id)
    return found ? { id: found.id, seconds: found.seconds } : null
  }
  return submissions.map(({ id, ordinal, courseVersionId, text, link, pictureId, voiceId, at }) => ({
    ordinal,
    courseVersionId,
    text,
    link,
    picture: pictureId,
    voice: voiceOf(voiceId),
    at,
    verdicts: verdicts
      .filter(({ submissionId }) => submissionId === id)
      .map((one) => ({ verdict: one.verdict, words: one.words, voice: voiceOf(one.voiceId), by: one.by, at: one.at })),
  }))
}

// Runs whenever a lesson with a task is opened, so prepared.
const statesIn = prepared((read: Reader) =>
  read
    .select({ task: taskWorks.task, state: workflows.state, begunAt: workflows.begunAt })
    .from(taskWorks)
    .innerJoin(workflows, eq(workflows.id, taskWorks.id))
    .where(
      and(
        eq(taskWorks.personId, sql.placeholder('personId')),
        eq(taskWorks.courseSlug, sql.placeholder('course')),
        eq(taskWorks.lessonSlug, sql.placeholder('lesson')),
      ),
    )
    .orderBy(asc(workflows.begunAt)),
)

/** What a lesson says of a task before anything was handed in. */
const nothingYet = '还没交'

/** Says of each task of a lesson what became of it; of a course that was studied twice, what became of it last. */
export async function describeOwnTasks(
  site: Pick<Site, 'read'>,
  personId: string,
  { course, lesson, tasks }: Omit<TaskPlace, 'task'> & { tasks: readonly string[] },
): Promise<Map<string, string>> {
  const rows = tasks.length > 0 ? await statesIn(site.read).execute({ personId, course, lesson }) : []
  const labels = new Map(rows.map(({ task, state }) => [task, workLabels[state] ?? state]))
  return new Map(tasks.map((task) => [task, labels.get(task) ?? nothingYet]))
}

export interface OwnWork {
  /** What became of it, in words; null if nothing was handed in. */
  state: string | null
  isDone: boolean
  handedIn: HandedIn[]
}

/** Returns what the viewer handed in for a task, in the class in which she studies the course now or studied it last. */
export async function readOwnWork(site: Pick<Site, 'read'>, viewer: Viewer, { course, lesson, task }: TaskPlace): Promise<OwnWork> {
  const { personId } = getReach(viewer, 'learning.study')
  const classes = await ownClasses.listClassesOn(site, viewer, course)
  const cohort = classes.find(({ isLeft }) => !isLeft) ?? classes[0]
  const [work] =
    personId && cohort
      ? await site.read
          .select({ id: taskWorks.id, state: workflows.state })
          .from(taskWorks)
          .innerJoin(workflows, eq(workflows.id, taskWorks.id))
          .where(
            and(
              eq(taskWorks.personId, personId),
              eq(taskWorks.cohortId, cohort.id),
              eq(taskWorks.courseSlug, course),
              eq(taskWorks.lessonSlug, lesson),
              eq(taskWorks.task, task),
            ),
          )
      : []
  if (!work) return { state: null, isDone: false, handedIn: [] }
  return {
    state: workLabels[work.state] ?? work.state,
    isDone: isAccepted(work.state),
    handedIn: await listHandedIn(site.read, work.id),
  }
}

/** What the first page says of a task. */
export interface TaskNews extends TaskPlace {
  title: string
  verdict: Verdict
  words: string
  hasVoice: boolean
}

/** Days for which the first page says that something is done. */
const newsDays = 7
const maxNews = 5

/** Lists what instructors said lately to what the viewer handed in: what is to be done again, as long as it is; what is done, for some days. */
export async function listTaskNews(site: Site, viewer: Viewer): Promise<TaskNews[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return []
  const rows = await site.read
    .select({
      course: taskWorks.courseSlug,
      lesson: taskWorks.lessonSlug,
      task: taskWorks.task,
      state: workflows.state,
      movedAt: workflows.movedAt,
      verdict: taskVerdicts.verdict,
      words: taskVerdicts.words,
      voiceId: taskVerdicts.voiceId,
      at: taskVerdicts.at,
      versionId: taskSubmissions.courseVersionId,
    })
    .from(taskWorks)
    .innerJoin(workflows, eq(workflows.id, taskWorks.id))
    .innerJoin(taskVerdicts, and(eq(taskVerdicts.workId, taskWorks.id), isNull(taskVerdicts.takenBackAt)))
    .innerJoin(taskSubmissions, eq(taskSubmissions.id, taskVerdicts.submissionId))
    .where(and(eq(taskWorks.personId, personId), isNull(taskWorks.waitingSince)))
    .orderBy(desc(taskVerdicts.at), desc(taskVerdicts.id))
    .limit(200)
  const since = new Date(site.now().getTime() - newsDays * 24 * 60 * 60_000)
  const latest = rows.filter((row, i) => rows.findIndex((other) => samePlace(row, other)) === i)
  const shown = latest.filter(({ state, at }) => isToDoAgain(state) || at >= since)
  return Promise.all(
    shown
      .sort((one, other) => Number(isToDoAgain(other.state)) - Number(isToDoAgain(one.state)))
      .slice(0, maxNews)
      .map(async ({ course, lesson, task, verdict, words, voiceId, versionId }) => ({
        course,
        lesson,
        task,
        verdict,
        words,
        hasVoice: voiceId !== null,
        title: (await findTaskInVersion(site, versionId, { course, lesson, task }))?.title ?? '任务',
      })),
  )
}

const samePlace = (one: TaskPlace, other: TaskPlace) =>
  one.course === other.course && one.lesson === other.lesson && one.task === other.task
