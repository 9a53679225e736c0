// Right answers, explanations and counts leave the server only when nobody can use them any more.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import {
  readAttemptAtDesk,
  readSitting,
  attemptWorkflow,
  closeOwnSheets,
  listDoubtfulPasses,
  readExam,
  listOwnExams,
  submitAnswers,
  listDoubtErrands,
  startOrResumeAttempt,
  readResult,
  readCohortResults,
  loadSheet,
  submitAttempt,
} from '#app/modules/exams/exams.server.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { attempts } from '#db/schema/exams.ts'
import { administrator, answersWith, aSitting } from './makers.ts'

const minute = 60_000
const hour = 60 * minute
const oneChance = { plan: { attemptsAllowed: 1 } }

/** What a person gets to see must not tell any key or explanation of the bank. */
const tellsKeys = (shown: unknown) => /"correct":\s*\[|因为/.test(JSON.stringify(shown))

test('handing in empty, reading the result and sending right answers as given before does not pass', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting(oneChance)
  site.clock.forward(minute)
  await submitAttempt(site, candidate, { attemptId })
  expect((await readResult(site, candidate, attemptId)).questions).toHaveLength(10)
  site.clock.forward(minute)
  const { state } = await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 10, { elapsed: 1 }) })
  await site.settle()
  expect([state, (await loadWorkflow(site.read, attemptWorkflow, attemptId)).state]).toEqual(['graded.failed', 'graded.failed'])
})

test('while late answers may still count neither the right answers nor how many were right are told; then all of it', async () => {
  const { site, attemptId, examId, candidate, sheet } = await aSitting(oneChance)
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 4).slice(0, 5) })
  site.clock.forward(31 * minute)
  await site.settle()
  const result = await readResult(site, candidate, attemptId)
  expect(result).toMatchObject({
    state: 'graded.failed',
    questions: [],
    byKind: [],
    withheld: { because: 'late' },
    lateUntil: new Date('2019-03-05T09:30:00+08:00'),
  })
  for (const shown of [
    result,
    await readSitting(site, candidate, attemptId),
    await readExam(site, candidate, examId),
    await listOwnExams(site, candidate),
  ]) {
    expect(tellsKeys(shown)).toBe(false)
    expect(JSON.stringify(shown)).not.toMatch(/"correct":4/)
  }
  site.clock.forward(24 * hour)
  expect(await readResult(site, candidate, attemptId)).toMatchObject({ withheld: null, lateUntil: null, context: { correct: 4 } })
  expect((await readResult(site, candidate, attemptId)).questions).toHaveLength(10)
})

test('the candidate may say that nothing is to come: the result is shown, and what comes then does not count', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting(oneChance)
  site.clock.forward(31 * minute)
  await site.settle()
  await closeOwnSheets(site, candidate, { attemptId })
  expect((await readResult(site, candidate, attemptId)).questions).toHaveLength(10)
  site.clock.forward(minute)
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 10, { elapsed: 1 }) })
  expect([state, receipts[0]!.status]).toEqual(['graded.failed', 'lateKept'])
})

test('while another chance is open a failed sheet says what to learn, and no right answer', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 4) })
  await submitAttempt(site, candidate, { attemptId })
  const result = await readResult(site, candidate, attemptId)
  expect(tellsKeys(result)).toBe(false)
  expect(result.answered.map(({ chosen }) => chosen)).toEqual(answersWith(sheet, 4).map(({ chosen }) => chosen))
  expect(result).toMatchObject({
    withheld: { because: 'chance' },
    context: { correct: 4 },
    byKind: [
      { kind: 'single', right: 4, of: 5 },
      { kind: 'multiple', right: 0, of: 3 },
      { kind: 'trueFalse', right: 0, of: 2 },
    ],
  })
})

test.each([
  [
    'has passed',
    async ({ site, attemptId, candidate, sheet }: Awaited<ReturnType<typeof aSitting>>) =>
      void (await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 10), handIn: true })),
  ],
  [
    'may no longer sit it: the exam has closed',
    async ({ site, attemptId, candidate }: Awaited<ReturnType<typeof aSitting>>) => {
      await submitAttempt(site, candidate, { attemptId })
      site.clock.set('2019-03-06T00:00:00+08:00')
    },
  ],
])('everything is explained once the candidate %s', async (_, happens) => {
  const sitting = await aSitting()
  await happens(sitting)
  expect((await readResult(sitting.site, sitting.candidate, sitting.attemptId)).questions).toHaveLength(10)
})

test('the second sheet has other questions as far as the bank goes, and its keys are told only when the first takes no answer any more', async () => {
  const { site, attemptId, examId, candidate, sheet } = await aSitting()
  site.clock.forward(31 * minute)
  await site.settle() // the first sheet was collected, and waits for late answers
  const second = await startOrResumeAttempt(site, candidate, { examId })
  expect(tellsKeys(await readResult(site, candidate, attemptId))).toBe(false)
  const other = await loadSheet(site, second)
  const again = other.questions.filter(({ id }) => sheet.byId.has(id)).map(({ kind }) => kind)
  expect(again).toEqual(['single', 'single']) // eight in the bank, five a sheet: two must come again
  await submitAttempt(site, candidate, { attemptId: second })
  expect(await readResult(site, candidate, second)).toMatchObject({ questions: [], withheld: { because: 'late' } })
  site.clock.forward(24 * hour)
  expect((await readResult(site, candidate, second)).questions).toHaveLength(10)
})

test('a trainee who is also staff is told no more at the desk than on the phone', async () => {
  const { site, cohortId, attemptId, candidate, sheet } = await aSitting()
  const both: Viewer = { ...candidate, grants: [...candidate.grants, { role: 'instructor', scope: { kind: 'cohort', id: cohortId } }] }
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 4) })
  site.clock.forward(31 * minute)
  await site.settle()
  const shown = await readAttemptAtDesk(site, both, attemptId)
  expect(tellsKeys(shown)).toBe(false)
  expect(JSON.stringify([shown, await readCohortResults(site, both, cohortId)])).not.toMatch(/"correct":4/)
  expect((await readAttemptAtDesk(site, administrator, attemptId)).questions).toHaveLength(10)
})

test('passes of before the rule, by answers that came after the grading, are listed for the administrator alone', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting(oneChance)
  site.clock.forward(31 * minute)
  await site.settle()
  site.clock.forward(hour)
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 10) })
  await site.settle()
  expect((await listDoubtfulPasses(site, administrator)).passes).toEqual([]) // nobody could have read the right answers
  expect(await listDoubtErrands(site, administrator)).toEqual([])
  await site.write(
    'operator',
    'a sheet of before the rule',
    async (tx) => void (await tx.update(attempts).set({ keysHeldBack: false }).where(eq(attempts.id, attemptId))),
  )
  const { passes, turns } = await listDoubtfulPasses(site, administrator)
  expect(passes).toMatchObject([{ attemptId, doubt: 'afterTime', person: '田小禾', before: 0, after: 10, answers: 10, certificate: null }])
  expect(turns.next).toBeNull()
  expect(await listDoubtErrands(site, administrator)).toMatchObject([{ count: 1, unit: '次' }])
  await expect(listDoubtfulPasses(site, candidate)).rejects.toMatchObject({ status: 403 })
  expect(await listDoubtErrands(site, candidate)).toEqual([])
})
