// Queries of cohorts: lists, one class with its people, a session's attendance sheet, a trainee's own classes.
import { and, asc, count as countRows, countDistinct, desc, eq, notInArray, type SQL } from 'drizzle-orm'
import type { SnapshotFrom } from 'xstate'
import { formatDay, formatTerm, toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import { findExamDays, listStillToSit, type StillToSit } from '#app/modules/exams/exams.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { sortClassList } from '#app/text/by-pinyin.server.ts'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { listPossibleEvents, canTake } from '#app/workflow/possible.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { attendanceMarks, classSessions, cohorts, enrolments } from '#db/schema/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { accounts } from '#db/views/accounts.ts'
import { courseVersions } from '#db/views/courses.ts'
import { persons } from '#db/views/households.ts'
import { type Mark, sessionsNeeded, type MarkMethod } from './attendance.ts'
import { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'
import { fingerprintOfPlan } from './forms/plan-fingerprint.server.ts'
import type { EnrolmentContext } from './enrolment.machine.ts'
import { canReopenCohort, canRunCohort, canTakeAttendance, cohortsVisibleTo, traineesVisibleTo } from './policy.ts'
import { awayStates, hasCompleted, hasLeft } from './enrolment.states.ts'
import { findAttendanceObjection, isRunning } from './cohort.states.ts'
import { hasSessionBegun } from './session-time.ts'
import { present } from '#app/present.ts'

export interface ListedCohort {
  id: string
  number: number
  name: string
  tier: Tier
  regionCode: string
  place: string
  startsOn: string
  endsOn: string
  state: string
  courseTitle: string
  courseSlug: string
  /** The frozen version that it studies. */
  courseVersionId: string
}

const listed = {
  id: cohorts.id,
  number: cohorts.number,
  name: cohorts.name,
  tier: cohorts.tier,
  regionCode: cohorts.regionCode,
  place: cohorts.place,
  startsOn: cohorts.startsOn,
  endsOn: cohorts.endsOn,
  state: workflows.state,
  courseTitle: courseVersions.title,
  courseSlug: courseVersions.courseSlug,
  courseVersionId: cohorts.courseVersionId,
}

/** Selects what a list of classes shows. */
export const selectCohorts = (read: Reader) =>
  read
    .select(listed)
    .from(cohorts)
    .innerJoin(workflows, eq(workflows.id, cohorts.id))
    .innerJoin(courseVersions, eq(courseVersions.id, cohorts.courseVersionId))

/** Lists the cohorts that the viewer may see, newest first. */
export const listCohorts = (site: Pick<Site, 'read'>, viewer: Viewer): Promise<ListedCohort[]> =>
  Promise.resolve(selectCohorts(site.read).where(cohortsVisibleTo(viewer)).orderBy(desc(cohorts.startsOn), desc(cohorts.number)))

/** Loads the valid marks: the last one of each session and trainee. */
export async function loadCurrentMarks(
  read: Pick<Reader, 'select'>,
  { sessionIds, enrolmentIds }: { sessionIds?: readonly string[]; enrolmentIds?: readonly string[] },
) {
  const wanted: SQL[] = [
    ...(sessionIds ? [inValues(attendanceMarks.sessionId, [...sessionIds])] : []),
    ...(enrolmentIds ? [inValues(attendanceMarks.enrolmentId, [...enrolmentIds])] : []),
  ]
  const rows = await read
    .select()
    .from(attendanceMarks)
    .where(and(...wanted))
    .orderBy(asc(attendanceMarks.at), asc(attendanceMarks.id))
  const latest = new Map(rows.map((row) => [`${row.sessionId} ${row.enrolmentId}`, row]))
  return [...latest.values()]
}

/** Counts the people with a mark, by session. */
async function countMarked(read: Pick<Reader, 'select'>, sessionIds: readonly string[]): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map()
  const rows = await read
    .select({ sessionId: attendanceMarks.sessionId, people: countDistinct(attendanceMarks.enrolmentId) })
    .from(attendanceMarks)
    .where(inValues(attendanceMarks.sessionId, [...sessionIds]))
    .groupBy(attendanceMarks.sessionId)
  return new Map(rows.map(({ sessionId, people }) => [sessionId, people]))
}

export interface TraineeLine {
  enrolmentId: string
  personId: string
  name: string
  region: string
  state: string
  attended: number
  examPassed: boolean
  reason: string | null
  /** What is still missing for the certificate, as Chinese text; empty if nothing is. */
  missing: string[]
  canMark: boolean
  /** Whether the trainee has chosen a PIN. */
  hasSignedIn: boolean
}

/** A class without its people. */
export interface CohortHead extends ListedCohort {
  version: number
  /** What the plan is, as a fingerprint: a change of it says which plan was seen. */
  plan: string
  attendanceRequired: number
  sessions: {
    id: string
    day: string
    startsAt: string
    topic: string
    place: string
    /** Whether its day has come: attendance can be taken. */
    isPast: boolean
    /** Whether its hour has come. */
    hasBegun: boolean
    marked: number
  }[]
  canRun: boolean
  /** What the viewer may do with the class now; `missing` says what is needed first, if anything. */
  steps: CohortStep[]
  reason: string | null
  /** When its exam can be sat; null if none is planned. */
  exam: { opensAt: Date; closesAt: Date } | null
  /** How many trainees the viewer may see, by state. */
  people: Readonly<Record<string, number>>
}

export interface CohortView extends CohortHead {
  trainees: TraineeLine[]
}

export interface CohortStep {
  type: string
  label: string
  missing: string | null
}

/** Lists what is missing for the certificate. */
export function listMissing(
  context: Pick<EnrolmentContext, 'attended' | 'attendanceMetOn' | 'examPassedOn'>,
  { sessions, percent }: { sessions: number; percent: number },
): string[] {
  const more = sessionsNeeded(sessions, percent) - context.attended
  return [...(context.attendanceMetOn ? [] : [`还要上 ${Math.max(1, more)} 次课`]), ...(context.examPassedOn ? [] : ['考试还没有通过'])]
}

/** Counts the enrolled people who have not left. */
export async function countEnrolled(read: Pick<Reader, 'select'>, cohortId: string): Promise<number> {
  const coming = await read
    .select({ id: enrolments.id })
    .from(enrolments)
    .innerJoin(workflows, and(eq(workflows.id, enrolments.id), notInArray(workflows.state, awayStates)))
    .where(eq(enrolments.cohortId, cohortId))
  return coming.length
}

interface StepFacts {
  sessions: number
  enrolled: number
  lastDay: string
  today: string
  /** Who may still sit the exam. */
  toSit: readonly StillToSit[]
  canReopen: boolean
}

/** Asks the machine itself, with the facts that its guards need. */
function listSteps(snapshot: SnapshotFrom<typeof cohortWorkflow.machine>, { toSit, canReopen, ...facts }: StepFacts): CohortStep[] {
  const { events, needs } = cohortWorkflow.labels
  return listPossibleEvents(cohortWorkflow, snapshot)
    .filter((type) => type !== 'REOPEN' || canReopen)
    .map((type) => ({
      type,
      label: events[type] ?? type,
      missing: canTake(snapshot, { type, reason: '', was: 'running', toSit: toSit.length, ...facts })
        ? null
        : type === 'CLOSE' && facts.today >= facts.lastDay
          ? `还有 ${toSit.length} 人可以考试，最迟到${formatTerm(latestOf(toSit))}`
          : type === 'CLOSE'
            ? `最后一次课在${formatDay(facts.lastDay)}`
            : (needs?.[type] ?? ''),
    }))
}

/** Until when the last of them can sit. */
export const latestOf = (people: readonly StillToSit[]) => new Date(Math.max(...people.map(({ until }) => until.getTime())))

/** Returns a class with its sessions and what can be done with it. Throws 404. */
export async function readCohortHead(site: Pick<Site, 'read' | 'now'>, viewer: Viewer, cohortId: string): Promise<CohortHead> {
  const [row] = await selectCohorts(site.read).where(and(eq(cohorts.id, cohortId), cohortsVisibleTo(viewer)))
  if (!row) throw notFound('这个培训班')
  const [more] = await site.read
    .select({
      attendanceRequired: cohorts.attendanceRequired,
      version: workflows.version,
      value: workflows.value,
      context: workflows.context,
    })
    .from(cohorts)
    .innerJoin(workflows, eq(workflows.id, cohorts.id))
    .where(eq(cohorts.id, cohortId))
  const sessions = await site.read
    .select()
    .from(classSessions)
    .where(eq(classSessions.cohortId, cohortId))
    .orderBy(asc(classSessions.day), asc(classSessions.startsAt))
  const marked = await countMarked(
    site.read,
    sessions.map(({ id }) => id),
  )
  const now = site.now()
  const today = toDay(now)
  const running = present(more, 'workflow of the class')
  const { attendanceRequired, version } = running
  const canRun = canRunCohort(viewer, row)
  const snapshot = toSnapshot(cohortWorkflow, running)
  // Only a viewer who may run the class sees its next steps, so they are computed only then.
  const steps = canRun
    ? listSteps(snapshot, {
        sessions: sessions.length,
        enrolled: await countEnrolled(site.read, cohortId),
        lastDay: sessions.at(-1)?.day ?? row.endsOn,
        today,
        toSit: isRunning(row.state) ? await listStillToSit(site.read, cohortId, now) : [],
        canReopen: canReopenCohort(viewer, row),
      })
    : []
  return {
    ...row,
    version,
    plan: fingerprintOfPlan({ ...row, attendanceRequired, sessions }),
    attendanceRequired,
    canRun,
    steps,
    reason: snapshot.context.reason,
    exam: await findExamDays(site.read, cohortId),
    people: await countTrainees(site, viewer, cohortId),
    sessions: sessions.map(({ id, day, startsAt, topic, place }) => ({
      id,
      day,
      startsAt,
      topic,
      place,
      isPast: day <= today,
      hasBegun: hasSessionBegun({ day, startsAt }, now),
      marked: marked.get(id) ?? 0,
    })),
  }
}

/** Lists the trainees whom the viewer may see, in the order of a class list. The caller has read the class. */
export async function listTrainees(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { id: cohortId, sessions, attendanceRequired }: Pick<CohortHead, 'id' | 'sessions' | 'attendanceRequired'>,
): Promise<TraineeLine[]> {
  const people = await site.read
    .select({
      enrolmentId: enrolments.id,
      personId: persons.id,
      name: persons.name,
      region: persons.regionCode,
      state: workflows.state,
      value: workflows.value,
      context: workflows.context,
      hasSignedIn: accounts.hasSecret,
    })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .leftJoin(accounts, eq(accounts.personId, persons.id))
    .where(and(eq(enrolments.cohortId, cohortId), traineesVisibleTo(viewer)))
    .orderBy(asc(persons.id))
  const needed = { sessions: sessions.length, percent: attendanceRequired }
  return sortClassList(people).map(({ value, context, hasSignedIn, ...person }) => {
    const facts = toSnapshot(enrolmentWorkflow, { value, context }).context
    return {
      ...person,
      attended: facts.attended,
      examPassed: facts.examPassedOn !== null,
      reason: facts.reason,
      missing: hasCompleted(person.state) ? [] : listMissing(facts, needed),
      canMark: canTakeAttendance(viewer, { personRegion: person.region, cohortId }),
      hasSignedIn: hasSignedIn ?? false,
    }
  })
}

/** Returns a class with the trainees whom the viewer may see. Throws 404. */
export async function readCohort(site: Pick<Site, 'read' | 'now'>, viewer: Viewer, cohortId: string): Promise<CohortView> {
  const head = await readCohortHead(site, viewer, cohortId)
  return { ...head, trainees: await listTrainees(site, viewer, head) }
}

/** Counts the trainees whom the viewer may see, by state. */
async function countTrainees(site: Pick<Site, 'read'>, viewer: Viewer, cohortId: string): Promise<Record<string, number>> {
  const rows = await site.read
    .select({ state: workflows.state, people: countRows() })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(enrolments.cohortId, cohortId), traineesVisibleTo(viewer)))
    .groupBy(workflows.state)
  return Object.fromEntries(rows.map(({ state, people }) => [state, people]))
}

