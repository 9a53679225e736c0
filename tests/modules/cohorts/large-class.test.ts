// A class of hundreds: what concerns all of its people is done some at a time.
import { expect, test } from 'vitest'
import { enrolPersons, readCohort, readCohortStep, stepEnrolments, takeAttendance } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortEndForm } from '#app/modules/cohorts/forms/cohort-end-form.ts'
import type { TakenMark } from '#app/modules/cohorts/take-attendance.server.ts'
import { attendanceMarks } from '#db/schema/cohorts.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { workflows } from '#db/schema/workflow.ts'
import { eq } from 'drizzle-orm'
import { planExam } from '#app/modules/exams/exams.server.ts'
import { aPlan } from '#tests/support/exam-hall.ts'
import { aCohort, anAdmin, aPerson, aViewer, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test('no write moves more than fifty people, and all are moved', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await step(site, cohortId, 'OPEN')
  const personIds = await Promise.all(Array.from({ length: 120 }, () => aPerson(site)))
  await enrolPersons(site, anAdmin, { cohortId, personIds })
  await step(site, cohortId, 'START')
  await site.settle()
  expect(await site.read.$count(workflows, eq(workflows.state, 'studying'))).toBe(120)
  await step(site, cohortId, 'CANCEL')
  await site.settle()
  expect(await site.read.$count(workflows, eq(workflows.state, 'dismissed'))).toBe(120)
  const moved = (await site.read.select({ lines: auditEntries.lines }).from(auditEntries)).map(({ lines }) => lines.length)
  expect(Math.max(...moved)).toBeLessThanOrEqual(3 * 50) // an enrolment brings an account and its role along
})

test('attendance of hundreds is stored a hundred at a time, and judged together first', async () => {
  const site = await aSite()
  const { id: cohortId, sessions } = await aCohort(site, { days: ['2019-03-04'] })
  await step(site, cohortId, 'OPEN')
  const personIds = await Promise.all(Array.from({ length: 230 }, () => aPerson(site)))
  await enrolPersons(site, anAdmin, { cohortId, personIds })
  await step(site, cohortId, 'START')
  const { trainees } = await readCohort(site, anAdmin, cohortId)
  const mark = (of: 'present' | 'late') => trainees.map(({ enrolmentId }): TakenMark => ({ enrolmentId, mark: of, how: 'list' }))
  const [last] = trainees.slice(-1).map(({ enrolmentId }): TakenMark => ({ enrolmentId, mark: 'absent', how: 'list' }))
  await takeAttendance(site, anAdmin, { sessionId: sessions[0]!, marks: [last!] })
  await expect(takeAttendance(site, anAdmin, { sessionId: sessions[0]!, marks: mark('present') })).rejects.toThrow('已记过')
  expect(await site.read.$count(attendanceMarks)).toBe(1) // the last of them has no reason: none of the others is stored
  const before = await site.read.$count(auditEntries)
  expect(
    await takeAttendance(site, anAdmin, {
      sessionId: sessions[0]!,
      marks: [...mark('present').slice(0, -1), { ...last!, mark: 'late', reason: '看错了' }],
    }),
  ).toEqual({ changed: 230 })
  expect(await site.read.$count(auditEntries)).toBe(before + 3)
  const { trainees: now, sessions: held } = await readCohort(site, anAdmin, cohortId)
  expect([held[0]!.marked, now.filter(({ attended }) => attended === 1).length]).toEqual([230, 230])
  expect(await takeAttendance(site, anAdmin, { sessionId: sessions[0]!, marks: mark('present').slice(0, -1) })).toEqual({ changed: 0 })
})

test('that nobody of a class of 2,000 sits the exam is recorded at once, and somebody out of reach stops all of it', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site, { days: ['2019-03-04'] })
  await step(site, cohortId, 'OPEN')
  const personIds: string[] = []
  while (personIds.length < 2_000) personIds.push(...(await Promise.all(Array.from({ length: 100 }, () => aPerson(site)))))
  await enrolPersons(site, anAdmin, { cohortId, personIds })
  await step(site, cohortId, 'START')
  await site.settle()
  await planExam(site, anAdmin, { cohortId, ...aPlan, opensOn: '2019-03-05', closesOn: '2019-03-06' })
  const { waitingFor } = await readCohortStep(site, anAdmin, { cohortId, step: 'close' })
  expect(waitingFor).toHaveLength(2_000)
  const entered = { do: 'SKIP_EXAM', enrolment: waitingFor.map(({ enrolmentId }) => enrolmentId), reason: '停电，这次不考' }
  const order = cohortEndForm.parse(entered)
  if (!('enrolmentIds' in order)) throw new Error('a step of the class')
  const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })
  await expect(stepEnrolments(site, elsewhere, order)).rejects.toMatchObject({ status: 404 })
  expect((await readCohortStep(site, anAdmin, { cohortId, step: 'close' })).waitingCount).toBe(2_000)
  const before = performance.now()
  await stepEnrolments(site, anAdmin, order)
  expect(performance.now() - before).toBeLessThan(20_000)
  expect(await readCohortStep(site, anAdmin, { cohortId, step: 'close' })).toMatchObject({ objection: null, waitingCount: 0 })
}, 120_000)
