// The instructor's queue: what was handed in in his classes and waits, the oldest first; and one of them with all that came before.
import { and, asc, count, eq, gt, isNotNull, min, ne, or } from 'drizzle-orm'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { addDays, toDay } from '#app/calendar.ts'
import { readCourseVersion } from '#app/modules/courses/courses.server.ts'
import { present } from '#app/present.ts'
import { forbidden } from '#app/refusal.ts'
import type { Errand } from '#app/shell/errand.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { taskSubmissions, taskWorks } from '#db/schema/tasks.ts'
import { accounts } from '#db/views/accounts.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { findTaskInLesson } from './find-task.server.ts'
import { findWorkToAnswer } from './verdict.server.ts'
import { canAnswerWork, worksAnsweredBy } from './policy.ts'
import { type HandedIn, listHandedIn } from './queries.server.ts'
import { isWaiting } from './task-work.states.ts'
import { taskWorkWorkflow, workLabels } from './task-work.workflow.ts'

/** What is judged makes room for the others. */
const maxListed = 1_000
/** Days in which an answer is expected. */
const answerDays = 3

export interface WaitingWork {
  id: string
  name: string
  cohortId: string
  cohort: string
  title: string
  lesson: string
  lessonSlug: string
  /** How often it was handed in. */
  submissions: number
  since: Date
}

const waiting = (viewer: Viewer, cohortId?: string) =>
  and(isNotNull(taskWorks.waitingSince), worksAnsweredBy(viewer), cohortId === undefined ? undefined : eq(taskWorks.cohortId, cohortId))

/** Counts what waits in a class; null for those who do not judge it. */
export async function countWaitingTasks({ read }: Pick<Site, 'read'>, viewer: Viewer, cohortId: string): Promise<number | null> {
  return canAnswerWork(viewer, { cohortId }) ? read.$count(taskWorks, waiting(viewer, cohortId)) : null
}

/** Lists what waits, the oldest first. Throws 403. */
export async function listWaitingTasks(
  site: Site,
  viewer: Viewer,
  { cohortId }: { cohortId?: string | undefined } = {},
): Promise<{ count: number; works: WaitingWork[] }> {
  if (!hasDuty(viewer, 'learning.answer')) throw forbidden('交来的任务由教这个班的讲师看。')
  const rows = await site.read
    .select({
      id: taskWorks.id,
      name: persons.name,
      course: taskWorks.courseSlug,
      lesson: taskWorks.lessonSlug,
      task: taskWorks.task,
      since: taskWorks.waitingSince,
      cohort: { id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn },
      versionId: cohorts.courseVersionId,
    })
    .from(taskWorks)
    .innerJoin(persons, eq(persons.id, taskWorks.personId))
    .innerJoin(cohorts, eq(cohorts.id, taskWorks.cohortId))
    .where(waiting(viewer, cohortId))
    .orderBy(asc(taskWorks.waitingSince), asc(taskWorks.id))
    .limit(maxListed)
  const sent = await countSubmissions(
    site,
    rows.map(({ id }) => id),
  )
  const described = new Map<string, ReturnType<typeof describeTask>>()
  const describe = (versionId: string, asked: { lesson: string; task: string }) => {
    const key = `${versionId} ${asked.lesson} ${asked.task}`
    const known = described.get(key) ?? describeTask(site, versionId, asked)
    described.set(key, known)
    return known
  }
  const works = await Promise.all(
    rows.map(async ({ cohort, since, versionId, lesson, task, ...row }) => {
      const found = await describe(versionId, { lesson, task })
      return {
        id: row.id,
        name: row.name,
        cohortId: cohort.id,
        cohort: formatCohort(cohort),
        title: found.title,
        lesson: found.lessonTitle,
        lessonSlug: lesson,
        submissions: sent.get(row.id) ?? 0,
        since: since ?? site.now(),
      }
    }),
  )
  return { count: await site.read.$count(taskWorks, waiting(viewer, cohortId)), works }
}

async function countSubmissions({ read }: Pick<Site, 'read'>, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({ workId: taskSubmissions.workId, sent: count() })
    .from(taskSubmissions)
    .where(inValues(taskSubmissions.workId, ids))
    .groupBy(taskSubmissions.workId)
  return new Map(rows.map(({ workId, sent }) => [workId, sent]))
}