/** Lists a person's enrolments with their states, oldest first. The caller has checked access. */
export async function listEnrolmentsOfPerson(
  site: Pick<Site, 'read'>,
  personId: string,
): Promise<{ cohortId: string; cohortNumber: number; cohortName: string; startsOn: string; state: string }[]> {
  return site.read
    .select({
      cohortId: cohorts.id,
      cohortNumber: cohorts.number,
      cohortName: cohorts.name,
      startsOn: cohorts.startsOn,
      state: workflows.state,
    })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(eq(enrolments.personId, personId))
    .orderBy(asc(cohorts.number))
}

/** Counts the sessions that each of these enrolments attended. The caller has checked access. */
export async function countAttendances(
  site: Pick<Site, 'read'>,
  enrolmentIds: readonly string[],
): Promise<Map<string, Pick<EnrolmentContext, 'attended' | 'sessions'>>> {
  const rows = await site.read
    .select({ id: workflows.id, value: workflows.value, context: workflows.context })
    .from(workflows)
    .where(and(eq(workflows.kind, enrolmentWorkflow.kind), inValues(workflows.id, [...enrolmentIds])))
  return new Map(rows.map(({ id, ...row }) => [id, toSnapshot(enrolmentWorkflow, row).context]))
}

export interface AttendanceSheet {
  cohort: { id: string; number: number; name: string; startsOn: string; regionCode: string }
  session: { id: string; day: string; startsAt: string; topic: string; place: string; isPast: boolean }
  /** Whether an exam is planned. */
  hasExam: boolean
  /** The first other session that was held without any mark. */
  next: { id: string; day: string; startsAt: string } | null
  /** Why no marks can be taken in this class now; null if they can. */
  objection: string | null
  lines: {
    enrolmentId: string
    name: string
    region: string
    state: string
    mark: Mark | null
    canMark: boolean
    history: { mark: Mark; by: string; at: Date; how: MarkMethod; reason: string | null }[]
  }[]
}

