// Planning and running cohorts, enrolling people.
import { and, eq } from 'drizzle-orm'
import { toDay, isDay, formatDay } from '#app/calendar.ts'
import { ensureGrant, ensureTraineeAccount, listInstructors } from '#app/modules/accounts/accounts.server.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import { publishCourse } from '#app/modules/courses/courses.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal, notFound, forbidden, stale, invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { classSessions, cohorts, enrolments } from '#db/schema/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { sealPlace } from '#db/sealed.ts'
import { identities, persons } from '#db/views/households.ts'
import { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'
import { canPlanCohort, canRunCohort, canSeeCohort, canTakeAttendance } from './policy.ts'
import { countAttendance } from './progress.server.ts'
import { findCohortRow, loadCurrentMarks } from './queries.server.ts'
import { isOver, isRunning } from './cohort.states.ts'
import type { EnrolmentState } from './enrolment.states.ts'
import { countyOf } from '#app/access/region-codes.ts'
import { present } from '#app/present.ts'

export interface CohortPlan {
  number: number
  name: string
  tier: Tier
  courseSlug: string
  /** Township (9 digits) or county (6). */
  regionCode: string
  place: string
  sessions: { day: string; startsAt: string; topic: string; place?: string }[]
  /** Percentage of the class sessions. */
  attendanceRequired: number
  /** Accounts of the instructors. */
  instructors?: string[] | undefined
}

/** Plans a cohort on the course as it is today. Returns its id. Throws 403 if the place is not in reach, 422 if the plan is wrong. */
export async function planCohort(site: Site, viewer: Viewer, plan: CohortPlan): Promise<string> {
  if (!canPlanCohort(viewer, plan.regionCode)) throw forbidden('只能在自己负责的地区办班。')
  const fields = findPlanFaults(plan)
  if (!Number.isInteger(plan.number) || plan.number < 1 || plan.number > maxSessions.number)
    fields.number = [`期数应是 1 到 ${maxSessions.number} 的整数。`]
  if (![6, 9].includes(plan.regionCode.length) || !findRegionOn(plan.regionCode, toDay(site.now()))) fields.regionCode = ['没有这个地区。']
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
  const instructors = await requireInstructors(site, plan.instructors)
  const countyCode = countyOf(plan.regionCode)
  return site.write(viewer.accountId, 'plan cohort', async (tx) => {
    if ((await tx.$count(cohorts, and(eq(cohorts.countyCode, countyCode), eq(cohorts.number, plan.number)))) > 0)
      throw invalidInput({ number: [`第 ${plan.number} 期已经有了，请换一个期数。`] })
    const courseVersionId = await publishCourse(tx, site, plan.courseSlug)
    const id = newId()
    await startWorkflow(tx, cohortWorkflow, { id })
    await tx.insert(cohorts).values({
      id,
      number: plan.number,
      name: plan.name.trim(),
      tier: plan.tier,
      courseVersionId,
      countyCode,
      regionCode: plan.regionCode,
      place: plan.place.trim(),
      ...withDayCount(plan.sessions),
      attendanceRequired: plan.attendanceRequired,
    })
    for (const { day, startsAt, topic, place } of plan.sessions)
      await tx.insert(classSessions).values({ id: newId(), cohortId: id, day, startsAt, topic, place: place ?? plan.place.trim() })
    for (const accountId of instructors) await ensureGrant(tx, accountId, 'instructor', { kind: 'cohort', id })
    tx.note(`cohort ${id} number ${plan.number}`)
    return id
  })
}

/** More than any real class has. */
const maxSessions = { name: 40, place: 60, topic: 100, sessions: 120, instructors: 50, number: 9_999 }

/** Finds what is wrong with a plan, new or changed. */
function findPlanFaults({
  name,
  place,
  attendanceRequired,
  sessions,
  instructors = [],
}: Pick<CohortPlan, 'name' | 'place' | 'attendanceRequired' | 'instructors'> & { sessions: readonly CohortPlan['sessions'][number][] }) {
  const fields: Record<string, string[]> = {}
  if (!name.trim()) fields.name = ['请填班名。']
  if (!place.trim()) fields.place = ['请填上课地点。']
  if (!Number.isInteger(attendanceRequired) || attendanceRequired < 1 || attendanceRequired > 100)
    fields.attendanceRequired = ['出勤要求应是 1 到 100 的整数。']
  if (name.trim().length > maxSessions.name) fields.name = [`班名最多 ${maxSessions.name} 字。`]
  if (place.trim().length > maxSessions.place) fields.place = [`上课地点最多 ${maxSessions.place} 字。`]
  if (instructors.length > maxSessions.instructors) fields.instructors = [`讲师最多 ${maxSessions.instructors} 位。`]
  if (sessions.length === 0) fields.sessions = ['至少要排一次课。']
  if (sessions.length > maxSessions.sessions)
    return { ...fields, sessions: [`一个班最多排 ${maxSessions.sessions} 次课，这里有 ${sessions.length} 次。请分成几个班。`] }
  if (sessions.some(({ topic, place: where = '' }) => topic.length > maxSessions.topic || where.length > maxSessions.place))
    fields.sessions = [`每次课的内容最多 ${maxSessions.topic} 字，地点最多 ${maxSessions.place} 字。`]
  if (sessions.some(({ topic }) => !topic.trim())) fields.sessions = ['每次课都要写内容。']
  if (sessions.some(({ startsAt }) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(startsAt))) fields.sessions = ['上课时间要写成 09:00 这样。']
  if (sessions.some(({ day }) => !isDay(day))) fields.sessions = ['有的日期不存在，请看排课。']
  return fields
}

/** Adds the number of days from the first session to the last one. */
function withDayCount(sessions: readonly { day: string }[]) {
  const days = sessions.map(({ day }) => day).sort()
  return { startsOn: present(days[0], 'session'), endsOn: present(days.at(-1), 'session') }
}

/** Requires that the instructors teach already: giving somebody that role is up to the administrator. */
async function requireInstructors(site: Site, chosen: readonly string[] = []) {
  const known = new Set((await listInstructors(site)).map(({ accountId }) => accountId))
  return chosen.filter((accountId) => known.has(accountId))
}

/** A class as it should be from now on. A session without an id is new; one that is left out is dropped. */
export interface CohortChange extends Pick<CohortPlan, 'name' | 'place' | 'attendanceRequired'> {
  sessions: (CohortPlan['sessions'][number] & { id?: string })[]
  /** Accounts to add as instructors. */
  instructors?: string[]
}

/**
 * Changes a class that is not over: sessions moved, added or dropped, its name, place and instructors. Attendance is computed again, and
 * completion days move with the sessions' days. Throws 403, 404, 422 if the change is invalid, and 409 if the class is over, somebody else
 * has dropped the session, or the change would take away what people have earned.
 */
export async function changeCohort(site: Site, viewer: Viewer, { id, ...change }: { id: string } & CohortChange): Promise<void> {
  const cohort = await findCohortRow(site.read, id)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  if (!canRunCohort(viewer, cohort)) throw forbidden()
  const fields = findPlanFaults(change)
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
  const instructors = await requireInstructors(site, change.instructors)
  await site.write(viewer.accountId, 'change cohort', async (tx) => {
    const { state } = await loadWorkflow(tx, cohortWorkflow, id)
    if (isOver(state)) throw new Refusal(409, `培训班现在是「${cohortWorkflow.labels.states[state]}」，安排不能再改。`)
    if (isRunning(state) && change.attendanceRequired !== cohort.attendanceRequired)
      throw invalidInput({ attendanceRequired: ['开班以后，出勤要求不能再改。'] })
    const daysChanged = await changeSessions(tx, cohort, change)
    const changed = {
      ...cohort,
      name: change.name.trim(),
      place: change.place.trim(),
      attendanceRequired: change.attendanceRequired,
      ...withDayCount(change.sessions),
    }
    await tx.update(cohorts).set(changed).where(eq(cohorts.id, id))
    for (const accountId of instructors) await ensureGrant(tx, accountId, 'instructor', { kind: 'cohort', id })
    tx.note(`cohort ${id} from ${cohort.startsOn}–${cohort.endsOn} to ${changed.startsOn}–${changed.endsOn}`)
    if (!daysChanged) return
    const enrolled = await tx.select({ id: enrolments.id }).from(enrolments).where(eq(enrolments.cohortId, id))
    await countAttendance(
      tx,
      changed,
      enrolled.map((enrolment) => enrolment.id),
    )
  })
}

/** Returns whether attendance has to be computed again. */
async function changeSessions(
  tx: Tx,
  cohort: typeof cohorts.$inferSelect,
  { place: usual, sessions: wanted }: CohortChange,
): Promise<boolean> {
  const before = await tx.select().from(classSessions).where(eq(classSessions.cohortId, cohort.id))
  const dropped = before.filter(({ id }) => !wanted.some((session) => session.id === id))
  const marked = new Set((await loadCurrentMarks(tx, { sessionIds: before.map(({ id }) => id) })).map(({ sessionId }) => sessionId))
  if (wanted.some(({ id }) => id && !before.some((session) => session.id === id))) throw stale()
  if (dropped.some(({ id }) => marked.has(id))) throw new Refusal(409, '记过考勤的课次不能去掉。')
  if (wanted.length !== before.length && (await countInState(tx, cohort.id, 'completed')) > 0)
    throw new Refusal(409, '已经有人结业，课次不能再增减：结业要上够几次课，不能再变。时间、内容和地点还可以改。')
  for (const { id } of dropped) await tx.delete(classSessions).where(eq(classSessions.id, id))
  for (const { id, day, startsAt, topic, place } of wanted) {
    const values = { day, startsAt, topic: topic.trim(), place: place?.trim() || usual.trim() }
    const known = before.find((session) => session.id === id)
    if (!known) {
      await tx.insert(classSessions).values({ id: newId(), cohortId: cohort.id, ...values })
      continue
    }
    if (marked.has(known.id) && day > toDay(tx.at)) throw new Refusal(409, `${formatDay(known.day)}的课记过考勤，不能改到以后的日子。`)
    if (day !== known.day) tx.note(`session ${known.id} from ${known.day} to ${day}`)
    await tx.update(classSessions).set(values).where(eq(classSessions.id, known.id))
  }
  return wanted.length !== before.length || wanted.some(({ id, day }) => before.find((session) => session.id === id)?.day !== day)
}

const countInState = async (tx: Tx, cohortId: string, state: EnrolmentState) =>
  (
    await tx
      .select({ id: enrolments.id })
      .from(enrolments)
      .innerJoin(workflows, and(eq(workflows.id, enrolments.id), eq(workflows.state, state)))
      .where(eq(enrolments.cohortId, cohortId))
  ).length

/**
 * Enrols a person, once: a second call returns the same enrolment. Also creates the trainee's account. Throws 409 if the cohort no longer
 * takes people.
 */
export async function enrolPerson(tx: Tx, site: Site, { cohortId, personId }: { cohortId: string; personId: string }): Promise<string> {
  const [known] = await tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(and(eq(enrolments.cohortId, cohortId), eq(enrolments.personId, personId)))
  if (known) return known.id
  const cohort = await loadWorkflow(tx, cohortWorkflow, cohortId)
  if (isOver(cohort.state)) throw new Refusal(409, `培训班现在是「${cohortWorkflow.labels.states[cohort.state]}」，不能再报名。`)
  const [person] = await tx.select().from(identities).where(eq(identities.id, personId))
  if (!person) throw notFound('这个人')
  await ensureTraineeAccount(tx, site, {
    personId,
    name: person.name,
    phone: person.phoneSealed && site.keys.open(person.phoneSealed, sealPlace.phoneOfPerson(personId)),
  })
  const id = newId()
  await startWorkflow(tx, enrolmentWorkflow, { id })
  await tx.insert(enrolments).values({ id, cohortId, personId, enrolledAt: tx.at })
  if (isRunning(cohort.state)) await advanceBySystem(tx, enrolmentWorkflow, { id, event: { type: 'START' } })
  return id
}

/** Enrols people chosen at the desk, in batches. Throws 403 for people outside the viewer's regions, before anybody is enrolled. */
export async function enrolPersons(
  site: Site,
  viewer: Viewer,
  { cohortId, personIds }: { cohortId: string; personIds: readonly string[] },
) {
  const cohort = await findCohortRow(site.read, cohortId)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  const people =
    personIds.length > 0
      ? await site.read
          .select({ id: persons.id, region: persons.regionCode })
          .from(persons)
          .where(inValues(persons.id, [...personIds]))
      : []
  if (people.some(({ region }) => !canTakeAttendance(viewer, { personRegion: region, cohortId })))
    throw forbidden('只能给自己负责的人报名。')
  for (let from = 0; from < people.length; from += batchSize) {
    await site.write(viewer.accountId, 'enrol people', async (tx) => {
      for (const { id } of people.slice(from, from + batchSize)) await enrolPerson(tx, site, { cohortId, personId: id })
    })
  }
}

/** People a write: other writers wait for no more than that. */
const batchSize = 50
