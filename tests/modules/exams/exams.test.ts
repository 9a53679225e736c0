// Planning an exam, opening it, and who sees the results.
import { expect, test } from 'vitest'
import { addDays } from '#app/calendar.ts'
import {
  readAttemptAtDesk,
  readExam,
  readExamPlanning,
  listOwnExams,
  submitAnswers,
  startOrResumeAttempt,
  planExam,
  readCohortResults,
  loadSheet,
  submitAttempt,
} from '#app/modules/exams/exams.server.ts'
import { canSeeResult } from '#app/modules/exams/policy.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { cohortWorkflow, enrolmentWorkflow, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { advanceWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import type { Role, Scope } from '#app/access/roles.ts'
import { aClassWithATrainee, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { aBank, aCandidate, anExamCohort, administrator, aHall, answersWith, aPlan, aSitting } from './makers.ts'

const somebody = (role: Role, scope: Scope): Viewer => ({ accountId: role, personId: null, name: role, grants: [{ role, scope }] })

test.each([
  [{ single: 3, multiple: 3, trueFalse: 3 }, { single: ['一共至少要 10 道题'] }],
  [{ single: 9 }, { single: ['题库里还差 1 道'] }],
  [{ closesOn: '2019-03-01' }, { closesOn: ['截止日期不能早于开考日期'] }],
  [{ opensOn: '2019-02-30' }, { opensOn: ['开考日期要填一个日期'] }],
  [{ passMark: 101 }, { passMark: ['及格线最多 100'] }],
  [{ minutes: Number.NaN }, { minutes: ['时间要填数字'] }],
])('a plan with %j is refused at the field', async (wrong, fields) => {
  const site = await aSite()
  await expect(planExam(site, administrator, { cohortId: await anExamCohort(site), ...aPlan, ...wrong })).rejects.toMatchObject({
    status: 422,
    fields,
  })
})

test('a plan may be changed until the first candidate opens it', async () => {
  const { site, cohortId, examId } = await aHall()
  expect(await planExam(site, administrator, { cohortId, ...aPlan, minutes: 45 })).toBe(examId)
  await startOrResumeAttempt(site, await aCandidate(site, cohortId), { examId })
  await expect(planExam(site, administrator, { cohortId, ...aPlan })).rejects.toMatchObject({ status: 409 })
})

test('once a sheet is open the exam can only become more generous: a later last day, more chances', async () => {
  const { site, cohortId, examId } = await aHall({ plan: { attemptsAllowed: 1 } })
  const candidate = await aCandidate(site, cohortId)
  await submitAttempt(site, candidate, { attemptId: await startOrResumeAttempt(site, candidate, { examId }) })
  const plan = { ...aPlan, attemptsAllowed: 1 }
  for (const harder of [{ passMark: 50 }, { single: 6 }, { minutes: 40 }, { opensOn: '2019-03-03' }, { closesOn: '2019-03-04' }]) {
    await expect(planExam(site, administrator, { cohortId, ...plan, ...harder }), JSON.stringify(harder)).rejects.toMatchObject({
      status: 409,
      message: '已经有人开考，只能把截止日期延后，或者多给机会。',
    })
  }
  await expect(startOrResumeAttempt(site, candidate, { examId })).rejects.toMatchObject({ status: 409 })
  await planExam(site, administrator, { cohortId, ...plan, attemptsAllowed: 2, closesOn: '2019-03-20' })
  site.clock.set('2019-03-20T12:00:00+08:00')
  await startOrResumeAttempt(site, candidate, { examId })
  await expect(planExam(site, administrator, { cohortId, ...plan, closesOn: '2019-03-20' })).rejects.toMatchObject({ status: 409 }) // a chance that was given is not taken back
})

test.each([
  ['CANCEL', '这个班已经取消，不用安排考试。'],
  ['CLOSE', '这个班已经结业，考试安排不能再改。'],
])('after %s of its class an exam is planned no more', async (type, message) => {
  const { site, cohortId } = await aHall()
  const event = type === 'CLOSE' ? { type, lastDay: '2019-03-04', today: '2019-03-04', toSit: 0 } : { type, reason: '教室漏水' }
  await site.write('operator', 'over', (tx) => advanceWorkflow(tx, cohortWorkflow, { id: cohortId, version: 'latest', event }))
  await expect(planExam(site, administrator, { cohortId, ...aPlan })).rejects.toMatchObject({ status: 409, message })
  expect(await readExamPlanning(site, administrator, cohortId)).toMatchObject({ mayPlan: false, over: message })
})

test('an exam is proposed for the last day of its class, and never for a day that is over', async () => {
  const { site, cohortId } = await aHall()
  const { endsOn } = (await readExamPlanning(site, administrator, cohortId)).cohort
  const proposedOn = async (day: string) => {
    site.clock.set(`${day}T18:00:00+08:00`)
    return (await readExamPlanning(site, administrator, cohortId)).proposed.day
  }
  expect([await proposedOn(endsOn), await proposedOn(addDays(endsOn, 1))]).toEqual([endsOn, addDays(endsOn, 1)])
})

test('a class is not closed while one of its trainees can still sit the exam, now or later, or is sitting it', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId, personId } = await aClassWithATrainee(site) // it is the evening of 8 March, the last day
  const trainee: Viewer = { accountId: 'trainee', personId, name: '田小禾', grants: [{ role: 'trainee', scope: { kind: 'own' } }] }
  const plan = {
    single: 4,
    multiple: 3,
    trueFalse: 3,
    minutes: 30,
    passMark: 60,
    attemptsAllowed: 1,
    opensOn: '2019-03-09',
    closesOn: '2019-03-10',
  }
  const examId = await planExam(site, administrator, { cohortId, ...plan })
  const refusal = { status: 409, message: '培训班现在是「开班」，还不能「结业」：要到最后一次课那天，而且没有人还能考试。现在可以：取消。' }
  const close = () => expect(step(site, cohortId, 'CLOSE')).rejects.toMatchObject(refusal)
  await close()
  expect((await readCohort(site, administrator, cohortId)).steps).toMatchObject([
    { type: 'CLOSE', missing: '还有 1 人可以考试，最迟到2019年3月10日（含）前' },
    { type: 'CANCEL' },
  ])
  site.clock.set('2019-03-10T23:50:00+08:00')
  await close()
  const attemptId = await startOrResumeAttempt(site, trainee, { examId })
  await close()
  await submitAttempt(site, trainee, { attemptId }) // failed, and no chance is left
  await step(site, cohortId, 'CLOSE')
  expect((await loadWorkflow(site.read, enrolmentWorkflow, enrolmentId)).state).toBe('failed')
})

