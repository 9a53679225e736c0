// Certificates: issued by completing, shown as issued, verified by anybody, revoked and replaced by the administrator alone.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { getSimplePaths, getStateNodes } from 'xstate/graph'
import type { Grant, Viewer } from '#app/access/viewer.ts'
import {
  listCertificates,
  listCertificatesOfPerson,
  certificateWorkflow,
  issueCertificate,
  listOwnCertificates,
  readCertificate,
  replaceCertificate,
  revokeCertificate,
  verifyCertificate,
} from '#app/modules/certificates/certificates.server.ts'
import { type CertificateEvent, certificateMachine } from '#app/modules/certificates/certificate.machine.ts'
import { canSeeCertificate } from '#app/modules/certificates/policy.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { certificates } from '#db/schema/certificates.ts'
import { persons } from '#db/schema/households.ts'
import { aClassWithATrainee, anAdmin, anOfficer, aPerson, aViewer, enrol, mark, pass } from '#tests/support/makers.ts'
import { aHolder, complete } from './makers.ts'
import { aSite } from '#tests/support/site.ts'

test('completing issues one certificate that says what was learnt, where and when; asking again gives the same', async () => {
  const site = await aSite()
  const { enrolmentId, certificate, holder } = await aHolder(site)
  expect(certificate).toMatchObject({
    number: 'XF2019-01-001',
    issuedOn: '2019-03-08',
    content: {
      name: '田小禾',
      cohortNumber: 1,
      cohortName: '茶叶上行班',
      place: '镇文化站',
      startsOn: '2019-03-05',
      endsOn: '2019-03-08',
      completedOn: '2019-03-08',
      issuer: '咸丰县人力资源和社会保障局',
    },
  })
  expect(certificate.content.hours).toBeGreaterThan(0)
  expect(await site.write('system', 'again', (tx) => issueCertificate(tx, site, { enrolmentId }))).toBe(certificate.id)
  expect((await listOwnCertificates(site, holder)).map(({ id }) => id)).toEqual([certificate.id])
})

test('nobody gets one without completing', async () => {
  const site = await aSite()
  const { enrolmentId } = await aClassWithATrainee(site)
  await expect(site.write('system', 'too early', (tx) => issueCertificate(tx, site, { enrolmentId }))).rejects.toMatchObject({
    status: 409,
    message: '还没有结业，不能发证。',
  })
})

test('it tells of no day that is still to come: who completes before the class ends learnt until then', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId, '2019-03-06')
  await site.settle()
  const [certificate] = await site.read.select().from(certificates)
  expect(certificate!.content).toMatchObject({ startsOn: '2019-03-05', endsOn: '2019-03-07', completedOn: '2019-03-07' })
})

test('numbers go on within a class', async () => {
  const site = await aSite()
  const held = await aHolder(site)
  await complete(site, { ...held, enrolmentId: await enrol(site, held.cohortId, await aPerson(site, { name: '覃小山' })) })
  expect((await site.read.select().from(certificates).orderBy(certificates.number)).map(({ number }) => number)).toEqual([
    'XF2019-01-001',
    'XF2019-01-002',
  ])
})

test('what was issued stays as it was when a name is corrected later; a new one says the new name', async () => {
  const site = await aSite()
  const { personId, certificate, holder } = await aHolder(site)
  await site.write(
    'operator',
    'name corrected',
    async (tx) => void (await tx.update(persons).set({ name: '田小荷' }).where(eq(persons.id, personId))),
  )
  expect((await readCertificate(site, holder, certificate.id)).content.name).toBe('田小禾')
  const next = await replaceCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '姓名更正' })
  expect((await readCertificate(site, holder, next)).content.name).toBe('田小荷')
  expect(await readCertificate(site, holder, certificate.id)).toMatchObject({
    state: 'replaced',
    reason: '姓名更正',
    content: { name: '田小禾' },
  })
  expect([...(await listCertificates(site, anAdmin, [certificate.enrolmentId])).values()]).toMatchObject([{ id: next, state: 'valid' }])
})

test('one’s own are listed the newest first, and so are a person’s for others', async () => {
  const site = await aSite()
  const { personId, certificate, holder } = await aHolder(site)
  const numbers = [certificate.number]
  let { id } = certificate
  for (const reason of ['姓名更正', '遗失']) {
    site.clock.forward(86_400_000)
    id = await replaceCertificate(site, anAdmin, { id, version: 0, reason })
    numbers.unshift((await readCertificate(site, holder, id)).number)
  }
  expect(new Set(numbers).size).toBe(3)
  expect((await listOwnCertificates(site, holder)).map(({ number }) => number)).toEqual(numbers)
  expect((await listCertificatesOfPerson(site, personId)).map(({ number }) => number)).toEqual(numbers)
})

test('anybody with the code sees what was issued, the name masked, and nothing about household or poverty', async () => {
  const site = await aSite()
  const { certificate } = await aHolder(site)
  const shown = await verifyCertificate(site, ` ${certificate.code.slice(0, 4).toLowerCase()}-${certificate.code.slice(4)} `)
  expect(shown).toMatchObject({
    found: true,
    state: 'valid',
    number: 'XF2019-01-001',
    content: { name: '田×禾', cohortName: '茶叶上行班' },
  })
  expect(Object.keys(shown).sort()).toEqual(['content', 'found', 'issuedOn', 'number', 'reason', 'state'])
  expect(Object.keys((shown as { content: object }).content).sort()).toEqual([
    'cohortName',
    'cohortNumber',
    'completedOn',
    'course',
    'endsOn',
    'hours',
    'issuer',
    'name',
    'place',
    'startsOn',
    'tier',
  ])
})

