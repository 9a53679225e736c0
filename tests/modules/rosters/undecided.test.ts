// What can be done with a roster until it is imported: another class, throwing it away, letting it lapse; and what its preview tells.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  acceptRoster,
  assignRoster,
  beginTermsOfEarlierRosters,
  discardRoster,
  exportRosterWithReasons,
  listRosters,
  previewRoster,
  readDiscardableRoster,
  readRosterImport,
  uploadRoster,
} from '#app/modules/rosters/rosters.server.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/schema/households.ts'
import { rosterEntries } from '#db/schema/rosters.ts'
import { storedFilePieces } from '#db/schema/stored-files.ts'
import { workflows } from '#db/schema/workflow.ts'
import { aCohort, anAdmin, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aRoster, header, idNumberOf, officerOf, take } from './makers.ts'

const day = 24 * 60 * 60 * 1000
const wang = idNumberOf('1990-01-02')
const li = idNumberOf('1990-01-05')
const good = `王小兰,${wang},13900000001,清坪镇,把界村,H1,户主,建档立卡贫困户`

async function handedIn(site: TestSite, bytes = aRoster({}, good), by = anAdmin, cohortId: string | null = null) {
  const importId = await uploadRoster(site, by, { fileName: '名单.csv', bytes, cohortId })
  await previewRoster(site, by, { importId })
  return importId
}

test('a roster that was handed in can be given a class, or none; what its rows say of the tier is compared with the new one', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  const importId = await handedIn(site, aRoster({ head: `${header},培训层次` }, `${good},乡镇骨干`))
  await assignRoster(site, anAdmin, { importId, cohortId })
  await expect(acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })).rejects.toMatchObject({ status: 409 }) // it is read again first
  await previewRoster(site, anAdmin, { importId })
  const { rows } = await readRosterImport(site, anAdmin, { importId })
  expect(rows[0]!.message).toContain('请核对是不是选错了班')
  await acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })
  expect(await site.read.$count(enrolments, eq(enrolments.cohortId, cohortId))).toBe(1)
  await expect(assignRoster(site, anAdmin, { importId, cohortId: null })).rejects.toMatchObject({ status: 409 })
})

test('nobody is enrolled in a class that somebody else gave the roster since it was looked at', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  const importId = await handedIn(site)
  await assignRoster(site, anAdmin, { importId, cohortId })
  await previewRoster(site, anAdmin, { importId })
  const accept = (into: string) => acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows', into })
  await expect(accept('')).rejects.toMatchObject({ status: 409, message: expect.stringContaining('要报名的班') as string })
  expect(await site.read.$count(enrolments, eq(enrolments.cohortId, cohortId))).toBe(0)
  expect(await accept(cohortId)).toMatchObject({ accepted: 1 })
})

test('it is given no class that is over, and none that its officer does not see; only who sees it may do so', async () => {
  const site = await aSite()
  const { id: over } = await aCohort(site)
  const { id: elsewhere } = await aCohort(site, { number: 2, name: '二班', regionCode: '422826101' })
  await step(site, over, 'CANCEL')
  const officer = officerOf('清坪镇')
  const importId = await handedIn(site, aRoster({}, good), officer)
  await expect(assignRoster(site, anAdmin, { importId, cohortId: over })).rejects.toMatchObject({
    status: 422,
    fields: { cohort: [expect.any(String)] },
  })
  await expect(assignRoster(site, officer, { importId, cohortId: elsewhere })).rejects.toMatchObject({ status: 404 })
  await expect(assignRoster(site, officerOf('忠堡镇'), { importId, cohortId: null })).rejects.toMatchObject({ status: 404 })
  await expect(uploadRoster(site, anAdmin, { fileName: '名单.csv', bytes: aRoster({}, good), cohortId: over })).rejects.toMatchObject({
    status: 422,
  })
})

test('undecided and unreadable rosters lapse after 30 days; a week before, the page and the list say so; then the file is gone', async () => {
  const site = await aSite()
  const importId = await handedIn(site)
  const unreadable = await uploadRoster(site, anAdmin, { fileName: '图.csv', bytes: Buffer.from('没有表头') })
  await expect(previewRoster(site, anAdmin, { importId: unreadable })).rejects.toMatchObject({ status: 422 })
  expect((await readRosterImport(site, anAdmin, { importId })).expiry).toMatchObject({ left: '还有 30 天过期', isSoon: false })
  site.clock.forward(25 * day)
  expect((await readRosterImport(site, anAdmin, { importId })).expiry).toEqual({
    left: '还有 5 天过期',
    isSoon: true,
    lastDay: '2019年4月2日',
  })
  expect((await listRosters(site, anAdmin)).map(({ expiry }) => expiry?.left)).toEqual(['还有 5 天过期', '还有 5 天过期'])
  site.clock.forward(5 * day)
  await site.settle()
  expect((await listRosters(site, anAdmin)).map(({ state, expiry }) => [state, expiry])).toEqual([
    ['lapsed', null],
    ['lapsed', null],
  ])
  expect([await site.read.$count(storedFilePieces), await site.read.$count(rosterEntries)]).toEqual([0, 0])
  await expect(exportRosterWithReasons(site, anAdmin, importId)).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('作废') as string,
  })
  await expect(acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })).rejects.toMatchObject({ status: 409 })
})

