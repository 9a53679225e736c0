// Every indicator of facts that the generated counties have, counted once more: plain loops over rows, without any code of the product but
// the calendar.
import { addMonths, toDay } from '#app/calendar.ts'
import type { Site } from '#app/site.ts'
import { attendanceMarks, classSessions } from '#db/schema/cohorts.ts'
import { attempts } from '#db/schema/exams.ts'
import { readAllRows, replay, type Rows } from '../talent/replay.ts'

export interface Scope {
  from: string
  to: string
  region: string
  asOf: Date
}

export async function readRows(site: Pick<Site, 'read'>) {
  return {
    ...(await readAllRows(site)),
    sessions: await site.read.select().from(classSessions),
    marks: await site.read.select().from(attendanceMarks),
    attempts: await site.read.select().from(attempts),
  }
}
export type AllRows = Awaited<ReturnType<typeof readRows>>

/** What an indicator is: units, and of a share those that meet it. */
export interface Counted {
  all: Set<string>
  met: Set<string>
}

const believed = (row: { knownAt: Date; supersededAt: Date | null }, { asOf }: Scope) =>
  row.knownAt <= asOf && (row.supersededAt === null || row.supersededAt > asOf)
const holds = (row: { from: string; to: string | null }, day: string) => row.from <= day && (row.to === null || day < row.to)

const homeOn = (rows: Rows, personId: string, day: string, scope: Scope) =>
  rows.memberships.find((one) => one.personId === personId && believed(one, scope) && holds(one, day))?.householdId ?? null

function placeOn(rows: Rows, personId: string, day: string, scope: Scope): string {
  const home = homeOn(rows, personId, day, scope)
  const lived = rows.residences.find((one) => one.subjectId === (home ?? personId) && believed(one, scope) && holds(one, day))
  if (lived) return lived.regionCode
  if (home) return rows.households.find(({ id }) => id === home)!.regionCode
  return rows.persons.find(({ id }) => id === personId)!.regionCode
}

function statusesOn(rows: Rows, home: string | null, day: string, scope: Scope): string[] {
  const found = rows.registrations.filter((one) => one.householdId === home && believed(one, scope) && holds(one, day))
  return found.length === 0 ? ['none'] : found.map(({ status }) => status)
}

const sameDayLater = (day: string, months: number) => {
  const month = addMonths(day.slice(0, 7), months)
  const dayOfMonth = Math.min(Number(day.slice(8)), new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate())
  return `${month}-${String(dayOfMonth).padStart(2, '0')}`
}

const stateNow = (rows: Rows, id: string) => rows.events.filter((event) => event.workflowId === id).at(-1)?.to ?? ''

function completedIn(rows: AllRows, scope: Scope) {
  return rows.completions.filter(
    (one) =>
      believed(one, scope) &&
      one.day >= scope.from &&
      one.day <= scope.to &&
      placeOn(rows, one.personId, one.day, scope).startsWith(scope.region),
  )
}

/** The last class session of each completed class of the period. */
function classesIn(rows: AllRows, scope: Scope): Map<string, string> {
  const classes = new Map<string, string>()
  for (const cohort of rows.cohorts) {
    const days = rows.sessions.filter(({ cohortId }) => cohortId === cohort.id).map(({ day }) => day)
    const last = days.sort().at(-1)
    const state = rows.events.filter((event) => event.workflowId === cohort.id && event.at <= scope.asOf).at(-1)?.to
    if (last !== undefined && last >= scope.from && last <= scope.to && state === 'completed') classes.set(cohort.id, last)
  }
  return classes
}

function studiedIn(rows: AllRows, scope: Scope) {
  const classes = classesIn(rows, scope)
  return rows.enrolments.filter(
    (one) =>
      classes.has(one.cohortId) &&
      rows.events.some((event) => event.workflowId === one.id && event.at <= scope.asOf && /^(studying|notSitting)/.test(event.to)) &&
      placeOn(rows, one.personId, classes.get(one.cohortId)!, scope).startsWith(scope.region),
  )
}