/** Returns the sheet of one session, each mark with its history. Throws 404. */
export async function readAttendanceSheet(
  site: Pick<Site, 'read' | 'now'>,
  viewer: Viewer,
  { cohortId, sessionId }: { cohortId: string; sessionId: string },
): Promise<AttendanceSheet> {
  const cohort = await readCohort(site, viewer, cohortId)
  const session = cohort.sessions.find(({ id }) => id === sessionId)
  if (!session) throw notFound('这次课')
  const history = await site.read
    .select({ mark: attendanceMarks, by: accounts.name })
    .from(attendanceMarks)
    .leftJoin(accounts, eq(accounts.id, attendanceMarks.markedBy))
    .where(eq(attendanceMarks.sessionId, sessionId))
    .orderBy(asc(attendanceMarks.at), asc(attendanceMarks.id))
  const histories = groupBy(history, ({ mark }) => mark.enrolmentId)
  return {
    cohort: { id: cohort.id, number: cohort.number, name: cohort.name, startsOn: cohort.startsOn, regionCode: cohort.regionCode },
    session,
    hasExam: cohort.exam !== null,
    next: cohort.sessions.find(({ id, hasBegun, marked }) => id !== sessionId && hasBegun && marked === 0) ?? null,
    objection: findAttendanceObjection(cohort.state),
    lines: cohort.trainees
      .filter(({ state }) => !hasLeft(state))
      .map(({ enrolmentId, name, region, state, canMark }) => {
        const marks = (histories.get(enrolmentId) ?? []).map(({ mark, by }) => ({
          mark: mark.mark,
          how: mark.how,
          reason: mark.reason,
          at: mark.at,
          by: by ?? '系统操作员',
        }))
        const mark = marks.at(-1)?.mark ?? null
        return { enrolmentId, name, region, state, canMark: canMark && isRunning(cohort.state), mark, history: marks }
      }),
  }
}

/** Finds a class's own row; null if there is none. */
export async function findCohortRow(read: Pick<Reader, 'select'>, id: string) {
  const [row] = await read.select().from(cohorts).where(eq(cohorts.id, id))
  return row ?? null
}
