// Steps of trainees that end something for them, or take that back: only after it was said whom they touch, what becomes of progress, exam
// and slips, and with whom they cannot be taken and why.
import { expect, test } from 'vitest'
import {
  enrolPersons,
  issueSlips,
  listTrainees,
  readCohort,
  readTraineeStep,
  stepEnrolment,
  stepEnrolments,
} from '#app/modules/cohorts/cohorts.server.ts'
import { stepOfForm, traineeStepForm } from '#app/modules/cohorts/forms/trainee-step-form.ts'
import { planExam } from '#app/modules/exams/exams.server.ts'
import { aPlan } from '#tests/support/exam-hall.ts'
import { aClassWithATrainee, aCohort, anAdmin, anOfficer, aPerson, aViewer, enrol, mark, pass, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const reason = '外出务工'

test('it says who leaves, and who has left already; those who are somebody else’s are not named', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  const another = await enrol(site, cohortId, await aPerson(site, { name: '谭桂兰' }))
  const away = await enrol(site, cohortId, await aPerson(site, { name: '向大山', regionCode: '422826105201' }))
  await stepEnrolment(site, anAdmin, { enrolmentId: another, event: { type: 'LEAVE', reason } })
  const leaving = await readTraineeStep(site, anOfficer, { cohortId, enrolmentIds: [enrolmentId, another, away], step: 'LEAVE' })
  expect(leaving.touched).toMatchObject([{ outcome: '会退班', total: 1 }])
  expect(leaving.missing).toEqual(['已经退班，不用再退：谭桂兰。', '勾选的人里有不归您管的，没有列在下面。'])
  const { enrolmentIds, seen } = leaving
  await stepEnrolments(site, anOfficer, { enrolmentIds, event: { type: 'LEAVE', reason }, seen })
  const trainees = await listTrainees(site, anAdmin, await readCohort(site, anAdmin, cohortId))
  expect(Object.fromEntries(trainees.map(({ name, state }) => [name, state]))).toMatchObject({ 谭桂兰: 'left', 向大山: 'studying' })
})

test('it says what becomes of her progress, her exam and her slip, and how to come back', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId, sessions } = await aClassWithATrainee(site, { days: ['2019-03-05', '2019-03-08'] })
  await mark(site, sessions[0]!, enrolmentId, 'present')
  await planExam(site, anAdmin, { cohortId, ...aPlan, opensOn: '2019-03-08', closesOn: '2019-03-10' })
  await pass(site, enrolmentId)
  await issueSlips(site, anAdmin, { cohortId })
  const { means, missing } = await readTraineeStep(site, anOfficer, { cohortId, enrolmentIds: [enrolmentId], step: 'LEAVE' })
  expect(missing).toEqual([])
  expect(means).toEqual([
    '学习：到过 1 次课（一共 2 次）、学完的课和交过的任务都留着；不再记考勤，手机首页不再有这门课，不能再交任务。',
    '考试：1 人已经通过，成绩留着，回班以后还算。',
    '考试：不能再开考；2019年3月10日（含）前回班的还能考。',
    '登录条：1 张还没用过的照样能用，密码不变；登录以后看得到自己的成绩和证书。',
    '结业：不算这个班结业的人，没有这个班的证书。',
  ])
  await stepEnrolment(site, anAdmin, { enrolmentId, event: { type: 'LEAVE', reason } })
  const back = await readTraineeStep(site, anOfficer, { cohortId, enrolmentIds: [enrolmentId], step: 'RETURN' })
  expect(back.touched).toMatchObject([{ outcome: '会回到班里', total: 1 }])
  expect(back.means).toContain('结业：1 人考试已经通过，考勤也够的话，一回班就结业、发证书。')
})

test('coming back names who has been enrolled in another class since', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId, personId } = await aClassWithATrainee(site)
  await stepEnrolment(site, anAdmin, { enrolmentId, event: { type: 'LEAVE', reason } })
  const read = () => readTraineeStep(site, anAdmin, { cohortId, enrolmentIds: [enrolmentId], step: 'RETURN' })
  expect((await read()).missing).toEqual([])
  site.clock.forward(60_000)
  const other = await aCohort(site, { number: 2, name: '另一个班' })
  await step(site, other.id, 'OPEN')
  await enrolPersons(site, anAdmin, { cohortId: other.id, personIds: [personId] })
  expect((await read()).missing).toEqual([expect.stringContaining('有 1 人后来报了别的班，回来以后同时在两个班')])
})

test('whoever was slower is told who did what when, and nothing happens twice', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  const { seen } = await readTraineeStep(site, anAdmin, { cohortId, enrolmentIds: [enrolmentId], step: 'SKIP_EXAM' })
  await stepEnrolment(site, anOfficer, { enrolmentId, event: { type: 'LEAVE', reason } })
  const late = { enrolmentIds: [enrolmentId], event: { type: 'SKIP_EXAM', reason } } as const
  await expect(stepEnrolments(site, anAdmin, { ...late, seen })).rejects.toMatchObject({
    status: 409,
    message: expect.stringMatching(/^您看的时候，别人刚改过：.+ 2019年3月8日 \d\d:\d\d 办了「退班」。/) as string,
  })
  await expect(stepEnrolments(site, anAdmin, late)).rejects.toMatchObject({
    status: 409,
    message: expect.stringMatching(/不能「未参加考试」。.*上一步：.+办了「退班」。$/) as string,
  })
})

test('why a step cannot be taken with somebody is said by name', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  const ask = async (of: 'LEAVE' | 'RETURN' | 'SKIP_EXAM' | 'SIT_EXAM') =>
    (await readTraineeStep(site, anAdmin, { cohortId, enrolmentIds: [enrolmentId], step: of })).missing[0]?.split('：')[0]
  expect(await ask('RETURN')).toBe('没有退班，不用回班')
  expect(await ask('SIT_EXAM')).toBe('没有记过不参加考试')
  await pass(site, enrolmentId)
  expect(await ask('SKIP_EXAM')).toBe('考试已经通过，不用记')
  await step(site, cohortId, 'CANCEL')
  await site.settle()
  expect([await ask('RETURN'), await ask('LEAVE')]).toEqual(['班已经结束，不能回班', '已经退班，不用再退'])
})

test('nobody ticked, or nobody in reach, is said so', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  await expect(readTraineeStep(site, anAdmin, { cohortId, enrolmentIds: [], step: 'LEAVE' })).rejects.toMatchObject({ status: 422 })
  const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })
  const order = { cohortId, enrolmentIds: [enrolmentId], step: 'LEAVE' } as const
  await expect(readTraineeStep(site, elsewhere, order)).rejects.toMatchObject({ status: 404 })
})

test('the first press asks, the second needs the reason', () => {
  expect(traineeStepForm.parse({ enrolment: ['a', 'b'] })).toEqual({ step: 'LEAVE', enrolmentIds: ['a', 'b'], reason: null })
  expect(traineeStepForm.parse({ step: 'SKIP_EXAM', enrolment: 'a' })).toEqual({ step: 'SKIP_EXAM', enrolmentIds: ['a'], reason: null })
  expect(traineeStepForm.parse({ do: 'LEAVE', enrolment: 'a', reason })).toEqual({ step: 'LEAVE', enrolmentIds: ['a'], reason })
  expect(traineeStepForm.safeParse({ do: 'LEAVE', enrolment: 'a', reason: '' }).success).toBe(false)
  const form = new FormData()
  expect(stepOfForm(form)).toBe('LEAVE')
  form.set('do', 'SIT_EXAM')
  expect(stepOfForm(form)).toBe('SIT_EXAM')
})