/** Counts every indicator of a scope. Pairing's figures have their own tests. */
export function countPlainly(rows: AllRows, scope: Scope, today: string): Record<string, Counted> {
  const counts: Record<string, Counted> = {}
  const count = (name: string, key: string | null, isMet = false) => {
    const counted = (counts[name] ??= { all: new Set(), met: new Set() })
    if (key === null) return
    counted.all.add(key)
    if (isMet) counted.met.add(key)
  }
  const classes = classesIn(rows, scope)
  for (const cohort of rows.cohorts) if (classes.has(cohort.id) && cohort.regionCode.startsWith(scope.region)) count('cohorts', cohort.id)
  for (const one of completedIn(rows, scope)) {
    const home = homeOn(rows, one.personId, one.day, scope)
    const statuses = statusesOn(rows, home, one.day, scope)
    count('attendances', one.id)
    count('persons', one.personId)
    count('households', home)
    if (home !== null && statuses.some((status) => status !== 'none')) {
      count('registered-persons', one.personId)
      count('registered-households', home)
    }
    if (home !== null && statuses.includes('lifted')) {
      count('lifted-persons', one.personId)
      count('lifted-households', home)
    }
    if (classes.has(one.cohortId)) count('cohorts', one.cohortId)
    const certified = rows.certificates.some((paper) => paper.enrolmentId === one.enrolmentId && stateNow(rows, paper.id) === 'valid')
    count('certificate-rate', one.id, certified)
  }
  for (const one of studiedIn(rows, scope)) {
    count(
      'completion-rate',
      one.id,
      rows.completions.some((done) => done.enrolmentId === one.id && believed(done, scope)),
    )
    const graded = rows.attempts.filter(({ enrolmentId, id }) => enrolmentId === one.id && stateNow(rows, id).startsWith('graded'))
    if (graded.length > 0)
      count(
        'pass-rate',
        one.id,
        graded.some(({ id }) => stateNow(rows, id) === 'graded.passed'),
      )
  }
  for (const session of rows.sessions) {
    if (session.day < scope.from || session.day > scope.to) continue
    const cohort = rows.cohorts.find(({ id }) => id === session.cohortId)!
    const begun = ['running', 'completed'].includes(stateNow(rows, cohort.id))
    const until = toDay(scope.asOf) < today ? toDay(scope.asOf) : today
    if (begun && session.day <= until && cohort.regionCode.startsWith(scope.region)) count('sessions', session.id)
    for (const enrolment of rows.enrolments) {
      const marks = rows.marks.filter((one) => one.sessionId === session.id && one.enrolmentId === enrolment.id && one.at <= scope.asOf)
      const last = marks.sort((one, other) => one.at.getTime() - other.at.getTime()).at(-1)
      if (!last || !placeOn(rows, enrolment.personId, session.day, scope).startsWith(scope.region)) continue
      count('attendance-rate', `${session.id} ${enrolment.id}`, last.mark === 'present' || last.mark === 'late')
    }
  }
  for (const home of rows.households) {
    const lived = rows.residences.find((one) => one.subjectId === home.id && believed(one, scope) && holds(one, scope.to))
    if (!(lived?.regionCode ?? home.regionCode).startsWith(scope.region)) continue
    if (!statusesOn(rows, home.id, scope.to, scope).some((status) => status !== 'none')) continue
    const reached = rows.completions.some(
      (one) =>
        believed(one, scope) &&
        one.day <= scope.to &&
        rows.memberships.some(
          (member) =>
            member.personId === one.personId && member.householdId === home.id && believed(member, scope) && holds(member, one.day),
        ),
    )
    count('households-reached', home.id, reached)
  }
  for (const person of rows.persons) {
    const there = replay(rows, person.id, scope.to, scope.asOf)
    if (!there?.region.startsWith(scope.region)) continue
    if (['operating', 'sustained'].includes(there.stage)) count('operating-persons', person.id)
    if (there.stage === 'sustained') count('sustained-persons', person.id)
  }
  for (const months of [3, 6, 12])
    for (const one of rows.completions) {
      const then = sameDayLater(one.day, months)
      if (!believed(one, scope) || then < scope.from || then > scope.to || then > today) continue
      if (!placeOn(rows, one.personId, one.day, scope).startsWith(scope.region)) continue
      const stage = replay(rows, one.personId, then, scope.asOf)?.stage ?? ''
      count(`operating-after-${months}`, one.id, ['operating', 'sustained'].includes(stage))
      count(`sustained-after-${months}`, one.id, stage === 'sustained')
    }
  return counts
}
