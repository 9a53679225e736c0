// The pipeline: how far a person has come follows from what happened, and moves with it.
import { expect, test } from 'vitest'
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import { revokeCertificate } from '#app/modules/certificates/certificates.server.ts'
import { readPerson } from '#app/modules/households/households.server.ts'
import { addShopPerson, reportMonth } from '#app/modules/shops/shops.server.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { readPersonWay, readPipelineStatus } from '#app/modules/talent/talent.server.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { aDueFollowUp, answer } from '#tests/modules/follow-ups/makers.ts'
import { aClassWithATrainee, anAdmin, aPerson, aViewer, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test('who is certified and works in a shop that is helped is mentored, and says by which pairing', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const newcomer = await aPerson(site, { name: '覃小山' })
  const { certificate, personId } = await aHolder(site)
  expect(await readPipelineStatus(site, anAdmin, newcomer)).toMatchObject({ stage: 'identified', enrolments: [], pairingId: null })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'certified', certificates: [{ id: certificate.id }] })
  await addShopPerson(site, helped.owner, { shopId: helped.shopId, code: certificate.code })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'mentored', pairingId })
})

test('a month in which the shop sold something makes its people operate; a month without sales does not', async () => {
  const { site, helped } = await anActivePairing()
  const { certificate, personId } = await aHolder(site)
  await addShopPerson(site, helped.owner, { shopId: helped.shopId, code: certificate.code })
  const month = { month: '2019-03', orders: 0, employed: 1, employedRegistered: 0, boughtByEast: 0 }
  await reportMonth(site, helped.owner, { shopId: helped.shopId, ...month, sales: 0 })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'mentored' })
  await reportMonth(site, helped.owner, { shopId: helped.shopId, ...month, sales: 1200, orders: 9 })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'operating' })
})

test('a revoked certificate no longer counts', async () => {
  const { site } = await anActivePairing()
  const { certificate, personId } = await aHolder(site)
  await revokeCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '发错了人' })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'completed' })
})

test('who was in a class that is cancelled stands where she stood before', async () => {
  const site = await aSite()
  const { cohortId, personId } = await aClassWithATrainee(site)
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'training' })
  await step(site, cohortId, 'CANCEL')
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'identified' })
})

test('whoever opens the page of a person is on record for one look', async () => {
  const { site } = await anActivePairing()
  const personId = await aPerson(site)
  await readPerson(site, anAdmin, personId)
  await readPipelineStatus(site, anAdmin, personId)
  await flushAccessRecords(site)
  expect(await listAccess(site, { who: anAdmin.accountId })).toMatchObject([{ what: `person ${personId}`, times: 1 }])
})

test('nobody reads the pipeline status of a person out of reach', async () => {
  const { site } = await anActivePairing()
  const personId = await aPerson(site)
  await expect(readPipelineStatus(site, aViewer('official', { kind: 'region', code: '330110' }), personId)).rejects.toMatchObject({
    status: 404,
  })
})

test('the whole way of a person has the evidence of each step, is recorded, and is for those who reach her', async () => {
  const { site, helped } = await anActivePairing()
  const { certificate, personId, cohortId } = await aHolder(site)
  await addShopPerson(site, helped.owner, { shopId: helped.shopId, code: certificate.code })
  const way = await readPersonWay(site, anAdmin, personId)
  expect(way.stages.at(-1)).toMatchObject({ stage: 'mentored', to: null })
  const entries = way.stages.flatMap((stage) => stage.entries)
  expect(entries.map(({ words }) => words)).toEqual(
    expect.arrayContaining(['进了名册', '已报名', '在学', '结业', '发了证书', '进店里做事', '所在的店正在结对']),
  )
  expect(entries.find(({ words }) => words === '在学')?.evidence?.href).toBe(`/desk/cohorts/${cohortId}`)
  await flushAccessRecords(site)
  expect(await listAccess(site, { who: anAdmin.accountId })).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: `way of person ${personId}` })]),
  )
  await expect(readPersonWay(site, aViewer('official', { kind: 'region', code: '330110' }), personId)).rejects.toMatchObject({
    status: 404,
  })
})

test('what she answers in a follow-up makes her operate; an answer that is corrected does not', async () => {
  const site = await aSite()
  const { id, personId } = await aDueFollowUp(site)
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'certified' })
  await answer(site, id, { source: 'confirmed' })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'operating' })
  site.clock.set('2019-06-09T09:00:00+08:00')
  await answer(site, id, { selling: 'no', reason: '听错了' })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'certified' })
})
