// People, viewers and classes for tests, made through the doors as far as there are doors. All invented.
import { asc, eq } from 'drizzle-orm'
import type { Role, Scope } from '#app/access/roles.ts'
import type { Grant, Viewer } from '#app/access/viewer.ts'
import type { Mark } from '#app/modules/cohorts/attendance.ts'
import {
  cohortWorkflow,
  enrolPerson,
  recordExamPassed,
  planCohort,
  stepCohort,
  takeAttendance,
} from '#app/modules/cohorts/cohorts.server.ts'
import type { CohortPlan } from '#app/modules/cohorts/commands.server.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { classSessions } from '#db/schema/cohorts.ts'
import { persons } from '#db/schema/households.ts'
import type { TestSite } from './site.ts'

/** Somebody with one role. */
export const aViewer = (role: Role, scope: Scope, { personId = null }: { personId?: string | null } = {}): Viewer => ({
  accountId: `a-${role}`,
  personId,
  name: role,
  grants: [{ role, scope } satisfies Grant],
})

export const anAdmin = aViewer('administrator', { kind: 'everything' })
/** The officer of the township 422826100. */
export const anOfficer = aViewer('townshipOfficer', { kind: 'region', code: '422826100' })

/** A person of the register. */
export async function aPerson(
  site: TestSite,
  { name = '田小禾', regionCode = '422826100201' }: { name?: string; regionCode?: string } = {},
): Promise<string> {
  const id = newId()
  await site.write(
    'operator',
    'a person for the test',
    async (tx) => void (await tx.insert(persons).values({ id, name, sex: 'female', birthday: '1984-05-06', regionCode, knownAt: tx.at })),
  )
  return id
}

/** A planned class with a session a day. The test site's clock stands at 2019-03-04. */
export async function aCohort(
  site: TestSite,
  { days = ['2019-03-05', '2019-03-06', '2019-03-07', '2019-03-08'], ...plan }: { days?: string[] } & Partial<CohortPlan> = {},
): Promise<{ id: string; sessions: string[] }> {
  const id = await planCohort(site, anAdmin, {
    number: 1,
    name: '茶叶上行班',
    tier: 'entrepreneur',
    courseSlug: 'sell-tea-and-potatoes',
    regionCode: '422826100',
    place: '镇文化站',
    attendanceRequired: 75,
    sessions: days.map((day, nth) => ({ day, startsAt: '09:00', topic: `第 ${nth + 1} 讲` })),
    ...plan,
  })
  const sessions = await site.read
    .select({ id: classSessions.id })
    .from(classSessions)
    .where(eq(classSessions.cohortId, id))
    .orderBy(asc(classSessions.day))
  return { id, sessions: sessions.map((session) => session.id) }
}

/** Moves a class on, and lets what follows from it happen. */
export async function step(site: TestSite, cohortId: string, ...types: string[]) {
  for (const type of types) {
    const { version } = await loadWorkflow(site.read, cohortWorkflow, cohortId)
    await stepCohort(site, anAdmin, { id: cohortId, version, event: { type, reason: '教室漏水' } })
    await site.settle()
  }
}

export const enrol = (site: TestSite, cohortId: string, personId: string) =>
  site.write('operator', 'enrol', (tx) => enrolPerson(tx, site, { cohortId, personId }))
export const pass = (site: TestSite, enrolmentId: string, day?: string) =>
  site.write('system', 'exam passed', (tx) => recordExamPassed(tx, { enrolmentId, ...(day ? { day } : {}) }))
export const mark = (site: TestSite, sessionId: string, enrolmentId: string, mark: Mark, reason = '看错了名字') =>
  takeAttendance(site, anAdmin, { sessionId, marks: [{ enrolmentId, mark, how: 'list', reason }] })

/** A running class with one trainee; its last day is over, so all marks can be taken. */
export async function aClassWithATrainee(site: TestSite, plan: Parameters<typeof aCohort>[1] = {}) {
  const cohort = await aCohort(site, plan)
  const personId = await aPerson(site)
  const enrolmentId = await enrol(site, cohort.id, personId)
  await step(site, cohort.id, 'OPEN', 'START')
  site.clock.set('2019-03-08T18:00:00+08:00')
  return { cohortId: cohort.id, sessions: cohort.sessions, personId, enrolmentId }
}
