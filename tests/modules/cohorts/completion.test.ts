// Who completes, on which day, and what a correction does to it.
import { and, eq, isNull } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countsAsAttended, type Mark, computeAttendance, sessionsNeeded } from '#app/modules/cohorts/attendance.ts'
import { enrolmentWorkflow, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { certificates } from '#db/schema/certificates.ts'
import { completions } from '#db/schema/cohorts.ts'
import { workflows } from '#db/schema/workflow.ts'
import { aClassWithATrainee, aCohort, anAdmin, aPerson, enrol, mark, pass, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const enrolment = (site: TestSite, id: string) => loadWorkflow(site.read, enrolmentWorkflow, id)
const believed = (site: TestSite, enrolmentId: string) =>
  site.read
    .select({ day: completions.day })
    .from(completions)
    .where(and(eq(completions.enrolmentId, enrolmentId), isNull(completions.supersededAt)))
const certificateStates = async (site: TestSite, enrolmentId: string) =>
  (
    await site.read
      .select({ state: workflows.state })
      .from(certificates)
      .innerJoin(workflows, eq(workflows.id, certificates.id))
      .where(eq(certificates.enrolmentId, enrolmentId))
      .orderBy(certificates.number)
  ).map(({ state }) => state)

test.each([
  [4, 75, 3],
  [4, 76, 4],
  [3, 75, 3],
  [5, 80, 4],
  [3, 1, 1],
  [7, 100, 7],
])('of %i sessions at %i%%, %i must be attended', (sessions, percent, needed) => {
  expect(sessionsNeeded(sessions, percent)).toBe(needed)
})

test('present and late attend, absent and excused do not', () => {
  expect((['present', 'late', 'absent', 'excused'] as const).map(countsAsAttended)).toEqual([true, true, false, false])
})

test('attendance is met on the day of the session with which it was enough, whenever that was written down', () => {
  const days = ['2019-03-05', '2019-03-06', '2019-03-07', '2019-03-08']
  expect(computeAttendance(days, ['2019-03-08', '2019-03-05'], 75)).toEqual({ attended: 2, sessions: 4, metOn: null })
  expect(computeAttendance(days, ['2019-03-08', '2019-03-05', '2019-03-06'], 75).metOn).toBe('2019-03-08')
  expect(computeAttendance(days, days, 75).metOn).toBe('2019-03-07')
})

test('who came often enough and passed completes by herself, on the day of the later of the two, with a certificate', async () => {
  const site = await aSite()
  const { sessions, enrolmentId, personId, cohortId } = await aClassWithATrainee(site)
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'present')
  expect((await enrolment(site, enrolmentId)).state).toBe('studying')
  site.clock.set('2019-03-09T01:00:00+08:00') // still the 8th in Greenwich
  await pass(site, enrolmentId)
  expect((await enrolment(site, enrolmentId)).state).toBe('completed')
  expect(await site.read.select().from(completions)).toMatchObject([
    { enrolmentId, personId, cohortId, day: '2019-03-09', knownAt: site.now(), supersededAt: null },
  ])
  await site.settle()
  expect(await certificateStates(site, enrolmentId)).toEqual(['valid'])
})

test('a paper list that comes in later completes on the day of the class, not on the day of typing', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  await pass(site, enrolmentId, '2019-03-06')
  site.clock.set('2019-03-20T10:00:00+08:00')
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'late')
  expect(await believed(site, enrolmentId)).toEqual([{ day: '2019-03-07' }])
})

test('closing the class fails those who miss something, and says why; those who completed stay so', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  const lazy = await enrol(site, cohortId, await aPerson(site, { name: '覃小山' }))
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId)
  await step(site, cohortId, 'CLOSE')
  expect((await enrolment(site, enrolmentId)).state).toBe('completed')
  const failed = await enrolment(site, lazy)
  expect([failed.state, failed.snapshot.context.reason]).toEqual(['failed', '到结业时考勤或考试没有达到要求。'])
})