test('a class whose exam has closed, or has none, can be closed, whoever did not sit', async () => {
  const site = await aSite()
  const { cohortId } = await aClassWithATrainee(site)
  await planExam(site, administrator, {
    cohortId,
    single: 4,
    multiple: 3,
    trueFalse: 3,
    minutes: 30,
    passMark: 60,
    attemptsAllowed: 2,
    opensOn: '2019-03-08',
    closesOn: '2019-03-08',
  })
  site.clock.set('2019-03-09T00:00:00+08:00')
  await step(site, cohortId, 'CLOSE')
  const other = await aClassWithATrainee(site, { number: 2 })
  await step(site, other.cohortId, 'CLOSE')
})

test('a trainee is told of an exam as open only while she can sit it', async () => {
  const { site, cohortId, examId } = await aHall({ plan: { attemptsAllowed: 1, opensOn: '2019-03-05', closesOn: '2019-03-06' } })
  const [eager, idle] = [await aCandidate(site, cohortId), await aCandidate(site, cohortId)]
  const status = async (candidate: Viewer) => (await listOwnExams(site, candidate)).map((exam) => exam.status)
  expect(await status(eager)).toEqual(['coming'])
  site.clock.set('2019-03-05T10:00:00+08:00')
  expect(await status(eager)).toEqual(['open'])
  const attemptId = await startOrResumeAttempt(site, eager, { examId })
  expect(await status(eager)).toEqual(['sitting'])
  await submitAttempt(site, eager, { attemptId })
  expect([await status(eager), await status(idle)]).toEqual([['failed'], ['open']]) // her one chance is used
  site.clock.set('2019-03-07T00:00:00+08:00')
  expect(await status(idle)).toEqual(['missed'])
})

