// What ending a class, or taking that back, does to whom, and what is missing: said before it is done.
import { and, asc, eq, gt, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatTerm, toDay } from '#app/calendar.ts'
import { listStillToSit, readExamOfCohort } from '#app/modules/exams/exams.server.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { sortByName } from '#app/text/by-pinyin.server.ts'
import type { TouchedGroup } from '#app/ui/consequences.tsx'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { fingerprintSeen } from '#app/workflow/seen.server.ts'
import { inValues } from '#db/in-values.ts'
import type { cohorts } from '#db/schema/cohorts.ts'
import { classSessions, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { isCancelled, isCompleted, isOver, isRunning } from './cohort.states.ts'
import type { CohortStepName } from './forms/cohort-end-form.ts'
import { enrolmentWorkflow } from './cohorts.workflow.ts'
import { hasCompleted, hasFailed, hasLeft, isDismissed, isStudying, isWaiting } from './enrolment.states.ts'
import { canReopenCohort, canRunCohort, canSeeCohort, canSeeTrainee } from './policy.ts'
import { findCohortRow, loadCurrentMarks } from './queries.server.ts'

type CohortRow = typeof cohorts.$inferSelect

export interface WaitingLine {
  enrolmentId: string
  name: string
  /** Until when they can sit the exam: as text, and the last day. */
  until: string
  lastDay: string
  /** Whether it can be recorded that they do not sit it: not while they sit it. */
  canSkip: boolean
}

export interface CohortStepView {
  step: CohortStepName
  cohort: Pick<CohortRow, 'id' | 'number' | 'name' | 'startsOn'> & { state: string }
  version: number
  fingerprint: string
  /** With the names of those whom the viewer may see. */
  touched: TouchedGroup[]
  missing: string[]
  /** Why it cannot be done now; null if it can. */
  objection: string | null
  /** For whom a class that should be closed must wait: those whom the viewer may see, and how many there are. */
  waitingFor: WaitingLine[]
  waitingCount: number
}

/** Loads a class with everybody in it, as the steps that end it need it. */
export async function loadPicture(read: Pick<Reader, 'select' | 'connection'>, cohort: CohortRow, now: Date) {
  const [workflow] = await read.select().from(workflows).where(eq(workflows.id, cohort.id))
  const unsorted = await read
    .select({
      enrolmentId: enrolments.id,
      personId: persons.id,
      name: persons.name,
      personRegion: persons.regionCode,
      enrolledAt: enrolments.enrolledAt,
      state: workflows.state,
      value: workflows.value,
      context: workflows.context,
    })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(eq(enrolments.cohortId, cohort.id))
    .orderBy(asc(persons.id))
  const people = sortByName(unsorted)
  const sessions = await read
    .select()
    .from(classSessions)
    .where(eq(classSessions.cohortId, cohort.id))
    .orderBy(asc(classSessions.day), asc(classSessions.startsAt))
  const marks = sessions.length > 0 ? await loadCurrentMarks(read, { sessionIds: sessions.map(({ id }) => id) }) : []
  const exam = await readExamOfCohort(read, cohort.id)
  const gaps = listGaps({ people, sessions, marks, exam })
  const fingerprint = fingerprintSeen([workflow?.version, people.map(({ enrolmentId, state }) => [enrolmentId, state]), gaps])
  return {
    state: workflow?.state ?? '',
    version: workflow?.version ?? 0,
    movedAt: workflow?.movedAt ?? now,
    people,
    sessions,
    gaps,
    fingerprint,
  }
}

type Picture = Awaited<ReturnType<typeof loadPicture>>

/** Says what should have happened in a class before it is closed, the most important thing first; it can be closed all the same. */
function listGaps({
  people,
  sessions,
  marks,
  exam,
}: Pick<Picture, 'sessions'> & {
  people: readonly { enrolmentId: string; name: string; state: string; value: string | object; context: Record<string, unknown> }[]
  marks: Awaited<ReturnType<typeof loadCurrentMarks>>
  exam: Awaited<ReturnType<typeof readExamOfCohort>>
}): string[] {
  const studying = people.filter(({ state }) => isStudying(state))
  const here = people.filter(({ state }) => isStudying(state) || hasCompleted(state))
  const marked = new Map(sessions.map(({ id }) => [id, new Set<string>()]))
  for (const { sessionId, enrolmentId } of marks) marked.get(sessionId)?.add(enrolmentId)
  const unmarked = sessions.filter(({ id }) => marked.get(id)?.size === 0)
  const partly = sessions.filter(({ id }) => {
    const known = marked.get(id)
    return known && known.size > 0 && here.some(({ enrolmentId }) => !known.has(enrolmentId))
  })
  const days = (some: typeof sessions) => some.map(({ day }) => formatDay(day)).join('、')
  const passed = (one: (typeof studying)[number]) => toSnapshot(enrolmentWorkflow, one).context.examPassedOn !== null
  const absent = studying.filter((one) => !exam?.enrolmentsBegun.has(one.enrolmentId) && !passed(one))
  const nobodyCompleted = !people.some(({ state }) => hasCompleted(state))
  const gaps: string[] = []
  if (unmarked.length > 0) gaps.push(`${unmarked.length} 次课还没有记考勤：${days(unmarked)}。`)
  if (partly.length > 0) gaps.push(`${partly.length} 次课有人没有记考勤：${days(partly)}。`)
  if (!exam && nobodyCompleted) gaps.push('没有安排考试：没有通过考试的人不能结业。')
  else if (exam && exam.enrolmentsBegun.size === 0) gaps.push('安排了考试，可是还没有人考过。')
  else if (exam && absent.length > 0) gaps.push(`${absent.length} 人一次也没有考过。`)
  if (nobodyCompleted) gaps.push('还没有一个人达到结业要求：现在结业，报表里多 1 期，0 人。')
  return gaps
}

/** Lists what is missing in a running class on whose last day it could be closed. The caller has read the class. */
export async function listClosingGaps(site: Pick<Site, 'read' | 'now'>, cohortId: string): Promise<string[]> {
  const cohort = await findCohortRow(site.read, cohortId)
  return cohort ? (await loadPicture(site.read, cohort, site.now())).gaps : []
}

/** Returns what a step would do to whom. Throws 404, and 403 if the viewer may not take it. */
export async function readCohortStep(
  site: Pick<Site, 'read' | 'now'>,
  viewer: Viewer,
  { cohortId, step }: { cohortId: string; step: CohortStepName },
): Promise<CohortStepView> {
  const cohort = await findCohortRow(site.read, cohortId)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  if (!(step === 'reopen' ? canReopenCohort : canRunCohort)(viewer, cohort)) throw forbidden()
  const now = site.now()
  const picture = await loadPicture(site.read, cohort, now)
  const sees = ({ personRegion }: { personRegion: string }) => canSeeTrainee(viewer, { personRegion, cohortId })
  const touched = (outcome: string, which: (state: string) => boolean): TouchedGroup[] => {
    const all = picture.people.filter(({ state }) => which(state))
    return all.length > 0 ? [{ outcome, names: all.filter(sees).map(({ name }) => name), total: all.length, unit: '人' }] : []
  }
  const { state, version, fingerprint } = picture
  const { id, number, name, startsOn } = cohort
  const view = { step, cohort: { id, number, name, startsOn, state }, version, fingerprint, waitingFor: [], waitingCount: 0 }
  if (step === 'close') return { ...view, ...(await describeClosing(site.read, cohort, { picture, touched, sees, now })) }
  if (step === 'cancel')
    return {
      ...view,
      missing: [],
      objection: isOver(state) ? '这个班已经结束，不用取消。' : null,
      touched: [
        ...touched('不再在这个班', (state) => isWaiting(state) || isStudying(state)),
        ...touched('已经结业，结业和证书不变', hasCompleted),
      ],
    }
  return { ...view, ...(await describeReopening(site.read, cohort, { picture, touched, sees })) }
}

interface Described {
  picture: Picture
  touched(outcome: string, which: (state: string) => boolean): TouchedGroup[]
  sees(person: { personRegion: string }): boolean
}

async function describeClosing(
  read: Reader,
  cohort: CohortRow,
  { picture, touched, sees, now }: Described & { now: Date },
): Promise<Pick<CohortStepView, 'touched' | 'missing' | 'objection' | 'waitingFor' | 'waitingCount'>> {
  const toSit = await listStillToSit(read, cohort.id, now)
  const visible = new Set(picture.people.filter(sees).map(({ enrolmentId }) => enrolmentId))
  const lastDay = picture.sessions.at(-1)?.day ?? cohort.endsOn
  const objection = !isRunning(picture.state)
    ? '开班以后才能结业。'
    : toDay(now) < lastDay
      ? `最后一次课在${formatDay(lastDay)}，那天起才能结业。`
      : toSit.length > 0
        ? `还有 ${toSit.length} 人可以考试，要等他们考完，或者在下面办一样。`
        : null
  return {
    objection,
    missing: picture.gaps,
    touched: [...touched('会记为“结业”', hasCompleted), ...touched('会记为“未结业”，考勤和考试不能再补', isStudying)],
    waitingCount: toSit.length,
    waitingFor: toSit
      .filter(({ enrolmentId }) => visible.has(enrolmentId))
      .map(({ enrolmentId, name, hasBegun, until }) => ({
        enrolmentId,
        name,
        until: formatTerm(until),
        lastDay: until.toISOString(),
        canSkip: !hasBegun,
      })),
  }
}

async function describeReopening(
  read: Reader,
  cohort: CohortRow,
  { picture, touched, sees }: Described,
): Promise<Pick<CohortStepView, 'touched' | 'missing' | 'objection'>> {
  const back = picture.people.filter(({ state }) => hasFailed(state) || isDismissed(state))
  const elsewhere = await listEnrolledSince(
    read,
    cohort.id,
    back.map(({ personId }) => ({ personId, since: picture.movedAt })),
  )
  const others = back.filter(({ personId }) => elsewhere.has(personId))
  const names = others.filter(sees).map(({ name }) => name)
  return {
    objection: isOver(picture.state) ? null : '这个班没有结束，不用重新开班。',
    missing: [
      ...(isCompleted(picture.state) ? ['报表里这个班不再算作结业的一期；按结业以后、今天以前的日子查，仍是原来的数。'] : []),
      ...(others.length > 0 ? [`有 ${others.length} 人后来报了别的班，回来以后同时在两个班：${names.join('、')}。`] : []),
    ],
    touched: [
      ...touched('“未结业”改回“在学”', hasFailed),
      ...touched('回到这个班', isDismissed),
      ...touched('已经结业，结业和证书不变', hasCompleted),
      ...(isCancelled(picture.state) ? touched('取消以前已经退班，不回来', (state) => hasLeft(state) && !isDismissed(state)) : []),
    ],
  }
}

/** Those of these people who have been enrolled in another class since they were in this one. */
export async function listEnrolledSince(
  read: Pick<Reader, 'select'>,
  cohortId: string,
  people: readonly { personId: string; since: Date }[],
): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const first = new Date(Math.min(...people.map(({ since }) => since.getTime())))
  const personIds = people.map(({ personId }) => personId)
  const rows = await read
    .select({ personId: enrolments.personId, enrolledAt: enrolments.enrolledAt })
    .from(enrolments)
    .where(and(inValues(enrolments.personId, personIds), ne(enrolments.cohortId, cohortId), gt(enrolments.enrolledAt, first)))
  const sinceOf = new Map(people.map(({ personId, since }) => [personId, since]))
  return new Set(rows.flatMap(({ personId, enrolledAt }) => (enrolledAt > (sinceOf.get(personId) ?? enrolledAt) ? [personId] : [])))
}
