// Several trainees are withdrawn at once: only after it was said whom it touches, and who stays and why.
import { expect, test } from 'vitest'
import { listTrainees, readCohort, readLeaving, stepEnrolment, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { leavingForm } from '#app/modules/cohorts/forms/leaving-form.ts'
import { aClassWithATrainee, anAdmin, anOfficer, aPerson, aViewer, enrol } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const reason = '外出务工'

test('it says who leaves, and who has left already; those who are somebody else’s are not named', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  const another = await enrol(site, cohortId, await aPerson(site, { name: '谭桂兰' }))
  const away = await enrol(site, cohortId, await aPerson(site, { name: '向大山', regionCode: '422826105201' }))
  await stepEnrolment(site, anAdmin, { enrolmentId: another, event: { type: 'LEAVE', reason } })
  const leaving = await readLeaving(site, anOfficer, { cohortId, enrolmentIds: [enrolmentId, another, away] })
  expect(leaving.touched).toMatchObject([{ outcome: '会退班', total: 1 }])
  expect(leaving.missing).toEqual(['已经退班，不用再退：谭桂兰。', '勾选的人里有不归您管的，没有列在下面。'])
  await stepEnrolments(site, anOfficer, { enrolmentIds: leaving.enrolmentIds, event: { type: 'LEAVE', reason } })
  const trainees = await listTrainees(site, anAdmin, await readCohort(site, anAdmin, cohortId))
  expect(Object.fromEntries(trainees.map(({ name, state }) => [name, state]))).toMatchObject({ 谭桂兰: 'left', 向大山: 'studying' })
})

test('nobody ticked, or nobody in reach, is said so', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  await expect(readLeaving(site, anOfficer, { cohortId, enrolmentIds: [] })).rejects.toMatchObject({ status: 422 })
  const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })
  await expect(readLeaving(site, elsewhere, { cohortId, enrolmentIds: [enrolmentId] })).rejects.toMatchObject({ status: 404 })
})

test('the first press asks, the second needs the reason', () => {
  expect(leavingForm.parse({ enrolment: ['a', 'b'] })).toEqual({ enrolmentIds: ['a', 'b'], reason: null })
  expect(leavingForm.parse({ do: 'LEAVE', enrolment: 'a', reason })).toEqual({ enrolmentIds: ['a'], reason })
  expect(leavingForm.safeParse({ do: 'LEAVE', enrolment: 'a', reason: '' }).success).toBe(false)
})