test('of a certificate from before offices were kept, the county that held the class is named', async () => {
  const site = await aSite()
  const { certificate, holder } = await aHolder(site)
  const { issuer: _, ...content } = certificate.content
  await site.write('operator', 'as it was then', async (tx) => void (await tx.update(certificates).set({ content })))
  expect(await verifyCertificate(site, certificate.code)).toMatchObject({ content: { issuer: '咸丰县' } })
  expect((await readCertificate(site, holder, certificate.id)).content.issuer).toBe('咸丰县')
})

test('a revoked and a replaced certificate say so, with the reason, to whoever checks them', async () => {
  const site = await aSite()
  const { certificate } = await aHolder(site)
  const next = await replaceCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '姓名更正' })
  const { version, code } = await readCertificate(site, anAdmin, next)
  await revokeCertificate(site, anAdmin, { id: next, version, reason: '查实有人代考' })
  expect(await verifyCertificate(site, certificate.code)).toMatchObject({ state: 'replaced', reason: '姓名更正' })
  expect(await verifyCertificate(site, code)).toMatchObject({ state: 'revoked', reason: '查实有人代考' })
})

test('neither a revoked nor a replaced certificate can be replaced; a stale page cannot revoke; both need a reason', async () => {
  const site = await aSite()
  const { certificate } = await aHolder(site)
  await expect(revokeCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '' })).rejects.toMatchObject({ status: 422 })
  await expect(revokeCertificate(site, anAdmin, { id: certificate.id, version: 7, reason: '查实有人代考' })).rejects.toMatchObject({
    status: 409,
  })
  await revokeCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '查实有人代考' })
  await expect(replaceCertificate(site, anAdmin, { id: certificate.id, version: 1, reason: '姓名更正' })).rejects.toMatchObject({
    status: 409,
    message: '结业证书现在是「已撤销」，不能「换发」。现在没有可以办的事。',
  })
  expect(await site.read.$count(certificates)).toBe(1)
})

test('officers see the certificates of their own people, also from classes held elsewhere, and cannot revoke them', async () => {
  const site = await aSite()
  const { certificate, enrolmentId } = await aHolder(site, { regionCode: '422826' })
  expect((await readCertificate(site, anOfficer, certificate.id)).canRevoke).toBe(false)
  expect((await listCertificates(site, anOfficer, [enrolmentId])).size).toBe(1)
  await expect(revokeCertificate(site, anOfficer, { id: certificate.id, version: 0, reason: '不喜欢' })).rejects.toMatchObject({
    status: 403,
  })
  const stranger = aViewer('townshipOfficer', { kind: 'region', code: '422826101' })
  await expect(readCertificate(site, stranger, certificate.id)).rejects.toMatchObject({ status: 404 })
  await expect(revokeCertificate(site, stranger, { id: certificate.id, version: 0, reason: '不喜欢' })).rejects.toMatchObject({
    status: 404,
  })
  await expect(
    readCertificate(site, aViewer('trainee', { kind: 'own' }, { personId: 'somebody-else' }), certificate.id),
  ).rejects.toMatchObject({ status: 404 })
})

test('judge and filter agree for every kind of grant', async () => {
  const site = await aSite()
  const { certificate, cohortId, personId } = await aHolder(site)
  const grants: Grant[] = [
    { role: 'administrator', scope: { kind: 'everything' } },
    ...['422826', '422826100', '422826100201', '422826101', '330110'].map((code): Grant => ({
      role: 'official',
      scope: { kind: 'region', code },
    })),
    ...[cohortId, 'another'].map((id): Grant => ({ role: 'instructor', scope: { kind: 'cohort', id } })),
    { role: 'trainee', scope: { kind: 'own' } },
    { role: 'mentor', scope: { kind: 'own' } },
  ]
  for (const grant of grants)
    for (const own of [personId, 'another', null]) {
      const viewer: Viewer = { accountId: 'a', personId: own, name: '某人', grants: [grant] }
      const filtered = await readCertificate(site, viewer, certificate.id).then(
        () => true,
        () => false,
      )
      expect(filtered, JSON.stringify([grant, own])).toBe(canSeeCertificate(viewer, { personRegion: '422826100201', cohortId, personId }))
    }
})

const events: CertificateEvent[] = [
  { type: 'REVOKE', reason: '查实有人代考', at: '' },
  { type: 'REPLACE', reason: '姓名更正', by: 'next', at: '' },
]

test.each(
  getSimplePaths(certificateMachine, { events }).map((path) => [path.steps.map(({ event }) => event.type).join(' → '), path] as const),
)('the database follows the machine and refuses the rest: %s', async (_, path) => {
  const site = await aSite()
  const id = newId()
  const send = ({ at: _at, ...event }: CertificateEvent) =>
    site.write('operator', 'walk', (tx) =>
      event.type === 'REPLACE'
        ? advanceBySystem(tx, certificateWorkflow, { id, event })
        : advanceWorkflow(tx, certificateWorkflow, { id, version: 'latest', event }),
    )
  await site.write('operator', 'begin', (tx) => startWorkflow(tx, certificateWorkflow, { id }))
  for (const { event } of path.steps.slice(1)) await send(event as CertificateEvent)
  const end = await loadWorkflow(site.read, certificateWorkflow, id)
  expect([end.state, end.snapshot.context]).toEqual([path.state.value, path.state.context])
  for (const event of events.filter((one) => !path.state.can(one)))
    await expect(send(event)).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/^结业证书现在是「.+」，不能「.+」。/) })
})

test('the machine is inert', () => {
  for (const node of getStateNodes(certificateMachine)) expect([node.invoke, node.after]).toEqual([[], []])
})