test('a sheet handed in before the class closed and graded after it still counts, where attendance is enough', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  const absent = await enrol(site, cohortId, await aPerson(site, { name: '覃小山' }))
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await step(site, cohortId, 'CLOSE')
  await pass(site, enrolmentId)
  await pass(site, absent)
  expect([(await enrolment(site, enrolmentId)).state, (await enrolment(site, absent)).state]).toEqual(['completed', 'failed'])
  expect(await believed(site, absent)).toEqual([])
})

test('a corrected mark takes a completion back: the old row stays, superseded; the certificate is revoked; completing again gives a new one', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  await pass(site, enrolmentId, '2019-03-05')
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'present')
  await site.settle()
  await mark(site, sessions[2]!, enrolmentId, 'absent')
  await site.settle()
  expect((await enrolment(site, enrolmentId)).state).toBe('studying')
  expect(await believed(site, enrolmentId)).toEqual([])
  expect(await certificateStates(site, enrolmentId)).toEqual(['revoked'])
  await mark(site, sessions[3]!, enrolmentId, 'present')
  await site.settle()
  expect(await believed(site, enrolmentId)).toEqual([{ day: '2019-03-08' }])
  expect((await site.read.select().from(completions)).length).toBe(2)
  expect(await certificateStates(site, enrolmentId)).toEqual(['revoked', 'valid'])
})

test('a corrected mark that moves the day of completion replaces the certificate', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  await pass(site, enrolmentId, '2019-03-05')
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await site.settle()
  expect(await believed(site, enrolmentId)).toEqual([{ day: '2019-03-07' }])
  await mark(site, sessions[0]!, enrolmentId, 'excused')
  await site.settle()
  expect(await believed(site, enrolmentId)).toEqual([{ day: '2019-03-08' }])
  expect(await certificateStates(site, enrolmentId)).toEqual(['replaced', 'valid'])
})

test('who leaves keeps marks and exam, and completes on coming back if that is enough', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  for (const session of sessions.slice(0, 2)) await mark(site, session, enrolmentId, 'present')
  await stepEnrolment(site, anAdmin, { enrolmentId, event: { type: 'LEAVE', reason: '外出务工' } })
  await pass(site, enrolmentId)
  await mark(site, sessions[2]!, enrolmentId, 'present')
  expect(await believed(site, enrolmentId)).toEqual([])
  await stepEnrolment(site, anAdmin, { enrolmentId, event: { type: 'RETURN', reason: '回乡了' } })
  expect(await believed(site, enrolmentId)).toEqual([{ day: '2019-03-08' }])
})

const aMark = fc.constantFrom<Mark>('present', 'late', 'absent', 'excused')
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ session: fc.nat(3), mark: aMark }) },
  { weight: 1, arbitrary: fc.constant('pass' as const) },
)

test('whatever the order of marks, corrections and exam, the end follows from the last marks and the exam alone', async () => {
  const site = await aSite()
  const cohort = await aCohort(site)
  await enrol(site, cohort.id, await aPerson(site))
  await step(site, cohort.id, 'OPEN', 'START')
  site.clock.set('2019-03-08T18:00:00+08:00')
  const days = ['2019-03-05', '2019-03-06', '2019-03-07', '2019-03-08']
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (story) => {
      const enrolmentId = await enrol(site, cohort.id, await aPerson(site))
      for (const one of story)
        await (one === 'pass' ? pass(site, enrolmentId, '2019-03-07') : mark(site, cohort.sessions[one.session]!, enrolmentId, one.mark))
      const last = days
        .map((_, nth) => story.filter((one) => one !== 'pass' && one.session === nth).at(-1))
        .map((one) => (one && one !== 'pass' ? one.mark : 'absent'))
      const came = days.filter((_, nth) => last[nth] === 'present' || last[nth] === 'late')
      const completes = came.length >= 3 && story.includes('pass')
      const expected = completes ? [{ day: came[2]! > '2019-03-07' ? came[2]! : '2019-03-07' }] : []
      expect(await believed(site, enrolmentId)).toEqual(expected)
      expect((await enrolment(site, enrolmentId)).state).toBe(completes ? 'completed' : 'studying')
    }),
    { numRuns: 60 },
  )
})
