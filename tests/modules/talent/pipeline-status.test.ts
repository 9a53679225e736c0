// The pipeline: how far a person has come follows from what happened, and moves with it.
import { expect, test } from 'vitest'
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import { revokeCertificate } from '#app/modules/certificates/certificates.server.ts'
import { readPerson } from '#app/modules/households/households.server.ts'
import { addShopPerson } from '#app/modules/shops/shops.server.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { type StageFacts, computeStage } from '#app/modules/talent/stages.ts'
import { readPipelineStatus } from '#app/modules/talent/talent.server.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { anAdmin, aPerson, aViewer } from '#tests/support/makers.ts'

test('it is the furthest stage whose fact stands', () => {
  const of = (facts: Partial<StageFacts>) => computeStage({ enrolments: [], hasValidCertificate: false, isMentored: false, ...facts })
  expect([
    of({}),
    of({ enrolments: ['enrolled'] }),
    of({ enrolments: ['studying', 'left'] }),
    of({ enrolments: ['completed', 'failed'] }),
    of({ enrolments: ['completed'], hasValidCertificate: true }),
    of({ isMentored: true }),
  ]).toEqual(['identified', 'enrolled', 'training', 'completed', 'certified', 'mentored'])
})

test('who is certified and works in a shop that is helped is mentored, and says by which pairing', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const newcomer = await aPerson(site, { name: '覃小山' })
  const { certificate, personId } = await aHolder(site)
  expect(await readPipelineStatus(site, anAdmin, newcomer)).toMatchObject({ stage: 'identified', enrolments: [], pairingId: null })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'certified', certificates: [{ id: certificate.id }] })
  await addShopPerson(site, helped.owner, { shopId: helped.shopId, code: certificate.code })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'mentored', pairingId })
})

test('a revoked certificate no longer counts', async () => {
  const { site } = await anActivePairing()
  const { certificate, personId } = await aHolder(site)
  await revokeCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '发错了人' })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'completed' })
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