test('an imported roster does not lapse, and keeps its file', async () => {
  const site = await aSite()
  const importId = await handedIn(site)
  await acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })
  site.clock.forward(31 * day)
  await site.settle()
  expect(await readRosterImport(site, anAdmin, { importId })).toMatchObject({ state: 'accepted', expiry: null })
  expect(await site.read.$count(storedFilePieces)).toBe(1)
})

test('discarded by hand, it takes its file with it, and cannot be discarded twice', async () => {
  const site = await aSite()
  const importId = await handedIn(site)
  expect(await readDiscardableRoster(site, anAdmin, importId)).toMatchObject({ fileName: '名单.csv', rows: 1 })
  await expect(readDiscardableRoster(site, officerOf('清坪镇'), importId)).rejects.toMatchObject({ status: 404 })
  await discardRoster(site, anAdmin, { importId })
  await site.settle()
  expect(await site.read.$count(storedFilePieces)).toBe(0)
  expect(await readRosterImport(site, anAdmin, { importId })).toMatchObject({
    state: 'withdrawn',
    isDiscarded: true,
    can: { withdraw: false, assign: false },
  })
  await expect(readDiscardableRoster(site, anAdmin, importId)).rejects.toMatchObject({ status: 409 })
  expect(await site.read.$count(persons)).toBe(0)
})

test('rosters from before undecided ones lapsed have their 30 days from the upgrade on', async () => {
  const site = await aSite()
  const importId = await handedIn(site)
  await site.write('operator', 'as it was', async (tx) => {
    await tx
      .update(workflows)
      .set({ context: { interruptions: 0 } })
      .where(eq(workflows.id, importId))
  })
  expect((await readRosterImport(site, anAdmin, { importId })).expiry).toBeNull()
  site.clock.forward(40 * day)
  await beginTermsOfEarlierRosters(site)
  await beginTermsOfEarlierRosters(site)
  await site.settle()
  expect(await readRosterImport(site, anAdmin, { importId })).toMatchObject({ state: 'previewed', expiry: { left: '还有 30 天过期' } })
})

test('the preview tells what was understood of each row, with numbers masked, beside what changes', async () => {
  const site = await aSite()
  await take(site, aRoster({}, good))
  const importId = await handedIn(
    site,
    aRoster(
      { day: '2019-03-01', head: `${header},监测类型,培训层次` },
      `王小兰,${wang},13900000009,清坪镇,把界村,H1,户主,建档立卡贫困户,边缘户,创业人员`,
      `李春,${li},,清坪镇,,,,,,`,
      `张三,1,13900000003,清坪镇,把界村,H2,户主,一般户,,`,
    ),
  )
  const { rows, counts } = await readRosterImport(site, anAdmin, { importId, outcome: 'all' })
  expect(counts).toMatchObject({ rows: 3, new: 1, changed: 1, refused: 1 })
  expect(rows.map(({ understood }) => understood)).toEqual([
    {
      idNumber: `****************${wang.slice(-2)}`,
      phone: '*********09',
      place: '清坪镇把界村',
      householdNumber: 'H1',
      status: '建档立卡贫困户、边缘易致贫户',
      tier: '创业人员',
      from: '2019年3月1日',
    },
    {
      idNumber: `****************${li.slice(-2)}`,
      phone: '',
      place: '清坪镇',
      householdNumber: '',
      status: '没有登记户',
      tier: '',
      from: '2019年3月1日',
    },
    { idNumber: '', phone: '*********03', place: '清坪镇把界村', householdNumber: 'H2', status: '一般户', tier: '', from: '2019年3月1日' },
  ])
  expect(rows[0]!.message).toContain('换了电话')
  expect((await readRosterImport(site, anAdmin, { importId, outcome: 'refused' })).rows.map(({ name }) => name)).toEqual(['张三'])
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${wang}|${li}|1390000000`))
})

test('of a long roster too each row is told with its own content, on any page', async () => {
  const site = await aSite()
  const people = Array.from({ length: 700 }, (_, at) => {
    const birthday = new Date(Date.UTC(1960, 0, 1 + at)).toISOString().slice(0, 10)
    return `张${'一二三四五'[at % 5]!},${idNumberOf(birthday)},13900000${String(at).padStart(3, '0')},清坪镇,把界村,H${at + 1},户主,`
  })
  await handedIn(site, aRoster({}, good)) // numbers of rows do not begin with this roster
  const importId = await handedIn(site, aRoster({ day: '2019-03-01' }, ...people))
  const numbers: string[] = []
  let position: Parameters<typeof readRosterImport>[2]['position']
  do {
    const { rows, turns } = await readRosterImport(site, anAdmin, { importId, outcome: 'all', ...(position && { position }) })
    numbers.push(...rows.map(({ understood }) => understood!.householdNumber))
    position = turns.next ?? undefined
  } while (position)
  expect(numbers).toEqual(people.map((_, at) => `H${at + 1}`))
})

test('who is new and belongs to no household is counted for what is to be done next', async () => {
  const site = await aSite()
  const importId = await handedIn(site, aRoster({}, good, `李春,${li},,清坪镇,,,,`))
  await acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })
  expect((await readRosterImport(site, anAdmin, { importId })).counts).toMatchObject({ new: 2, withoutHousehold: 1 })
})
