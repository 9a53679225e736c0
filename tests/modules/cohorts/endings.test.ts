// Ending a class, and taking that back: what is said before, who is touched, and what the figures say afterwards.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import {
  enrolmentWorkflow,
  readCohort,
  readCohortStep,
  stepCohort,
  stepEnrolment,
  stepEnrolments,
} from '#app/modules/cohorts/cohorts.server.ts'
import { listStillToSit, planExam, startOrResumeAttempt } from '#app/modules/exams/exams.server.ts'
import { readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { completions } from '#db/schema/cohorts.ts'
import { aClassWithATrainee, aCohort, anAdmin, anOfficer, aPerson, aViewer, enrol, mark, pass, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const exam = {
  single: 4,
  multiple: 3,
  trueFalse: 3,
  minutes: 30,
  passMark: 60,
  attemptsAllowed: 1,
  opensOn: '2019-03-09',
  closesOn: '2019-03-10',
}
const stateOf = async (site: TestSite, id: string) => (await loadWorkflow(site.read, enrolmentWorkflow, id)).state
const view = (site: TestSite, cohortId: string, step: 'close' | 'cancel' | 'reopen', viewer: Viewer = anAdmin) =>
  readCohortStep(site, viewer, { cohortId, step })

/** Takes the step as its page showed it. */
async function take(site: TestSite, cohortId: string, name: 'close' | 'cancel' | 'reopen', viewer: Viewer = anAdmin) {
  const { version, fingerprint } = await view(site, cohortId, name, viewer)
  await stepCohort(site, viewer, { id: cohortId, version, seen: fingerprint, event: { type: name.toUpperCase(), reason: '点错了' } })
  await site.settle()
}

test('before a class is closed its page says who fails and what is missing', async () => {
  const site = await aSite()
  const { cohortId } = await aClassWithATrainee(site)
  expect(await view(site, cohortId, 'close', anOfficer)).toMatchObject({
    objection: null,
    touched: [{ outcome: '会记为“未结业”，考勤和考试不能再补', names: ['田小禾'], total: 1 }],
    missing: [
      '4 次课还没有记考勤：2019年3月5日、2019年3月6日、2019年3月7日、2019年3月8日。',
      '没有安排考试：没有通过考试的人不能结业。',
      '还没有一个人达到结业要求：现在结业，报表里多 1 期，0 人。',
    ],
  })
})

test('of people of other townships the page of a step knows how many there are, and nothing else', async () => {
  const site = await aSite()
  const { cohortId } = await aClassWithATrainee(site)
  await enrol(site, cohortId, await aPerson(site, { name: '向小麦', regionCode: '422826101201' }))
  for (const step of ['close', 'cancel'] as const) {
    const shown = await view(site, cohortId, step, anOfficer)
    expect(shown.touched).toMatchObject([{ names: ['田小禾'], total: 2 }])
    expect(JSON.stringify(shown)).not.toMatch(/向小麦|422826101201/) // whatever is loaded is sent, shown or not
  }
})

test('nothing is missing where all were marked and passed', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId, '2019-03-08')
  expect(await view(site, cohortId, 'close')).toMatchObject({
    missing: [],
    touched: [{ outcome: '会记为“结业”', names: ['田小禾'] }],
  })
})

test('it is closed as it was seen: not if somebody has come, or been marked, since', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  const seen = await view(site, cohortId, 'close')
  await mark(site, sessions[0]!, enrolmentId, 'present')
  const close = () => stepCohort(site, anAdmin, { id: cohortId, version: seen.version, seen: seen.fingerprint, event: { type: 'CLOSE' } })
  await expect(close()).rejects.toMatchObject({ status: 409, message: expect.stringContaining('您看的时候，别人刚改过') })
  await take(site, cohortId, 'close')
  expect(await stateOf(site, enrolmentId)).toBe('failed')
})

test('for whom a class waits, and until when, is listed by the rule that holds it open', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId, personId } = await aClassWithATrainee(site)
  const trainee: Viewer = { accountId: 't', personId, name: '田小禾', grants: [{ role: 'trainee', scope: { kind: 'own' } }] }
  const examId = await planExam(site, anAdmin, { cohortId, ...exam })
  expect(await view(site, cohortId, 'close', anOfficer)).toMatchObject({
    objection: '还有 1 人可以考试，要等他们考完，或者在下面办一样。',
    waitingFor: [{ enrolmentId, name: '田小禾', until: '2019年3月10日（含）前', canSkip: true }],
  })
  await stepEnrolments(site, anOfficer, { enrolmentIds: [enrolmentId], event: { type: 'SKIP_EXAM', reason: '外出务工，没有来考' } })
  expect(await listStillToSit(site.read, cohortId, site.now())).toEqual([])
  site.clock.set('2019-03-09T10:00:00+08:00')
  await expect(startOrResumeAttempt(site, trainee, { examId })).rejects.toMatchObject({
    message: expect.stringContaining('不参加这次考试'),
  })
  // It can be taken back while the class runs.
  await stepEnrolment(site, anOfficer, { enrolmentId, event: { type: 'SIT_EXAM', reason: '赶回来考' } })
  await startOrResumeAttempt(site, trainee, { examId })
  await expect(stepEnrolment(site, anOfficer, { enrolmentId, event: { type: 'SKIP_EXAM', reason: '没有来考' } })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('没有答卷在答'),
  })
  expect(await view(site, cohortId, 'close')).toMatchObject({ waitingFor: [{ canSkip: false }] })
})

