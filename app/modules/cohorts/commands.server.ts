// Planning and running cohorts, enrolling people.
import { and, eq } from 'drizzle-orm'
import { toDay, formatDay } from '#app/calendar.ts'
import { endGrant, ensureGrant, ensureTraineeAccount, listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { type Tier, tierLabels } from '#app/modules/courses/tiers.ts'
import { listCourses, publishCourse } from '#app/modules/courses/courses.server.ts'
import { findExamDays } from '#app/modules/exams/exams.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { getFirstDay } from '#app/programme/programme.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal, notFound, forbidden, stale, invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { newId } from '#db/id.ts'
import { classSessions, cohorts, enrolments } from '#db/schema/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { sealPlace } from '#db/sealed.ts'
import { courseVersions } from '#db/views/courses.ts'
import { identities, persons } from '#db/views/households.ts'
import { yearOf } from '#app/text/cohort-label.ts'
import { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'
import { fingerprintOfPlan } from './forms/plan-fingerprint.server.ts'
import { findFreeNumber, findNumberObjection } from './plan/numbers.server.ts'
import { findPlanFaults, type PlannedSession, planLimits } from './plan/plan-faults.ts'
import { canPlanCohort, canRunCohort, canSeeCohort, canTakeAttendance } from './policy.ts'
import { countAttendance } from './progress.server.ts'
import { findCohortRow, loadCurrentMarks } from './queries.server.ts'
import { isOver, isPlanned, isRunning } from './cohort.states.ts'
import type { EnrolmentState } from './enrolment.states.ts'
import { countyOf } from '#app/access/region-codes.ts'
import { present } from '#app/present.ts'

export interface CohortPlan {
  /** 第 N 期 of the year; without one, the next free number. */
  number?: number | undefined
  name: string
  /** That of the course; another one is refused. */
  tier?: Tier | undefined
  courseSlug: string
  /** Township (9 digits) or county (6). */
  regionCode: string
  place: string
  sessions: PlannedSession[]
  /** Percentage of the class sessions. */
  attendanceRequired: number
  /** Accounts of the instructors. */
  instructors?: string[] | undefined
}

/** Plans a cohort on the course as it is today. Returns its id. Throws 403 if the place is not in reach, 422 if the plan is wrong. */
export async function planCohort(site: Site, viewer: Viewer, plan: CohortPlan): Promise<string> {
  if (!canPlanCohort(viewer, plan.regionCode)) throw forbidden('只能在自己负责的地区办班。')
  const fields: Record<string, string[]> = findPlanFaults(plan, windowOf(site))
  if (plan.number !== undefined) Object.assign(fields, findNumberFault(plan.number))
  if (!isPlaceOfClass(site, plan.regionCode)) fields.regionCode = ['没有这个地区。']
  const course = (await listCourses(site)).find(({ slug }) => slug === plan.courseSlug)
  if (course && plan.tier && plan.tier !== course.tier)
    fields.tier = [`《${course.title}》是给${tierLabels[course.tier]}的课，层次要一样。`]
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
  const instructors = await requireInstructors(site, plan.instructors)
  const countyCode = countyOf(plan.regionCode)
  const days = withDayCount(plan.sessions)
  return site.write(viewer.accountId, 'plan cohort', async (tx) => {
    const number = plan.number ?? (await findFreeNumber(tx, { countyCode, year: yearOf(days) }))
    const taken = await findNumberObjection(tx, viewer, { number, countyCode, ...days })
    if (taken) throw invalidInput({ number: [taken] })
    const courseVersionId = await publishCourse(tx, site, plan.courseSlug)
    const id = newId()
    await startWorkflow(tx, cohortWorkflow, { id })
    await tx.insert(cohorts).values({
      id,
      number,
      name: plan.name.trim(),
      tier: present(course, 'course of the version').tier,
      courseVersionId,
      countyCode,
      regionCode: plan.regionCode,
      place: plan.place.trim(),
      ...days,
      attendanceRequired: plan.attendanceRequired,
    })
    for (const session of plan.sessions)
      await tx.insert(classSessions).values({ id: newId(), cohortId: id, ...toSessionValues(session, plan.place) })
    for (const accountId of instructors) await ensureGrant(tx, accountId, 'instructor', { kind: 'cohort', id })
    tx.note(`cohort ${id} number ${number}`)
    return id
  })
}

/** The days on which a class may meet. */
const windowOf = (site: Pick<Site, 'programme' | 'now'>) => ({ firstDay: getFirstDay(site.programme), today: toDay(site.now()) })

const isPlaceOfClass = (site: Pick<Site, 'now'>, regionCode: string) =>
  [6, 9].includes(regionCode.length) && findRegionOn(regionCode, toDay(site.now())) !== null

const findNumberFault = (number: number): Record<string, string[]> =>
  Number.isInteger(number) && number >= 1 && number <= planLimits.number ? {} : { number: [`期数应是 1 到 ${planLimits.number} 的整数。`] }

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

/** A class as it should be from now on. A session without an id is new; one that is left out is dropped. What is left out else stays. */
export interface CohortChange extends Pick<CohortPlan, 'name' | 'place' | 'attendanceRequired' | 'number'> {
  sessions: (PlannedSession & { id?: string })[]
  courseSlug?: string | undefined
  regionCode?: string | undefined
  /** Makes the tier that of the course. A class that is only planned always gets it. */
  fitTier?: boolean
  /** The plan that was seen (`CohortHead.plan`); the change is refused if it is another one by now. */
  seen?: string | undefined
  /** Accounts to add as instructors, and those who no longer teach the class. */
  instructors?: string[]
  withoutInstructors?: string[]
}

/**
 * Changes a class that is not over: sessions moved, added or dropped, its name, place and instructors; its number until it starts; its
 * course and region while it is only planned. Attendance is computed again, and completion days move with the sessions' days. Throws 403,
 * 404, 422 if the change is invalid, and 409 if the class is over, somebody else has changed the plan that was seen or dropped the session, or the change would take away
 * what people have earned.
 */
export async function changeCohort(site: Site, viewer: Viewer, { id, ...change }: { id: string } & CohortChange): Promise<void> {
  const cohort = await findCohortRow(site.read, id)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  if (!canRunCohort(viewer, cohort)) throw forbidden()
  const before = await site.read.select({ day: classSessions.day }).from(classSessions).where(eq(classSessions.cohortId, id))
  const fields = findPlanFaults(change, { ...windowOf(site), known: new Set(before.map(({ day }) => day)) })
  if (change.number !== undefined) Object.assign(fields, findNumberFault(change.number))
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
  const instructors = await requireInstructors(site, change.instructors)
  await site.write(viewer.accountId, 'change cohort', async (tx) => {
    const { state } = await loadWorkflow(tx, cohortWorkflow, id)
    if (isOver(state)) throw new Refusal(409, `培训班现在是「${cohortWorkflow.labels.states[state]}」，安排不能再改。`)
    if (change.seen !== undefined && change.seen !== (await fingerprintPlan(tx, id)))
      throw new Refusal(409, '您打开这页以后，别人改过这个班的安排。您填的没有存。请另开一页看现在的安排，再改。')
    if (isRunning(state) && change.attendanceRequired !== cohort.attendanceRequired)
      throw invalidInput({ attendanceRequired: ['开班以后，出勤要求不能再改。'] })
    const identity = await changeIdentity(tx, site, viewer, { cohort, state, change })
    const daysChanged = await changeSessions(tx, cohort, change)
    const changed = {
      ...cohort,
      ...identity,
      name: change.name.trim(),
      place: change.place.trim(),
      attendanceRequired: change.attendanceRequired,
    }
    await tx.update(cohorts).set(changed).where(eq(cohorts.id, id))
    for (const accountId of instructors) await ensureGrant(tx, accountId, 'instructor', { kind: 'cohort', id })
    for (const accountId of change.withoutInstructors ?? []) await endGrant(tx, accountId, 'instructor', { kind: 'cohort', id })
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

async function fingerprintPlan(tx: Tx, id: string): Promise<string> {
  const cohort = present(await findCohortRow(tx, id), 'class')
  return fingerprintOfPlan({ ...cohort, sessions: await tx.select().from(classSessions).where(eq(classSessions.cohortId, id)) })
}

/** What a class is and where it counts: what is printed on certificates and counted in reports, so it changes only before it begins. */
async function changeIdentity(
  tx: Tx,
  site: Site,
  viewer: Viewer,
  { cohort, state, change }: { cohort: typeof cohorts.$inferSelect; state: string; change: CohortChange },
) {
  const { number = cohort.number, regionCode = cohort.regionCode } = change
  const fields: Record<string, string[]> = {}
  if (number !== cohort.number && isRunning(state)) fields.number = ['开班以后，期数不能再改。']
  if (regionCode !== cohort.regionCode) {
    if (!isPlanned(state)) fields.regionCode = ['开始报名以后，办班的地区不能再改。']
    else if (!isPlaceOfClass(site, regionCode) || !canPlanCohort(viewer, regionCode)) fields.regionCode = ['只能在自己负责的地区办班。']
  }
  const course = await loadCourse(tx, cohort.courseVersionId)
  const isOther = change.courseSlug !== undefined && change.courseSlug !== course.slug
  if (isOther && !isPlanned(state)) fields.courseSlug = ['开始报名以后，课程不能再改。']
  else if (isOther && (await findExamDays(tx, cohort.id))) fields.courseSlug = ['已经按原来的课程安排了考试，课程不能再改。']
  const countyCode = countyOf(regionCode)
  const days = withDayCount(change.sessions)
  const taken = await findNumberObjection(tx, viewer, { id: cohort.id, number, countyCode, ...days })
  if (taken) fields.number = [taken]
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
  const courseVersionId = isOther ? await publishCourse(tx, site, present(change.courseSlug, 'other course')) : cohort.courseVersionId
  const { tier } = isOther ? await loadCourse(tx, courseVersionId) : course
  const fits = isPlanned(state) || change.fitTier === true
  return { number, regionCode, countyCode, courseVersionId, ...days, tier: fits ? tier : cohort.tier }
}

async function loadCourse(tx: Pick<Tx, 'select'>, versionId: string) {
  const [row] = await tx
    .select({ slug: courseVersions.courseSlug, tier: courseVersions.tier })
    .from(courseVersions)
    .where(eq(courseVersions.id, versionId))
  return present(row, 'course of the class')
}

/** A session without a place of its own is held at the usual one. */
const toSessionValues = ({ day, startsAt, topic, place }: Omit<CohortPlan['sessions'][number], 'id'>, usual: string) => ({
  day,
  startsAt,
  topic: topic.trim(),
  place: place?.trim() || usual.trim(),
})

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
  for (const { id, ...session } of wanted) {
    const values = toSessionValues(session, usual)
    const { day } = values
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
  if (personIds.length === 0) throw invalidInput({ person: ['请勾选要报名的人。'] }, '请勾选要报名的人。')
  const cohort = await findCohortRow(site.read, cohortId)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  const people = await site.read.select({ id: persons.id, region: persons.regionCode }).from(persons).where(inValues(persons.id, personIds))
  if (people.length < new Set(personIds).size)
    throw new Refusal(404, '勾选的人里，有的登记册里没有，所以一个也没有报名。请重新打开这一页再选。')
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
