// The facts of each indicator: one source a kind. What is counted is decided here alone.
import { and, asc, between, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import { liesIn } from '#app/access/region-codes.ts'
import { inRegion } from '#app/access/within.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { addMonthsToDay, toDay, toMonth } from '#app/calendar.ts'
import { validState } from '#app/modules/certificates/certificate.states.ts'
import { countsAsAttended } from '#app/modules/cohorts/attendance.ts'
import { begunStates } from '#app/modules/cohorts/cohort.states.ts'
import { isStudying } from '#app/modules/cohorts/enrolment.states.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import { isGraded, isPassed } from '#app/modules/exams/attempt.states.ts'
import { readOutcomeList } from '#app/modules/outcomes/outcomes.server.ts'
import { believedAsOf, type Counted, listCompletedCohorts, listCountedCompletions } from '#app/modules/reports/reports.server.ts'
import { keepStages, listPeopleFromStage, readOperatingHistory } from '#app/modules/talent/talent.server.ts'
import type { Site } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { certificates } from '#db/views/certificates.ts'
import { attendanceMarks, classSessions, cohorts, completions, enrolments } from '#db/views/cohorts.ts'
import { attempts } from '#db/views/exams.ts'
import { households, memberships, registrations, residences } from '#db/views/households.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import type { Fact, FactSource, IndicatorScope } from './indicator.ts'
import { readPeopleOnDays } from './people-on-day.server.ts'

type Source<Kind extends FactSource['kind']> = Extract<FactSource, { kind: Kind }>
type Question = IndicatorScope & { viewer: Viewer }
type Reading<Kind extends FactSource['kind']> = (site: Site, scope: Question, source: Source<Kind>) => Promise<Fact[]>

const ofNobody = { personId: null, householdId: null, status: null, isMet: false, amount: 0 } as const

async function readTiers({ read }: Site): Promise<Map<string, Tier>> {
  const rows = await read.select({ id: cohorts.id, tier: cohorts.tier }).from(cohorts)
  return new Map(rows.map(({ id, tier }) => [id, tier]))
}

const ofCompletion = (row: Counted, tiers: ReadonlyMap<string, Tier>, key: string): Fact => ({
  key,
  day: row.day,
  region: row.region,
  personId: row.personId,
  householdId: row.householdId,
  status: row.status,
  cohortId: row.cohortId,
  tier: tiers.get(row.cohortId) ?? null,
  isMet: false,
  amount: 0,
})

const readCompletions: Reading<'completions'> = async (site, scope, { once, of }) => {
  const tiers = await readTiers(site)
  return (await listCountedCompletions(site.read, scope)).flatMap((row): Fact[] => {
    const key = { completion: row.completionId, person: row.personId, household: row.householdId }[once]
    const counts = of === undefined || (of === 'registered' ? row.status !== 'none' : row.status === of)
    return key !== null && counts ? [ofCompletion(row, tiers, key)] : []
  })
}

/** A class is a fact where it is held, and wherever people of it completed. */
const readClasses: Reading<'classes'> = async (site, scope) => {
  const tiers = await readTiers(site)
  const held = await listCompletedCohorts(site.read, scope)
  const counted = new Set(held.map(({ id }) => id))
  const completed = await listCountedCompletions(site.read, scope)
  return [
    ...held
      .filter(({ region }) => liesIn(region, scope.region))
      .map(({ id, region, lastDay }) => ({ ...ofNobody, key: id, day: lastDay, region, cohortId: id, tier: tiers.get(id) ?? null })),
    ...completed.filter(({ cohortId }) => counted.has(cohortId)).map((row) => ofCompletion(row, tiers, row.cohortId)),
  ]
}

const readCertificates: Reading<'certificates'> = async (site, scope) => {
  const tiers = await readTiers(site)
  const completed = await listCountedCompletions(site.read, scope)
  const valid = await site.read
    .select({ enrolmentId: certificates.enrolmentId })
    .from(certificates)
    .innerJoin(workflows, eq(workflows.id, certificates.id))
    .where(
      and(
        inValues(
          certificates.enrolmentId,
          completed.map(({ enrolmentId }) => enrolmentId),
        ),
        eq(workflows.state, validState),
      ),
    )
  const certified = new Set(valid.map(({ enrolmentId }) => enrolmentId))
  return completed.map((row) => ({ ...ofCompletion(row, tiers, row.completionId), isMet: certified.has(row.enrolmentId) }))
}

interface Enrolled {
  id: string
  personId: string
  cohortId: string
  tier: Tier
  /** The last class session. */
  day: string
}

/** Lists the enrolments of the classes of the period which ever studied: whoever left before it began is none of them. */
async function listStudied({ read }: Site, scope: Question): Promise<Enrolled[]> {
  const held = await listCompletedCohorts(read, scope)
  const lastDays = new Map(held.map(({ id, lastDay }) => [id, lastDay]))
  const rows = await read
    .select({ id: enrolments.id, personId: enrolments.personId, cohortId: enrolments.cohortId, tier: cohorts.tier })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(inValues(enrolments.cohortId, lastDays.keys()))
  const steps = await read
    .select({ id: workflowEvents.workflowId, to: workflowEvents.to })
    .from(workflowEvents)
    .where(
      and(
        inValues(
          workflowEvents.workflowId,
          rows.map(({ id }) => id),
        ),
        lte(workflowEvents.at, scope.asOf),
      ),
    )
  const studied = new Set(steps.filter(({ to }) => isStudying(to)).map(({ id }) => id))
  return rows.filter(({ id }) => studied.has(id)).map((row) => ({ ...row, day: lastDays.get(row.cohortId) ?? '' }))
}

/** Makes facts of what happened to people on days, each counted where she lived then; those elsewhere are left out. */
async function placeFacts(
  { read }: Site,
  scope: Question,
  rows: readonly (Pick<Enrolled, 'personId' | 'cohortId' | 'tier' | 'day'> & { key: string; isMet: boolean })[],
): Promise<Fact[]> {
  const onDay = await readPeopleOnDays(
    read,
    rows.map(({ personId }) => personId),
    scope.asOf,
  )
  return rows.map((row) => ({ ...row, ...onDay(row.personId, row.day), amount: 0 })).filter(({ region }) => liesIn(region, scope.region))
}

const readEnrolments: Reading<'enrolments'> = async (site, scope) => {
  const studied = await listStudied(site, scope)
  const done = await site.read
    .select({ enrolmentId: completions.enrolmentId })
    .from(completions)
    .where(
      and(
        inValues(
          completions.enrolmentId,
          studied.map(({ id }) => id),
        ),
        believedAsOf(completions, scope.asOf),
      ),
    )
  const completed = new Set(done.map(({ enrolmentId }) => enrolmentId))
  return placeFacts(
    site,
    scope,
    studied.map(({ id, ...one }) => ({ ...one, key: id, isMet: completed.has(id) })),
  )
}

const readExams: Reading<'exams'> = async (site, scope) => {
  const studied = await listStudied(site, scope)
  const sheets = await site.read
    .select({ enrolmentId: attempts.enrolmentId, state: workflows.state })
    .from(attempts)
    .innerJoin(workflows, eq(workflows.id, attempts.id))
    .where(
      inValues(
        attempts.enrolmentId,
        studied.map(({ id }) => id),
      ),
    )
  const graded = groupBy(
    sheets.filter(({ state }) => isGraded(state)),
    ({ enrolmentId }) => enrolmentId,
  )
  return placeFacts(
    site,
    scope,
    studied.flatMap(({ id, ...one }) => {
      const own = graded.get(id)
      return own ? [{ ...one, key: id, isMet: own.some(({ state }) => isPassed(state)) }] : []
    }),
  )
}

const readSessions: Reading<'sessions'> = async ({ read, now }, { from, to, region, asOf }) => {
  const today = toDay(asOf < now() ? asOf : now())
  const rows = await read
    .select({ key: classSessions.id, day: classSessions.day, cohortId: cohorts.id, tier: cohorts.tier, region: cohorts.regionCode })
    .from(classSessions)
    .innerJoin(cohorts, eq(cohorts.id, classSessions.cohortId))
    .innerJoin(workflows, eq(workflows.id, cohorts.id))
    .where(
      and(
        between(classSessions.day, from, to < today ? to : today),
        inRegion(cohorts.regionCode, region),
        inArray(workflows.state, begunStates),
      ),
    )
  return rows.map((row) => ({ ...row, ...ofNobody }))
}

const readAttendance: Reading<'attendance'> = async (site, scope) => {
  const rows = await site.read
    .select({
      sessionId: classSessions.id,
      day: classSessions.day,
      enrolmentId: enrolments.id,
      personId: enrolments.personId,
      cohortId: cohorts.id,
      tier: cohorts.tier,
      mark: attendanceMarks.mark,
    })
    .from(attendanceMarks)
    .innerJoin(classSessions, eq(classSessions.id, attendanceMarks.sessionId))
    .innerJoin(enrolments, eq(enrolments.id, attendanceMarks.enrolmentId))
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(and(between(classSessions.day, scope.from, scope.to), lte(attendanceMarks.at, scope.asOf)))
    .orderBy(asc(attendanceMarks.at))
  // The last mark counts: those before it were corrected.
  const marked = new Map(rows.map((row) => [`${row.sessionId} ${row.enrolmentId}`, row]))
  return placeFacts(
    site,
    scope,
    [...marked].map(([key, { personId, cohortId, tier, day, mark }]) => ({
      key,
      personId,
      cohortId,
      tier,
      day,
      isMet: countsAsAttended(mark),
    })),
  )
}

/** The households that are registered as poor on the last day, and whether one of their members completed a class by then. */
const readReached: Reading<'reached'> = async ({ read }, { to, region, asOf }) => {
  const onLastDay = (row: typeof registrations | typeof residences) =>
    and(lte(row.from, to), or(isNull(row.to), gt(row.to, to)), believedAsOf(row, asOf))
  const registered = await read
    .select({
      householdId: registrations.householdId,
      status: registrations.status,
      own: households.regionCode,
      moved: residences.regionCode,
    })
    .from(registrations)
    .innerJoin(households, eq(households.id, registrations.householdId))
    .leftJoin(residences, and(eq(residences.subjectId, registrations.householdId), onLastDay(residences)))
    .where(and(onLastDay(registrations), ne(registrations.status, 'none')))
  const there = registered.map(({ own, moved, ...row }) => ({ ...row, region: moved ?? own })).filter((row) => liesIn(row.region, region))
  const members = await read
    .selectDistinct({ householdId: memberships.householdId })
    .from(completions)
    .innerJoin(memberships, eq(memberships.personId, completions.personId))
    .where(
      and(
        lte(completions.day, to),
        believedAsOf(completions, asOf),
        believedAsOf(memberships, asOf),
        lte(memberships.from, completions.day),
        or(isNull(memberships.to), gt(memberships.to, completions.day)),
      ),
    )
  const reached = new Set(members.map(({ householdId }) => householdId))
  return there.map((row) => ({
    ...ofNobody,
    ...row,
    key: row.householdId,
    day: to,
    cohortId: null,
    tier: null,
    isMet: reached.has(row.householdId),
  }))
}

const readPeopleFromStage: Reading<'stage'> = async (site, { to, region, asOf }, { least }) => {
  await keepStages(site)
  const people = await listPeopleFromStage(site.read, { least, on: to, region, asOf })
  return people.map((one) => ({ ...one, key: one.personId, day: to, cohortId: null, tier: null, isMet: false, amount: 0 }))
}

/** Completions that are so many months old on a day of the period which is not to come. */
const readAfterwards: Reading<'afterwards'> = async (site, scope, { months, met }) => {
  await keepStages(site)
  const today = toDay(site.now())
  const until = scope.to < today ? scope.to : today
  const tiers = await readTiers(site)
  // A month earlier than needed: months are of different lengths, and the exact day is looked at below.
  const wide = { ...scope, from: addMonthsToDay(scope.from, -months - 1), to: addMonthsToDay(scope.to, 1 - months) }
  const due = (await listCountedCompletions(site.read, wide))
    .map((row) => ({ row, then: addMonthsToDay(row.day, months) }))
    .filter(({ then }) => then >= scope.from && then <= until)
  const history = await readOperatingHistory(
    site.read,
    due.map(({ row }) => row.personId),
    scope.asOf,
  )
  return due.map(({ row, then }) => ({
    ...ofCompletion(row, tiers, row.completionId),
    day: then,
    isMet:
      met === 'unknown'
        ? !history.isAt(row.personId, 'operating', then) && !history.isKnown(row.personId, row.day, then)
        : history.isAt(row.personId, met, then),
  }))
}

const readPairing: Reading<'pairing'> = async (site, { viewer, from, to, region }, { figure }) => {
  const { rows } = await readOutcomeList(site, viewer, { figure, from: toMonth(from), to: toMonth(to) })
  return rows
    .filter(({ township }) => liesIn(township, region))
    .map(({ township, value }, place) => ({
      ...ofNobody,
      key: String(place),
      day: to,
      region: township,
      cohortId: null,
      tier: null,
      amount: value,
    }))
}

const readings: { [Kind in FactSource['kind']]: Reading<Kind> } = {
  classes: readClasses,
  completions: readCompletions,
  certificates: readCertificates,
  enrolments: readEnrolments,
  sessions: readSessions,
  attendance: readAttendance,
  exams: readExams,
  reached: readReached,
  stage: readPeopleFromStage,
  afterwards: readAfterwards,
  pairing: readPairing,
}

/** Reads the facts that a source finds in a scope. */
export const readFacts = (site: Site, scope: Question, source: FactSource): Promise<Fact[]> =>
  (readings[source.kind] as Reading<FactSource['kind']>)(site, scope, source)
