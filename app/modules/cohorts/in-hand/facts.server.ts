// The facts from which the errands of classes follow: people, attendance, exam and slips of many classes by a few queries.
import { and, asc, count, countDistinct, eq, inArray, notInArray, type SQL } from 'drizzle-orm'
import type { Duty } from '#app/access/roles.ts'
import { getReach, hasDuty, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { addDays, toDay } from '#app/calendar.ts'
import { listWithoutSlip } from '#app/modules/accounts/accounts.server.ts'
import { listExamTimes, listStillToSit } from '#app/modules/exams/exams.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { attendanceMarks, classSessions, cohorts, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { isRunning } from '../cohort.states.ts'
import { attendingStates, awayStates, hasCompleted, hasLeft } from '../enrolment.states.ts'
import { canPlanExam } from '#app/modules/exams/policy.ts'
import { canRunCohort, traineesVisibleTo } from '../policy.ts'
import { latestOf, type ListedCohort } from '../queries.server.ts'
import { hasSessionBegun } from '../session-time.ts'
import type { ClassFacts } from './errands-of-class.ts'

export interface KnownClass {
  cohort: ListedCohort
  facts: ClassFacts
  /** Those whom the viewer may see. */
  visible: { enrolled: number; completed: number }
  nextSession: { day: string; startsAt: string; topic: string } | null
}

/** Classes whose candidates are counted, at most: those that end first. */
const maxExamined = 20

/** Those of these people whom a duty of the viewer reaches, wherever their class is held; nobody without the duty. */
const reachedBy = (viewer: Viewer, duty: Duty): SQL | undefined =>
  within(getReach(viewer, duty), { region: persons.regionCode, cohort: cohorts.id })

/** Loads the facts of these classes. Who only reads sees what is missing as if they could do it: their list says where, not what to press. */
export async function loadFacts(site: Pick<Site, 'read' | 'now'>, viewer: Viewer, classes: readonly ListedCohort[]): Promise<KnownClass[]> {
  const { read } = site
  const now = site.now()
  const today = toDay(now)
  const acts = hasDuty(viewer, 'cohorts.run')
  const ids = classes.map(({ id }) => id)
  const running = classes.filter(({ state }) => isRunning(state)).map(({ id }) => id)
  const everybody = await countPeople(read, ids, undefined)
  const seen = traineesVisibleTo(viewer)
  const visible = seen ? await countPeople(read, ids, seen) : everybody
  const sessions = await read
    .select()
    .from(classSessions)
    .where(inValues(classSessions.cohortId, ids))
    .orderBy(asc(classSessions.day), asc(classSessions.startsAt))
  const unmarked = await listUnmarked(read, reachedBy(viewer, acts ? 'attendance.take' : 'cohorts.see'), {
    ids: running,
    held: sessions.filter((session) => hasSessionBegun(session, now)),
  })
  const exams = await listExamTimes(read, running)
  const slipless = await countWithoutSlip(site, viewer, ids)
  const examined = new Set(running.slice(0, maxExamined))
  return Promise.all(
    classes.map(async (cohort): Promise<KnownClass> => {
      const own = sessions.filter(({ cohortId }) => cohortId === cohort.id)
      const coming = own.find((session) => !hasSessionBegun(session, now)) ?? null
      const lastDay = own.at(-1)?.day ?? cohort.endsOn
      const exam = exams.get(cohort.id) ?? null
      const matters = exam && examined.has(cohort.id) && (toDay(exam.closesAt) <= addDays(today, 2) || lastDay <= today)
      const toSit = matters ? await listStillToSit(read, cohort.id, now) : []
      const { enrolled, completed } = everybody.get(cohort.id) ?? nobody
      return {
        cohort,
        visible: visible.get(cohort.id) ?? nobody,
        nextSession: coming,
        facts: {
          ...cohort,
          lastDay,
          isTaught: coming === null,
          enrolled,
          completed,
          exam,
          toSit: { people: toSit.length, until: toSit.length > 0 ? latestOf(toSit) : null },
          unmarked: own.flatMap(({ id, day, topic }) => {
            const people = unmarked.get(id) ?? 0
            return people > 0 ? [{ id, day, topic, people }] : []
          }),
          withoutSlip: slipless.get(cohort.id) ?? 0,
          may: {
            run: !acts || canRunCohort(viewer, cohort),
            planExams: !acts || canPlanExam(viewer, { cohortId: cohort.id, regionCode: cohort.regionCode }),
            issueSlips: acts,
          },
        },
      }
    }),
  )
}

const nobody = { enrolled: 0, completed: 0 }

/** Counts by class who is in it and who completed it. */
async function countPeople(read: Reader, ids: readonly string[], which: SQL | undefined) {
  const base = read
    .select({ cohortId: enrolments.cohortId, state: workflows.state, people: count() })
    .from(enrolments)
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
  const all = inValues(enrolments.cohortId, ids)
  const rows = which
    ? await base
        .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
        .innerJoin(persons, eq(persons.id, enrolments.personId))
        .where(and(all, which))
        .groupBy(enrolments.cohortId, workflows.state)
    : await base.where(all).groupBy(enrolments.cohortId, workflows.state)
  const counts = new Map<string, { enrolled: number; completed: number }>()
  for (const { cohortId, state, people } of rows) {
    const { enrolled, completed } = counts.get(cohortId) ?? nobody
    counts.set(cohortId, {
      enrolled: enrolled + (hasLeft(state) ? 0 : people),
      completed: completed + (hasCompleted(state) ? people : 0),
    })
  }
  return counts
}

/** Returns by session that was held how many people are without a mark, of those whom the viewer marks. */
async function listUnmarked(
  read: Reader,
  which: SQL | undefined,
  { ids, held }: { ids: readonly string[]; held: readonly { id: string; cohortId: string }[] },
): Promise<Map<string, number>> {
  const due = held.filter(({ cohortId }) => ids.includes(cohortId))
  if (due.length === 0) return new Map()
  const attending = inArray(workflows.state, attendingStates)
  const expected = await read
    .select({ cohortId: enrolments.cohortId, people: count() })
    .from(enrolments)
    .innerJoin(workflows, and(eq(workflows.id, enrolments.id), attending))
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(and(inValues(enrolments.cohortId, new Set(due.map(({ cohortId }) => cohortId))), which))
    .groupBy(enrolments.cohortId)
  const marked = await read
    .select({ sessionId: attendanceMarks.sessionId, people: countDistinct(attendanceMarks.enrolmentId) })
    .from(attendanceMarks)
    .innerJoin(enrolments, eq(enrolments.id, attendanceMarks.enrolmentId))
    .innerJoin(workflows, and(eq(workflows.id, enrolments.id), attending))
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(
      and(
        inValues(
          attendanceMarks.sessionId,
          due.map(({ id }) => id),
        ),
        which,
      ),
    )
    .groupBy(attendanceMarks.sessionId)
  const expectedOf = new Map(expected.map(({ cohortId, people }) => [cohortId, people]))
  const markedOf = new Map(marked.map(({ sessionId, people }) => [sessionId, people]))
  return new Map(due.map(({ id, cohortId }) => [id, (expectedOf.get(cohortId) ?? 0) - (markedOf.get(id) ?? 0)]))
}

/** Counts by class who has neither signed in nor a slip, of those to whom the viewer issues slips. */
async function countWithoutSlip(site: Pick<Site, 'read' | 'now'>, viewer: Viewer, ids: readonly string[]): Promise<Map<string, number>> {
  if (!hasDuty(viewer, 'slips.issue')) return new Map()
  const people = await site.read
    .select({ cohortId: enrolments.cohortId, personId: enrolments.personId })
    .from(enrolments)
    .innerJoin(workflows, and(eq(workflows.id, enrolments.id), notInArray(workflows.state, awayStates)))
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(and(inValues(enrolments.cohortId, ids), reachedBy(viewer, 'slips.issue')))
  const waiting = await listWithoutSlip(site, { personIds: people.map(({ personId }) => personId) })
  const without = new Set(waiting.map(({ personId }) => personId))
  const counts = new Map<string, number>()
  for (const { cohortId, personId } of people) if (without.has(personId)) counts.set(cohortId, (counts.get(cohortId) ?? 0) + 1)
  return counts
}