test('who does not sit the exam goes on attending, and fails with the reason that was given', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  await stepEnrolment(site, anOfficer, { enrolmentId, event: { type: 'SKIP_EXAM', reason: '外出务工，没有来考' } })
  await mark(site, sessions[0]!, enrolmentId, 'present')
  await take(site, cohortId, 'close')
  const { state, snapshot } = await loadWorkflow(site.read, enrolmentWorkflow, enrolmentId)
  expect([state, snapshot.context.reason, snapshot.context.attended]).toEqual(['failed', '外出务工，没有来考', 1])
})

test('the administrator opens a completed class again with a reason; others do not', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  await take(site, cohortId, 'close')
  for (const viewer of [anOfficer, aViewer('instructor', { kind: 'cohort', id: cohortId })]) {
    await expect(view(site, cohortId, 'reopen', viewer)).rejects.toMatchObject({ status: 403 })
    await expect(stepCohort(site, viewer, { id: cohortId, version: 3, event: { type: 'REOPEN', reason: '点错了' } })).rejects.toMatchObject(
      { status: 403 },
    )
    expect((await readCohort(site, viewer, cohortId)).steps).toEqual([])
  }
  await expect(stepCohort(site, anAdmin, { id: cohortId, version: 3, event: { type: 'REOPEN', reason: ' ' } })).rejects.toMatchObject({
    status: 422,
  })
  expect(await view(site, cohortId, 'reopen')).toMatchObject({
    objection: null,
    touched: [{ outcome: '“未结业”改回“在学”', names: ['田小禾'] }],
  })
  await take(site, cohortId, 'reopen')
  expect(await readCohort(site, anAdmin, cohortId)).toMatchObject({ state: 'running', reason: '点错了' })
  expect(await stateOf(site, enrolmentId)).toBe('studying')
  // What was missing is made up for, and the class is closed again.
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId, '2019-03-08')
  await take(site, cohortId, 'close')
  expect(await stateOf(site, enrolmentId)).toBe('completed')
})

test('whoever completed keeps the completion when the class is opened again, until a correction takes it back', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId, '2019-03-08')
  await take(site, cohortId, 'close')
  await take(site, cohortId, 'reopen')
  expect(await stateOf(site, enrolmentId)).toBe('completed')
  await mark(site, sessions[0]!, enrolmentId, 'absent', '记错了人')
  await site.settle()
  expect(await stateOf(site, enrolmentId)).toBe('studying')
  const [completion] = await site.read.select().from(completions).where(eq(completions.enrolmentId, enrolmentId))
  expect(completion!.supersededAt).not.toBeNull() // superseded, not deleted: an earlier report can still be explained
})

test('a cancelled class is taken up where it stood, with those who were in it then', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  await step(site, id, 'OPEN')
  const [stays, leaves] = [await enrol(site, id, await aPerson(site)), await enrol(site, id, await aPerson(site, { name: '向小麦' }))]
  await stepEnrolment(site, anAdmin, { enrolmentId: leaves, event: { type: 'LEAVE', reason: '外出务工' } })
  await take(site, id, 'cancel', anOfficer)
  expect([await stateOf(site, stays), await stateOf(site, leaves)]).toEqual(['dismissed', 'left'])
  await take(site, id, 'reopen')
  expect((await readCohort(site, anAdmin, id)).state).toBe('enrolling')
  expect([await stateOf(site, stays), await stateOf(site, leaves)]).toEqual(['enrolled', 'left'])
})

test('people who were enrolled elsewhere since are named before the class is opened again', async () => {
  const site = await aSite()
  const { cohortId, personId } = await aClassWithATrainee(site)
  await take(site, cohortId, 'close')
  site.clock.set('2019-03-09T10:00:00+08:00')
  const { id: other } = await aCohort(site, { number: 2, days: ['2019-03-12'] })
  await enrol(site, other, personId)
  expect((await view(site, cohortId, 'reopen')).missing).toContainEqual('有 1 人后来报了别的班，回来以后同时在两个班：田小禾。')
})

test('the figures follow: a class that was opened again is no 期, except in a report of what was known before', async () => {
  const site = await aSite()
  const { cohortId } = await aClassWithATrainee(site)
  const official = aViewer('official', { kind: 'region', code: '422826' })
  const classes = async (asOf?: Date) =>
    (await readHouseholdReport(site, official, { from: '2019-03-01', to: '2019-03-31', region: '422826', ...(asOf ? { asOf } : {}) }))
      .cohorts
  await take(site, cohortId, 'close')
  expect(await classes()).toBe(1)
  const before = site.now()
  site.clock.set('2019-03-09T10:00:00+08:00')
  await take(site, cohortId, 'reopen')
  expect([await classes(), await classes(before)]).toEqual([0, 1])
  site.clock.set('2019-03-10T10:00:00+08:00')
  await take(site, cohortId, 'close')
  expect([await classes(), await classes(new Date('2019-03-09T12:00:00+08:00'))]).toEqual([1, 0])
})
