// A trainee's own classes, and the versions of courses that they study.
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { present } from '#app/present.ts'
import type { Reader, Site } from '#app/site.ts'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { prepared } from '#db/prepared.ts'
import { classSessions, cohorts, enrolments } from '#db/schema/cohorts.ts'
import { courseVersions } from '#db/views/courses.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import type { Mark } from './attendance.ts'
import { enrolmentWorkflow } from './cohorts.workflow.ts'
import { hasCompleted, hasLeft } from './enrolment.states.ts'
import { type ListedCohort, listMissing, loadCurrentMarks, selectCohorts } from './queries.server.ts'

export interface MyClass extends ListedCohort {
  enrolmentId: string
  enrolmentState: string
  attendanceRequired: number
  sessions: { id: string; day: string; startsAt: string; topic: string; place: string; mark: Mark | null }[]
  missing: string[]
  reason: string | null
}

/** Lists the viewer's own classes, latest first. */
export async function listOwnClasses(site: Pick<Site, 'read'>, viewer: Viewer): Promise<MyClass[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return []
  const mine = await site.read
    .select({
      enrolmentId: enrolments.id,
      cohortId: enrolments.cohortId,
      enrolmentState: workflows.state,
      value: workflows.value,
      context: workflows.context,
      attendanceRequired: cohorts.attendanceRequired,
      courseVersionId: cohorts.courseVersionId,
    })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(eq(enrolments.personId, personId))
    .orderBy(desc(cohorts.startsOn))
  const classes: MyClass[] = []
  for (const { cohortId, value, context, ...enrolment } of mine) {
    const [cohort] = await selectCohorts(site.read).where(eq(cohorts.id, cohortId))
    const sessions = await site.read
      .select()
      .from(classSessions)
      .where(eq(classSessions.cohortId, cohortId))
      .orderBy(asc(classSessions.day), asc(classSessions.startsAt))
    const marks = await loadCurrentMarks(site.read, { enrolmentIds: [enrolment.enrolmentId] })
    const facts = toSnapshot(enrolmentWorkflow, { value, context }).context
    classes.push({
      ...present(cohort, 'class of the enrolment'),
      ...enrolment,
      reason: facts.reason,
      missing: hasCompleted(enrolment.enrolmentState)
        ? []
        : listMissing(facts, { sessions: sessions.length, percent: enrolment.attendanceRequired }),
      sessions: sessions.map(({ id, day, startsAt, topic, place }) => ({
        id,
        day,
        startsAt,
        topic,
        place,
        mark: marks.find((mark) => mark.sessionId === id)?.mark ?? null,
      })),
    })
  }
  return classes
}

// Runs whenever a lesson is opened, so prepared.
const classesOn = prepared((read: Reader) =>
  read
    .select({ id: cohorts.id, courseVersionId: cohorts.courseVersionId, enrolmentState: workflows.state })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .innerJoin(courseVersions, eq(courseVersions.id, cohorts.courseVersionId))
    .where(and(eq(enrolments.personId, sql.placeholder('personId')), eq(courseVersions.courseSlug, sql.placeholder('courseSlug'))))
    .orderBy(desc(cohorts.startsOn)),
)

/** Lists the viewer's own classes on a course, latest first; tells whether she has left each. */
export async function listClassesOn(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  courseSlug: string,
): Promise<{ id: string; courseVersionId: string; isLeft: boolean }[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return []
  const rows = await classesOn(site.read).execute({ personId, courseSlug })
  return rows.map(({ enrolmentState, ...cohort }) => ({ ...cohort, isLeft: hasLeft(enrolmentState) }))
}

/** Lists the versions of a course that the viewer's classes study, latest first. */
export const listVersionsStudied = async (site: Pick<Site, 'read'>, viewer: Viewer, courseSlug: string): Promise<string[]> =>
  (await listClassesOn(site, viewer, courseSlug)).map(({ courseVersionId }) => courseVersionId)

/** Finds the version of a course that the viewer's latest class on it studies; null if there is none. */
export async function findVersionStudied(site: Pick<Site, 'read'>, viewer: Viewer, courseSlug: string): Promise<string | null> {
  return (await listVersionsStudied(site, viewer, courseSlug))[0] ?? null
}

/** Lists the versions of a course that the viewer's classes studied before they were moved to another one. */
export async function listVersionsLeft(site: Pick<Site, 'read'>, viewer: Viewer, courseSlug: string): Promise<string[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return []
  const moves = await site.read
    .select({ event: workflowEvents.event })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(courseVersions, eq(courseVersions.id, cohorts.courseVersionId))
    .innerJoin(workflowEvents, eq(workflowEvents.workflowId, cohorts.id))
    .where(and(eq(enrolments.personId, personId), eq(courseVersions.courseSlug, courseSlug), eq(workflowEvents.type, 'CHANGE_COURSE')))
  return [...new Set(moves.map(({ event }) => String(event.from)))]
}