/** What a task asks for in a version; its name alone if the version has it no more. */
async function describeTask(site: Site, versionId: string, { lesson, task }: { lesson: string; task: string }) {
  const version = await readCourseVersion(site, versionId)
  const found = version.lessons.find(({ slug }) => slug === lesson)
  const asked = await findTaskInLesson(site, found, task)
  return { title: asked?.title ?? task, points: asked?.points ?? [], lessonTitle: found?.title ?? lesson, courseTitle: version.title }
}

export interface WorkAtDesk {
  id: string
  version: number
  name: string
  cohortId: string
  cohort: string
  courseTitle: string
  lessonTitle: string
  title: string
  points: string[]
  state: string
  isWaiting: boolean
  /** Who said what is by name. */
  handedIn: HandedIn[]
  /** The next that waits, to go on with. */
  next: string | null
}

/** Returns what was handed in for a task, the latest first, with what was said to it. Throws 404. */
export async function readWorkAtDesk(site: Site, viewer: Viewer, workId: string): Promise<WorkAtDesk> {
  const work = await findWorkToAnswer(site, viewer, workId)
  const { version, state } = await loadWorkflow(site.read, taskWorkWorkflow, workId)
  const [place] = await site.read
    .select({
      name: persons.name,
      cohort: { number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn },
      versionId: cohorts.courseVersionId,
    })
    .from(taskWorks)
    .innerJoin(persons, eq(persons.id, taskWorks.personId))
    .innerJoin(cohorts, eq(cohorts.id, taskWorks.cohortId))
    .where(eq(taskWorks.id, workId))
  const handedIn = await listHandedIn(site.read, workId)
  const names = await nameAccounts(
    site,
    handedIn.flatMap(({ verdicts }) => verdicts.map(({ by }) => by)),
  )
  const { name, cohort, versionId } = present(place, 'trainee and class of the task')
  return {
    id: workId,
    version,
    name,
    cohortId: work.cohortId,
    cohort: formatCohort(cohort),
    ...(await describeTask(site, handedIn[0]?.courseVersionId ?? versionId, { lesson: work.lessonSlug, task: work.task })),
    state: workLabels[state] ?? state,
    isWaiting: isWaiting(state),
    handedIn: handedIn.map((one) => ({ ...one, verdicts: one.verdicts.map((said) => ({ ...said, by: names.get(said.by) ?? '' })) })),
    next: await findNextWaiting(site, viewer, work),
  }
}

async function nameAccounts({ read }: Pick<Site, 'read'>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inValues(accounts.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The one that waits after this one; else the oldest other one. */
async function findNextWaiting(
  { read }: Pick<Site, 'read'>,
  viewer: Viewer,
  { id, waitingSince }: { id: string; waitingSince: Date | null },
) {
  const later =
    waitingSince && or(gt(taskWorks.waitingSince, waitingSince), and(eq(taskWorks.waitingSince, waitingSince), gt(taskWorks.id, id)))
  for (const after of [later, undefined]) {
    const [next] = await read
      .select({ id: taskWorks.id })
      .from(taskWorks)
      .where(and(waiting(viewer), ne(taskWorks.id, id), after ?? undefined))
      .orderBy(asc(taskWorks.waitingSince), asc(taskWorks.id))
      .limit(1)
    if (next) return next.id
  }
  return null
}

/** Lists the tasks that wait, in one line: some days after the oldest was handed in. */
export async function listTaskErrands({ read }: Pick<Site, 'read'>, viewer: Viewer): Promise<Errand[]> {
  if (!hasDuty(viewer, 'learning.answer')) return []
  const [{ tasks, oldest } = { tasks: 0, oldest: null }] = await read
    .select({ tasks: count(), oldest: min(taskWorks.waitingSince) })
    .from(taskWorks)
    .where(waiting(viewer))
  if (tasks === 0 || oldest === null) return []
  return [
    {
      key: 'tasks',
      count: tasks,
      unit: '份',
      sentence: '学员交来的任务等着看',
      day: addDays(toDay(oldest), answerDays),
      href: paths.taskQueue(),
      action: '去看',
    },
  ]
}
