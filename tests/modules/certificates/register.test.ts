// The register of certificates: what is found, in which order, a page at a time; and certificates to print.
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  listRegister,
  listSheetsOfCohort,
  listWholeRegister,
  readCertificateStep,
  replaceCertificate,
  revokeCertificate,
} from '#app/modules/certificates/certificates.server.ts'
import { maxCounted, sheetsAtOnce } from '#app/modules/certificates/register.server.ts'
import { parseRegisterQuery, toRegisterParams } from '#app/modules/certificates/register-query.ts'
import { startWorkflow } from '#app/workflow/kernel.server.ts'
import { certificateWorkflow } from '#app/modules/certificates/certificates.workflow.ts'
import { newId } from '#db/id.ts'
import { certificates } from '#db/schema/certificates.ts'
import { persons } from '#db/schema/households.ts'
import { workflows } from '#db/schema/workflow.ts'
import { anAdmin, anOfficer, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aHolder } from './makers.ts'

const query = (given: Record<string, string> = {}) => parseRegisterQuery(new URLSearchParams(given))

/** A class with this many certificates, issued on these days in turn. */
async function aRegister(site: TestSite, many: number, days = ['2019-03-08']) {
  const held = await aHolder(site)
  const { id: _, code: __, ...like } = held.certificate
  await site.write('operator', 'more certificates', async (tx) => {
    for (let nth = 2; nth <= many; nth++) {
      const id = newId()
      const day = days[nth % days.length]!
      await startWorkflow(tx, certificateWorkflow, { id })
      await tx.insert(certificates).values({
        ...like,
        id,
        code: `code${nth}`,
        number: `XF${day.slice(0, 4)}-01-${String(nth).padStart(5, '0')}`,
        issuedOn: day,
      })
    }
  })
  return held
}

test('it is found by the beginning of a number or name, and by class, year, township and state', async () => {
  const site = await aSite()
  const { certificate, cohortId } = await aRegister(site, 4, ['2019-03-08', '2020-05-01'])
  const count = async (given: Record<string, string>, search = '') => (await listRegister(site, anAdmin, { ...query(given), search })).count
  expect(await count({})).toBe(4)
  expect(await count({ cohort: cohortId })).toBe(4)
  expect(await count({ cohort: 'another' })).toBe(0)
  expect([await count({ year: '2019' }), await count({ year: '2020' })]).toEqual([3, 1])
  expect([await count({ region: '422826100' }), await count({ region: '422826101' })]).toEqual([4, 0])
  expect([await count({}, 'xf2019-01'), await count({}, '田小'), await count({}, '小禾'), await count({}, '%')]).toEqual([3, 4, 0, 0])
  await revokeCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '材料是假的' })
  expect([await count({ state: 'valid' }), await count({ state: 'revoked' })]).toEqual([3, 1])
})

test('newest first, or by number or name in both directions; nonsense in the address changes nothing', async () => {
  const site = await aSite()
  await aRegister(site, 4, ['2019-03-08', '2020-05-01'])
  const numbers = async (given: Record<string, string>) =>
    (await listRegister(site, anAdmin, query(given))).rows.map(({ number }) => number)
  expect((await numbers({}))[0]).toBe('XF2020-01-00003')
  expect((await numbers({ sort: 'number' }))[0]).toMatch(/^XF2019/)
  expect(await numbers({ sort: 'number', dir: 'desc' })).toEqual((await numbers({ sort: 'number' })).reverse())
  expect(await numbers({ sort: 'constructor', dir: 'up', state: 'toString', year: 'x', region: "1' or 1" })).toEqual(await numbers({}))
  expect(toRegisterParams(query({ sort: 'number', year: '2019' }))).toEqual({ sort: 'number', year: '2019' })
})

test('beyond what is counted, pages are walked in the same order, forwards and backwards, without gaps', async () => {
  const site = await aSite()
  await aRegister(site, maxCounted + 120)
  const all = (await site.read.select({ number: certificates.number }).from(certificates))
    .map(({ number }) => number)
    .sort()
    .reverse()
  const first = await listRegister(site, anAdmin, query())
  expect([first.isCounted, first.count, first.rows.length]).toEqual([false, maxCounted, 50])
  const second = await listRegister(site, anAdmin, query(), first.turns.next!)
  expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual(all.slice(0, 100))
  expect((await listRegister(site, anAdmin, query(), second.turns.previous!)).rows).toEqual(first.rows)
  const last = await listRegister(site, anAdmin, query(), { page: 1, last: true })
  expect(last.rows.at(-1)!.number).toBe(all.at(-1))
  // What holds for all of them is walked too, and what holds for few is looked up.
  expect((await listRegister(site, anAdmin, query({ region: '422826100', state: 'valid', sort: 'number' }))).rows.length).toBe(50)
  expect((await listRegister(site, anAdmin, { ...query(), search: '田小禾' })).rows.length).toBe(50)
  expect((await listRegister(site, anOfficer, query())).rows.length).toBe(50)
  await expect(listWholeRegister(site, anAdmin, query())).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('5,000') as string,
  })
}, 120_000)

test('nobody sees more than their own: an officer their township, an instructor their class', async () => {
  const site = await aSite()
  const { cohortId } = await aRegister(site, 3)
  await site.write('operator', 'moves away', (tx) => tx.update(persons).set({ regionCode: '422826101' }))
  const count = async (viewer: Parameters<typeof listRegister>[1]) => (await listRegister(site, viewer, query())).count
  expect(await count(anOfficer)).toBe(0)
  expect(await count(aViewer('instructor', { kind: 'cohort', id: cohortId }))).toBe(3)
  expect(await count(aViewer('instructor', { kind: 'cohort', id: 'another' }))).toBe(0)
})

test('the valid certificates of a class are printed together, in the order of their numbers, some at once', async () => {
  const site = await aSite()
  const { certificate, cohortId } = await aRegister(site, sheetsAtOnce + 3)
  await revokeCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '材料是假的' })
  const { sheets, count, pages } = await listSheetsOfCohort(site, anAdmin, { cohortId, page: 1 })
  expect([sheets.length, count, pages]).toEqual([sheetsAtOnce, sheetsAtOnce + 2, 2])
  expect(sheets.map(({ number }) => number)).toEqual(sheets.map(({ number }) => number).sort())
  expect((await listSheetsOfCohort(site, anAdmin, { cohortId, page: 9 })).sheets.length).toBe(2)
  expect((await listSheetsOfCohort(site, anOfficer, { cohortId: 'another', page: 1 })).sheets).toEqual([])
})

test('revoking and replacing say first what becomes of which certificate, and are refused if it changed meanwhile', async () => {
  const site = await aSite()
  const { certificate } = await aHolder(site)
  await site.write('operator', 'name mended', (tx) => tx.update(persons).set({ name: '田小荷' }))
  const view = await readCertificateStep(site, anAdmin, certificate.id)
  expect(view).toMatchObject({ number: 'XF2019-01-001', name: '田小禾', nameNow: '田小荷', version: 0, objection: null })
  await expect(readCertificateStep(site, anOfficer, certificate.id)).rejects.toMatchObject({ status: 403 })
  await replaceCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '姓名更正' })
  expect((await readCertificateStep(site, anAdmin, certificate.id)).objection).toContain('已换发')
  await expect(replaceCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '再来' })).rejects.toMatchObject({ status: 409 })
  expect(await site.read.$count(workflows, and(eq(workflows.kind, 'certificate'), eq(workflows.state, 'valid')))).toBe(1)
})