test('who opens the exam while its plan is changed gets one plan whole: the new one, or the old one that then stays', async () => {
  const { site, cohortId, examId } = await aHall()
  const candidate = await aCandidate(site, cohortId)
  const [planned, attemptId] = await Promise.all([
    planExam(site, administrator, { cohortId, ...aPlan, single: 8, minutes: 50 }).then(
      () => true,
      ({ status }: { status: number }) => status,
    ),
    startOrResumeAttempt(site, candidate, { examId }),
  ])
  expect([true, 409]).toContain(planned)
  const { exam, lines } = await readCohortResults(site, administrator, cohortId)
  const { of, openedAt, deadlineAt } = lines[0]!.attempts[0]!.context
  expect([of, (await loadSheet(site, attemptId)).questions.length]).toEqual([exam!.single + 5, exam!.single + 5])
  expect(Date.parse(deadlineAt) - Date.parse(openedAt)).toBe(exam!.minutes * 60_000)
})

test('an exam is planned within the own scope only', async () => {
  const site = await aSite()
  const cohortId = await anExamCohort(site, { regionCode: '422826100' })
  const plan = (viewer: Viewer) => planExam(site, viewer, { cohortId, ...aPlan })
  await expect(plan(somebody('townshipOfficer', { kind: 'region', code: '422826101' }))).rejects.toMatchObject({ status: 404 })
  await expect(plan(somebody('official', { kind: 'region', code: '422826' }))).rejects.toMatchObject({ status: 404 })
  await plan(somebody('townshipOfficer', { kind: 'region', code: '422826100' }))
  await plan(somebody('instructor', { kind: 'cohort', id: cohortId }))
})

test('opening again goes on with the same attempt, with the same questions', async () => {
  const { site, candidate, attemptId, examId } = await aSitting()
  const both = await Promise.all([startOrResumeAttempt(site, candidate, { examId }), startOrResumeAttempt(site, candidate, { examId })])
  expect(both).toEqual([attemptId, attemptId])
  expect((await loadSheet(await site.restart(), attemptId)).questions).toHaveLength(10)
})

test('two presses at once open one attempt', async () => {
  const { site, cohortId, examId } = await aHall()
  const candidate = await aCandidate(site, cohortId)
  const opened = await Promise.all([1, 2, 3].map(() => startOrResumeAttempt(site, candidate, { examId })))
  expect(new Set(opened).size).toBe(1)
})

test('who failed tries again with a fresh sheet until the chances are used up; who passed is done', async () => {
  const { site, candidate, attemptId, examId, cohortId } = await aSitting()
  await submitAttempt(site, candidate, { attemptId })
  const second = await startOrResumeAttempt(site, candidate, { examId })
  expect((await loadSheet(site, second)).ordinal).toBe(2)
  await submitAttempt(site, candidate, { attemptId: second })
  await expect(startOrResumeAttempt(site, candidate, { examId })).rejects.toMatchObject({
    status: 409,
    message: '2 次机会都用完了。请找班主任。',
  })

  const able = await aCandidate(site, cohortId)
  const only = await startOrResumeAttempt(site, able, { examId })
  await submitAnswers(site, able, { attemptId: only, answers: answersWith(await loadSheet(site, only), 10) })
  await submitAttempt(site, able, { attemptId: only })
  await expect(startOrResumeAttempt(site, able, { examId })).rejects.toMatchObject({ status: 409, message: '您已经通过了，不用再考。' })
  expect(await readExam(site, able, examId)).toMatchObject({ objection: '您已经通过了，不用再考。', attemptsLeft: 1, ongoing: null })
})

