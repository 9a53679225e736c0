// The slips of a class: who has one, who is to get one, and what tells them apart on paper.
import { expect, test } from 'vitest'
import { listWithoutSlip, redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { findSlipsToVoid, issueSlips, listClassSlips, readCohort, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { needsSlip, slipList } from '#app/modules/cohorts/lists.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { aCohort, anAdmin, anOfficer, aPerson, enrol } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

async function aClassOf(site: TestSite, ...names: string[]) {
  const { id: cohortId } = await aCohort(site)
  const enrolments = []
  for (const name of names) enrolments.push(await enrol(site, cohortId, await aPerson(site, { name })))
  return { cohortId, enrolments }
}

/** The names that the page shows at this address. */
const shown = async (site: TestSite, cohortId: string, address: string) => {
  const { lines } = await listClassSlips(site, anOfficer, { cohortId })
  return arrange(lines, parseTableQuery(new URLSearchParams(address), slipList), slipList).rows.map(({ name }) => name)
}

test('the list says who has a slip, since when and by whom, and who signs in', async () => {
  const site = await aSite()
  const { cohortId, enrolments } = await aClassOf(site, '田一', '田二', '田三')
  const { slips } = await issueSlips(site, anOfficer, { cohortId, enrolmentIds: enrolments.slice(1) })
  await redeemSlip(site, { code: slips.find(({ name }) => name === '田三')!.code, secret: '739154' })
  const { lines } = await listClassSlips(site, anOfficer, { cohortId })
  const issued = { issuedAt: site.now(), by: '系统操作员' }
  expect(lines.map(({ name, slipHolding, slip }) => [name, slipHolding, slip]).sort()).toEqual([
    ['田一', 'without', null],
    ['田三', 'in', issued],
    ['田二', 'live', issued],
  ])
  expect(lines.filter(needsSlip).map(({ name }) => name)).toEqual(['田一'])
  expect(await shown(site, cohortId, 'show=live')).toEqual(['田二'])
  expect(await shown(site, cohortId, 'sort=since&dir=desc')).toEqual(['田三', '田二', '田一'])
})

test('issuing to all who have none leaves slips in hand as they are', async () => {
  const site = await aSite()
  const { cohortId, enrolments } = await aClassOf(site, '田一', '田二')
  await issueSlips(site, anOfficer, { cohortId, enrolmentIds: [enrolments[1]!] })
  expect((await issueSlips(site, anOfficer, { cohortId })).slips.map(({ name }) => name)).toEqual(['田一'])
  const people = (await readCohort(site, anAdmin, cohortId)).trainees.map(({ personId }) => personId)
  expect(await listWithoutSlip(site, { personIds: people })).toHaveLength(0)
})

test('issuing again tells first whose slips become void, and does nothing unless told so', async () => {
  const site = await aSite()
  const { cohortId, enrolments: enrolmentIds } = await aClassOf(site, '田一', '田二')
  await issueSlips(site, anOfficer, { cohortId, enrolmentIds: [enrolmentIds[1]!] })
  const order = { cohortId, enrolmentIds }
  expect(await findSlipsToVoid(site, anOfficer, order)).toMatchObject({ unused: { names: ['田二'], total: 1 }, others: 1 })
  await expect(issueSlips(site, anOfficer, order)).rejects.toMatchObject({ status: 409 })
  expect(await findSlipsToVoid(site, anOfficer, { ...order, voidsLive: true })).toBeNull()
  expect((await issueSlips(site, anOfficer, { ...order, voidsLive: true })).slips).toHaveLength(2)
})

test('nobody ticked is said so, at the list', async () => {
  const site = await aSite()
  const { cohortId } = await aClassOf(site, '田一')
  await expect(issueSlips(site, anOfficer, { cohortId, enrolmentIds: [] })).rejects.toMatchObject({
    status: 422,
    fields: { enrolment: ['请勾选要发登录条的学员。'] },
  })
})

test('who has left the class gets none', async () => {
  const site = await aSite()
  const { cohortId, enrolments } = await aClassOf(site, '田一', '田二')
  await stepEnrolment(site, anAdmin, { enrolmentId: enrolments[0]!, event: { type: 'LEAVE', reason: '外出打工' } })
  expect((await issueSlips(site, anOfficer, { cohortId })).slips.map(({ name }) => name)).toEqual(['田二'])
})

test('a slip says village and class, and of two with one name in one village the year of birth', async () => {
  const site = await aSite()
  const { cohortId } = await aClassOf(site, '王芳', '王芳', '李梅')
  const { slips } = await issueSlips(site, anOfficer, { cohortId })
  const [village] = slips.find(({ name }) => name === '李梅')!.about
  expect(village).toMatch(/村|社区/)
  expect(slips.filter(({ name }) => name === '王芳').map(({ about }) => about)).toEqual(
    Array.from({ length: 2 }, () => [`${village}，1984 年生`, '2019年第 1 期 茶叶上行班']),
  )
})

test('a large class comes in pages, each row once', async () => {
  const site = await aSite()
  const { cohortId } = await aClassOf(site, ...Array.from({ length: slipList.size + 5 }, (_, nth) => `田${String(nth).padStart(3, '0')}`))
  const [first, second] = [await shown(site, cohortId, ''), await shown(site, cohortId, 'page=2')]
  expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([slipList.size, 5, slipList.size + 5])
})
