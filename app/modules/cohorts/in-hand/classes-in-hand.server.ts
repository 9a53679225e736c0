// The classes that are planned or in progress, with what is to be done in each: for the home of desks. Bounded, however many people there are.
import { and, asc, count, eq, inArray, type SQL } from 'drizzle-orm'
import { townshipOf } from '#app/access/region-codes.ts'
import { getReach, hasDuty, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { formatDay, formatTerm, toDay } from '#app/calendar.ts'
import { type Errand, isLate, sortErrands } from '#app/shell/errand.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { cohorts, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { isPlanned, isRunning, begunStates, openStates } from '../cohort.states.ts'
import { cohortWorkflow, enrolmentWorkflow } from '../cohorts.workflow.ts'
import { studyingStates } from '../enrolment.states.ts'
import { cohortsVisibleTo } from '../policy.ts'
import { listStages } from '../pages/next-step.ts'
import { selectCohorts } from '../queries.server.ts'
import type { ClassesInHand } from './class-in-hand.ts'
import { listErrandsOfClass } from './errands-of-class.ts'
import { type KnownClass, loadFacts } from './facts.server.ts'

/** Those that end first; a county has fewer in progress at a time. */
const most = 40

/** Lists the classes in progress that the viewer may see, those that end first, and what the viewer may do in them. */
export async function readClassesInHand(site: Pick<Site, 'read' | 'now'>, viewer: Viewer): Promise<ClassesInHand> {
  if (!hasDuty(viewer, 'cohorts.see')) return { classes: [], total: 0, errands: [] }
  const now = site.now()
  const today = toDay(now)
  const open = and(eq(workflows.kind, cohortWorkflow.kind), inArray(workflows.state, openStates), cohortsVisibleTo(viewer))
  // Those that end first are found by what the order needs alone: thousands of classes with all that is listed take longer to sort.
  const first = await site.read
    .select({ id: cohorts.id })
    .from(workflows)
    .innerJoin(cohorts, eq(cohorts.id, workflows.id))
    .where(open)
    .orderBy(asc(cohorts.endsOn), asc(cohorts.number))
    .limit(most)
  const ids = inValues(
    cohorts.id,
    first.map(({ id }) => id),
  )
  const rows = await selectCohorts(site.read).where(ids).orderBy(asc(cohorts.endsOn), asc(cohorts.number))
  const known = await loadFacts(site, viewer, rows)
  const acts = hasDuty(viewer, 'cohorts.run')
  const withErrands = known.map((one) => ({ ...one, errands: sortErrands(listErrandsOfClass(one.facts, now), today) }))
  return {
    total: rows.length < most ? rows.length : await countOpen(site.read, open),
    errands: acts ? withErrands.flatMap(({ errands }) => errands) : foldByTownship(withErrands, today),
    classes: withErrands.map(({ cohort, facts, visible, errands: [errand], ...rest }) => ({
      id: cohort.id,
      number: cohort.number,
      name: cohort.name,
      startsOn: cohort.startsOn,
      endsOn: cohort.endsOn,
      place: cohort.place,
      courseTitle: cohort.courseTitle,
      courseSlug: cohort.courseSlug,
      courseVersionId: cohort.courseVersionId,
      ...visible,
      stages: listStages({ state: cohort.state, exam: facts.exam }, now),
      hasExam: facts.exam !== null,
      withoutSlip: facts.withoutSlip,
      next: acts && errand ? { sentence: errand.action, href: errand.href } : describeWaiting({ cohort, facts, ...rest }, now),
    })),
  }
}

/** What a class waits for in which nothing is to be done today. */
function describeWaiting({ cohort: { id, state, startsOn }, facts: { exam }, nextSession }: Omit<KnownClass, 'visible'>, now: Date) {
  const says = (sentence: string) => ({ sentence, href: paths.cohort(id) })
  if (!isRunning(state)) return says(isPlanned(state) ? '开始报名' : `${formatDay(startsOn)}开班`)
  if (nextSession) return says(`${formatDay(nextSession.day)} ${nextSession.startsAt} 上课：${nextSession.topic}`)
  if (!exam) return says('安排考试')
  return says(
    exam.opensAt > now ? `${formatDay(toDay(exam.opensAt))}开始考试` : exam.closesAt > now ? `考试到${formatTerm(exam.closesAt)}` : '结业',
  )
}

/** For those who only watch: a line for each township with something late, not for each class. */
function foldByTownship(classes: readonly (KnownClass & { errands: Errand[] })[], today: string): Errand[] {
  const townships = new Map<string, { late: Errand[]; cohortIds: Set<string> }>()
  for (const { cohort, errands } of classes) {
    const late = errands.filter((errand) => isLate(errand, today))
    if (late.length === 0) continue
    const code = townshipOf(cohort.regionCode)
    const { late: before, cohortIds } = townships.get(code) ?? { late: [], cohortIds: new Set() }
    townships.set(code, { late: [...before, ...late], cohortIds: cohortIds.add(cohort.id) })
  }
  return [...townships].map(([code, { late, cohortIds }]): Errand => {
    const sorted = sortErrands(late, today)
    const [first] = sorted
    const [only] = cohortIds.size === 1 ? cohortIds : []
    return {
      key: `township ${code}`,
      count: late.length,
      unit: '件',
      sentence: `${findRegionOn(code, today)?.name ?? code}该办没有办的：${first?.sentence ?? ''}${late.length > 1 ? '，等等' : ''}`,
      day: first?.day ?? null,
      href: only ? paths.cohort(only) : paths.cohorts(),
      action: '看一看',
    }
  })
}

/** Whether a class that the viewer may see has begun, ever. */
export async function hasBegunClass({ read }: Pick<Site, 'read'>, viewer: Viewer): Promise<boolean> {
  if (!hasDuty(viewer, 'cohorts.see')) return false
  const begun = and(inArray(workflows.state, begunStates), cohortsVisibleTo(viewer))
  return (await selectCohorts(read).where(begun).limit(1)).length > 0
}

async function countOpen(read: Reader, open: SQL | undefined): Promise<number> {
  const [counted] = await read.select({ classes: count() }).from(workflows).innerJoin(cohorts, eq(cohorts.id, workflows.id)).where(open)
  return counted?.classes ?? 0
}

/** Counts the people who study now, of those whom the viewer may see. */
export async function countInTraining({ read }: Pick<Site, 'read'>, viewer: Viewer): Promise<number> {
  const studying = and(eq(workflows.kind, enrolmentWorkflow.kind), inArray(workflows.state, studyingStates))
  const reach = getReach(viewer, 'cohorts.see')
  if (reach.everything) return read.$count(workflows, studying)
  const [counted] = await read
    .select({ people: count() })
    .from(workflows)
    .innerJoin(enrolments, eq(enrolments.id, workflows.id))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(and(studying, within(reach, { region: persons.regionCode, cohort: enrolments.cohortId })))
  return counted?.people ?? 0
}