test.each([
  ['2019-03-03T23:59:00+08:00', '还没有开考。开考时间：2019年3月4日 00:00。'],
  ['2019-03-06T00:00:00+08:00', '考试要在2019年3月5日（含）前考，已经截止了。'],
])('at %s the exam cannot be opened', async (moment, message) => {
  const { site, cohortId, examId } = await aHall()
  const candidate = await aCandidate(site, cohortId)
  site.clock.set(moment)
  await expect(startOrResumeAttempt(site, candidate, { examId })).rejects.toMatchObject({ status: 409, message })
  expect((await readExam(site, candidate, examId)).objection).toBe(message)
})

test('an attempt opened shortly before the exam closes ends with it', async () => {
  const { site, cohortId, examId } = await aHall()
  const candidate = await aCandidate(site, cohortId)
  site.clock.set('2019-03-05T23:50:00+08:00')
  const attemptId = await startOrResumeAttempt(site, candidate, { examId })
  site.clock.set('2019-03-06T00:00:11+08:00')
  await site.settle()
  expect((await readExam(site, candidate, examId)).attempts).toMatchObject([
    { id: attemptId, state: 'graded.failed', context: { deadlineAt: '2019-03-05T16:00:00.000Z' } },
  ])
})

test('somebody who left the cohort, and somebody who was never in it, cannot open the exam', async () => {
  const { site, cohortId, examId } = await aHall()
  await expect(startOrResumeAttempt(site, await aCandidate(site, cohortId, { hasLeft: true }), { examId })).rejects.toMatchObject({
    status: 409,
  })
  const elsewhere = await aCandidate(site, await anExamCohort(site))
  await expect(startOrResumeAttempt(site, elsewhere, { examId })).rejects.toMatchObject({ status: 404 })
  await expect(startOrResumeAttempt(site, administrator, { examId })).rejects.toMatchObject({ status: 403 })
})

test('the results of a cohort are seen in its region and by its instructor, by nobody else; the rule for one and the rule of the query agree', async () => {
  const { site, cohortId, candidate, attemptId } = await aSitting()
  const place = { personRegion: '422826100201', cohortId, personId: candidate.personId }
  const viewers: [Viewer, boolean][] = [
    [administrator, true],
    [somebody('official', { kind: 'region', code: '422826' }), true],
    [somebody('official', { kind: 'region', code: '422827' }), false],
    [somebody('townshipOfficer', { kind: 'region', code: '422826100' }), true],
    [somebody('townshipOfficer', { kind: 'region', code: '422826101' }), false],
    [somebody('instructor', { kind: 'cohort', id: cohortId }), true],
    [somebody('instructor', { kind: 'cohort', id: 'another' }), false],
  ]
  for (const [viewer, sees] of viewers) {
    expect(canSeeResult(viewer, place)).toBe(sees)
    const list = readCohortResults(site, viewer, cohortId)
    const detail = readAttemptAtDesk(site, viewer, attemptId)
    if (sees) {
      expect((await list).lines).toMatchObject([
        { personId: candidate.personId, attempts: [{ id: attemptId, state: 'sitting' }], outcome: 'sitting', best: null },
      ])
      expect((await detail).person).toBe('田小禾')
    } else {
      await expect(list).rejects.toMatchObject({ status: 404 })
      await expect(detail).rejects.toMatchObject({ status: 404 })
    }
  }
  await expect(readCohortResults(site, candidate, cohortId)).rejects.toMatchObject({ status: 404 })
})

test('the results say who passed, with how many right, and how many answers came late', async () => {
  const { site, cohortId, candidate, attemptId, sheet } = await aSitting()
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 4).slice(0, 5) })
  site.clock.forward(3_600_000)
  await site.settle()
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 0, { device: 'phone-two', elapsed: 0 }).slice(5, 7) })
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 10, { device: 'phone-two', elapsed: 3_000_000 }).slice(7) })
  const { lines } = await readCohortResults(site, administrator, cohortId)
  expect(lines).toMatchObject([{ outcome: 'failed', best: 4, late: { lateCounted: 2, lateKept: 3 } }])
})

test('a bank whose questions have gone is never asked: the version is frozen', async () => {
  const { site, attemptId } = await aSitting()
  const sheet = await loadSheet(site, attemptId)
  for (const question of sheet.questions) expect(aBank().find(({ id }) => id === question.id)).toMatchObject({ correct: question.correct })
})
