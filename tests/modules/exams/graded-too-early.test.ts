// A sheet that was graded while the server's clock was wrong: what was acknowledged counts, and all that follows from a pass follows.
import { expect, test } from 'vitest'
import { enrolmentWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { attemptWorkflow, submitAnswers, startOrResumeAttempt, planExam, loadSheet } from '#app/modules/exams/exams.server.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { certificates } from '#db/schema/certificates.ts'
import { completions } from '#db/schema/cohorts.ts'
import { aClassWithATrainee, anAdmin, aViewer, mark } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { answersWith } from './makers.ts'

test('right answers in time on a sheet that was failed too early pass it: completion and certificate follow', async () => {
  const site = await aSite()
  const { cohortId, sessions, personId, enrolmentId } = await aClassWithATrainee(site)
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  const trainee = aViewer('trainee', { kind: 'own' }, { personId })
  const examId = await planExam(site, anAdmin, {
    cohortId,
    single: 6,
    multiple: 2,
    trueFalse: 2,
    minutes: 30,
    passMark: 60,
    attemptsAllowed: 1,
    opensOn: '2019-03-08',
    closesOn: '2019-03-09',
  })
  const attemptId = await startOrResumeAttempt(site, trainee, { examId })
  site.clock.forward(5 * 3_600_000) // five hours ahead for a moment
  await site.settle()
  expect((await loadWorkflow(site.read, attemptWorkflow, attemptId)).state).toBe('graded.failed')
  site.clock.forward(-5 * 3_600_000 + 60_000)
  await submitAnswers(site, trainee, { attemptId, answers: answersWith(await loadSheet(site, attemptId), 10), handIn: true })
  await site.settle()
  expect((await loadWorkflow(site.read, attemptWorkflow, attemptId)).state).toBe('graded.passed')
  expect((await loadWorkflow(site.read, enrolmentWorkflow, enrolmentId)).state).toBe('completed')
  expect(await site.read.select({ day: completions.day }).from(completions)).toEqual([{ day: '2019-03-08' }])
  expect(await site.read.$count(certificates)).toBe(1)
})
