// Who sees the phone number of a trainee who is to be helped, and how it is logged.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { calls, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { listOwnDisclosures, readPerson, unmask } from '#app/modules/households/households.server.ts'
import { persons } from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import { aCohort, anAdmin, aPerson, aViewer, enrol } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const reason = '7 天没有来学，问问她'

async function aClassWithAPhone() {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  const personId = await aPerson(site)
  await site.write('operator', 'a phone for the test', async (tx) => {
    const phoneSealed = site.keys.seal('13900000001', sealPlace.phoneOfPerson(personId))
    await tx.update(persons).set({ phoneSealed }).where(eq(persons.id, personId))
  })
  const enrolmentId = await enrol(site, cohortId, personId)
  return { site, cohortId, personId, enrolmentId, instructor: aViewer('instructor', { kind: 'cohort', id: cohortId }) }
}

test('who teaches the class sees the phone number with a reason; she can read who looked, and why', async () => {
  const { site, cohortId, personId, instructor } = await aClassWithAPhone()
  expect(await calls.discloseTraineePhone(site, instructor, { cohortId, personId, reason })).toBe('13900000001')
  const trainee = { ...aViewer('trainee', { kind: 'own' }), personId }
  expect(await listOwnDisclosures(site, trainee)).toMatchObject([{ reason }])
})

test('without a reason no number is shown and nothing is logged', async () => {
  const { site, cohortId, personId, instructor } = await aClassWithAPhone()
  await expect(calls.discloseTraineePhone(site, instructor, { cohortId, personId, reason: ' ' })).rejects.toMatchObject({ status: 422 })
  expect((await readPerson(site, anAdmin, personId)).looks).toEqual([])
})

test('of other classes, of those who left, and of no ID number an instructor sees anything', async () => {
  const { site, cohortId, personId, enrolmentId, instructor } = await aClassWithAPhone()
  const { id: other } = await aCohort(site, { number: 2 })
  const elsewhere = aViewer('instructor', { kind: 'cohort', id: other })
  await expect(calls.discloseTraineePhone(site, elsewhere, { cohortId, personId, reason })).rejects.toMatchObject({ status: 404 })
  await expect(calls.discloseTraineePhone(site, elsewhere, { cohortId: other, personId, reason })).rejects.toMatchObject({ status: 404 })
  await expect(unmask(site, instructor, { personId, field: 'idNumber', reason })).rejects.toMatchObject({ status: 404 })
  await stepEnrolment(site, anAdmin, { enrolmentId, event: { type: 'LEAVE', reason: '外出务工' } })
  await expect(calls.discloseTraineePhone(site, instructor, { cohortId, personId, reason })).rejects.toMatchObject({ status: 404 })
})
