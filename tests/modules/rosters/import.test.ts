// Rosters on their way into the register.
import { toDay, formatDay } from '#app/calendar.ts'
import { readFileSync } from 'node:fs'
import { eq, isNull } from 'drizzle-orm'
import { strToU8, zipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { readStoredFile } from '#app/importing/stored-files.server.ts'
import { earliestDay } from '#app/modules/households/spells.ts'
import { readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import {
  acceptRoster,
  startWorkflowsOfEarlierRosters,
  uploadRoster,
  importRosterFile,
  listRosters,
  previewRoster,
  readRosterImport,
  resumeRosters,
  exportRosterWithReasons,
  cancelRosterImport,
  discardRoster,
} from '#app/modules/rosters/rosters.server.ts'
import { formatColumn, readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { households, memberships, monitorings, nameVariants, persons, registrations, residences } from '#db/schema/households.ts'
import { storedFilePieces, storedFiles } from '#db/schema/stored-files.ts'
import { rosterImports } from '#db/schema/rosters.ts'
import { sealPlace } from '#db/sealed.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { aCounty } from '../reports/county.ts'
import { aCohort, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const administrator: Viewer = {
  accountId: 'a',
  personId: null,
  name: '管理员',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}
const official: Viewer = {
  accountId: 'o',
  personId: null,
  name: '干部',
  grants: [{ role: 'official', scope: { kind: 'region', code: '422826' } }],
}
const officerOf = (code: string): Viewer => ({
  accountId: `officer-${code}`,
  personId: null,
  name: '专干',
  grants: [{ role: 'townshipOfficer', scope: { kind: 'region', code } }],
})

const office = readFileSync('tests/cases/rosters/office-style.xlsx')
const header = '姓名,身份证号,手机号,乡镇,村,户编号,与户主关系,贫困户属性'
const csv = (...lines: string[]) => Buffer.from([header, ...lines].join('\n'))
const idNumber = (birthday: string) => `422826${birthday}000${checkCharacter(`422826${birthday}000`)}`
const [one, other] = ['19900102', '19900105'].map(idNumber) as [string, string]
/** A workbook of one sheet with merged cells, which ours never writes. */
function workbookOf(rows: (string | null)[][], merges: string[]) {
  const cells = (values: (string | null)[], row: number) =>
    values
      .map((value, column) => (value === null ? '' : `<c r="${formatColumn(column)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`))
      .join('')
  const sheet = `<worksheet><sheetData>${rows.map((values, at) => `<row r="${at + 1}">${cells(values, at + 1)}</row>`).join('')}</sheetData><mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`
  const parts = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="名单" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="sheet1.xml"/></Relationships>',
    'xl/sheet1.xml': sheet,
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))))
}
const take = (site: Awaited<ReturnType<typeof aSite>>, bytes: Buffer, viewer = administrator) =>
  importRosterFile(site, viewer, { fileName: '名单.csv', bytes, dryRun: false })

test('a preview changes nothing in the register, and a dry run keeps nothing at all', async () => {
  const site = await aSite()
  const importId = await uploadRoster(site, administrator, { fileName: '花名册.xlsx', bytes: office })
  expect(await previewRoster(site, administrator, { importId })).toEqual({ rows: 40, new: 34, known: 0, changed: 0, refused: 6 })
  expect(await site.read.$count(persons)).toBe(0)
  const dry = await importRosterFile(site, administrator, { fileName: '花名册.xlsx', bytes: office, dryRun: true })
  expect(dry).toMatchObject({ rows: 40, accepted: 34, new: 34 })
  expect(await site.read.$count(rosterImports)).toBe(1)
})

test('good rows go in, and the same file again changes nothing', async () => {
  const site = await aSite()
  const first = await take(site, office)
  expect(first).toMatchObject({ rows: 40, accepted: 34, new: 34, known: 0, changed: 0 })
  expect(first.refused.map(({ row, code }) => `${row} ${code}`)).toEqual([
    '8 id-number-damaged',
    '12 id-number-checksum',
    '20 name-missing',
    '26 duplicate-in-file',
    '30 phone-invalid',
    '38 region-unknown',
  ])
  const before = [
    await site.read.select().from(persons),
    await site.read.select().from(memberships),
    await site.read.select().from(registrations),
  ]
  site.clock.set('2019-05-01T09:00:00+08:00')
  expect(await take(site, office)).toMatchObject({ rows: 40, accepted: 34, new: 0, known: 34, changed: 0 })
  expect([
    await site.read.select().from(persons),
    await site.read.select().from(memberships),
    await site.read.select().from(registrations),
  ]).toEqual(before)
})

test('ID numbers and phones are nowhere in clear, the file included', async () => {
  const site = await aSite()
  await take(site, csv(`王小兰,${one},13800000001,清坪镇,把界村,H1,户主,是`))
  const [person] = await site.read.select().from(persons)
  const [roster] = await site.read.select().from(rosterImports)
  const [file] = await site.read.select().from(storedFilePieces)
  expect(JSON.stringify([person, roster, file])).not.toMatch(new RegExp(`${one}|13800000001|${Buffer.from(one).toString('base64')}`))
  expect(site.keys.open(person!.idNumberSealed!, sealPlace.idNumberOfPerson(person!.id))).toBe(one)
})

test('none is taken where the officer wants all or none', async () => {
  const site = await aSite()
  const importId = await uploadRoster(site, administrator, { fileName: '花名册.xlsx', bytes: office })
  await previewRoster(site, administrator, { importId })
  await expect(acceptRoster(site, administrator, { importId, choice: 'none-if-any-refused' })).rejects.toThrow('第 8 行不能收')
  expect(await site.read.$count(persons)).toBe(0)
  expect((await readRosterImport(site, administrator, { importId })).state).toBe('previewed')
  await acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })
  await expect(acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })).rejects.toThrow('已经导入过')
})

test('a known person in another household moves, and both clocks tell it', async () => {
  const site = await aSite()
  await take(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,是`))
  site.clock.set('2019-06-01T09:00:00+08:00')
  expect(await take(site, csv(`王小兰,${one},,清坪镇,把界村,H2,配偶,是`))).toMatchObject({ new: 0, changed: 1 })
  const spells = await site.read
    .select({ number: households.number, from: memberships.from, to: memberships.to, over: memberships.supersededAt })
    .from(memberships)
    .innerJoin(households, eq(households.id, memberships.householdId))
  expect(spells.map(({ number, from, to, over }) => `${number} ${from} ${to} ${over ? 'superseded' : 'believed'}`).sort()).toEqual([
    'H1 2019-03-04 2019-06-01 believed',
    'H1 2019-03-04 null superseded',
    'H2 2019-06-01 null believed',
  ])
})

test('a known person who lives elsewhere has moved from the day of the roster; reports of before stay as they were, and the same file again changes nothing', async () => {
  const site = await aSite()
  await take(site, csv(`王小兰,${one},,清坪镇,把界村,,,`))
  const [person] = await site.read.select().from(persons)
  expect(await site.read.$count(residences)).toBe(0)
  const county = aCounty(site)
  for (const day of ['2019-03-05', '2019-07-05']) await county.completes(person!.id, day)
  site.clock.set('2019-08-01T09:00:00+08:00')
  const before = site.now()
  site.clock.forward(60_000)
  const moved = Buffer.from(['填报日期：2019-06-01', header, `王小兰,${one},,忠堡镇,细皮沟村,,,`].join('\n'))
  expect(await take(site, moved)).toMatchObject({ new: 0, changed: 1 })
  const [lived, lives] = [person!.regionCode, (await site.read.select().from(persons))[0]!.regionCode]
  const spells = await site.read.select().from(residences)
  expect(
    spells.map(({ regionCode, from, to, supersededAt }) => `${regionCode} ${from} ${to} ${supersededAt ? 'superseded' : 'believed'}`),
  ).toEqual([`${lived} ${earliestDay} null superseded`, `${lived} ${earliestDay} 2019-06-01 believed`, `${lives} 2019-06-01 null believed`])
  const counted = (place: string, asOf?: Date) =>
    readHouseholdReport(site, administrator, { from: '2019-01-01', to: '2019-07-31', region: place.slice(0, 9), asOf })
  expect([(await counted(lived)).attendances, (await counted(lives)).attendances]).toEqual([1, 1])
  expect([(await counted(lived, before)).attendances, (await counted(lives, before)).attendances]).toEqual([2, 0])
  site.clock.forward(60_000)
  expect(await take(site, moved)).toMatchObject({ known: 1, changed: 0 })
  expect(await site.read.select().from(residences)).toEqual(spells)
})

test('a known number under a similar name is kept as a variant; under a wholly different one it is refused', async () => {
  const site = await aSite()
  await take(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,是`))
  expect(await take(site, csv(`王晓兰,${one},,清坪镇,把界村,H1,户主,是`))).toMatchObject({ changed: 1 })
  expect((await site.read.select().from(nameVariants)).map(({ name }) => name)).toEqual(['王晓兰'])
  expect(await take(site, csv(`王晓兰,${one},,清坪镇,把界村,H1,户主,是`))).toMatchObject({ known: 1, changed: 0 })
  const conflict = await take(site, csv(`覃国庆,${one},,清坪镇,把界村,H1,户主,是`))
  expect(conflict.refused.map(({ row, code }) => ({ row, code }))).toEqual([{ row: 2, code: 'conflict-with-register' }])
})

test('a household that is lifted gets a new spell; two members who disagree about it are asked', async () => {
  const site = await aSite()
  await take(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,建档立卡贫困户`))
  site.clock.set('2019-06-01T09:00:00+08:00')
  const outcome = await take(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,已脱贫户`, `李春,${other},,清坪镇,把界村,H1,之女,一般户`))
  expect(outcome).toMatchObject({ changed: 1, refused: [{ row: 3, code: 'household-conflict' }] })
  const believed = await site.read.select().from(registrations).where(isNull(registrations.supersededAt))
  expect(believed.map(({ status, from, to }) => `${status} ${from} ${to}`).sort()).toEqual([
    'lifted 2019-06-01 null',
    'registered 2019-03-04 2019-06-01',
  ])
})

test('a township officer imports the people of the township and no others', async () => {
  const site = await aSite()
  await take(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,是`))
  const [person] = await site.read.select().from(persons)
  const mine = officerOf(person!.regionCode.slice(0, 9))
  const outcome = await take(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,是`, `李春,${other},,曲江镇,双拱桥村,H3,户主,否`), mine)
  expect(outcome).toMatchObject({ accepted: 1, refused: [{ row: 3, code: 'region-not-yours' }] })
  expect((await listRosters(site, mine)).length).toBe(1)
  expect((await listRosters(site, administrator)).length).toBe(2)
})

test('an official hands nothing in and sees no roster', async () => {
  const site = await aSite()
  const importId = await uploadRoster(site, administrator, { fileName: '花名册.xlsx', bytes: office })
  await expect(uploadRoster(site, official, { fileName: 'x.csv', bytes: office })).rejects.toMatchObject({ status: 403 })
  await expect(readRosterImport(site, official, { importId })).rejects.toMatchObject({ status: 404 })
  expect(await listRosters(site, official)).toEqual([])
  await expect(readRosterImport(site, officerOf('422826100'), { importId })).rejects.toMatchObject({ status: 404 })
})

test('a file that cannot be read leaves its sentence', async () => {
  const site = await aSite()
  for (const [bytes, what] of [
    [Buffer.from('PK\u0003\u0004 nothing'), '这个文件坏了'],
    [Buffer.alloc(0), '这个文件是空的'],
  ] as const) {
    const importId = await uploadRoster(site, administrator, { fileName: '花名册.xlsx', bytes })
    await expect(previewRoster(site, administrator, { importId })).rejects.toThrow(what)
    expect(await readRosterImport(site, administrator, { importId })).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining(what) as string,
    })
  }
})

test('the file comes back with the reasons in it', async () => {
  const site = await aSite()
  const importId = await uploadRoster(site, administrator, { fileName: '花名册.xlsx', bytes: office })
  await previewRoster(site, administrator, { importId })
  const { fileName, workbook } = await exportRosterWithReasons(site, administrator, importId)
  expect(fileName).toBe('花名册-带原因.xlsx')
  const lines: string[][] = []
  for await (const rows of readSpreadsheet(Buffer.from(await new Response(workbook).arrayBuffer())))
    for (const row of rows) lines.push(row.cells.map(({ text }) => text))
  const eighth = lines.find((line) => line.at(-1) === '8')!
  expect(eighth.at(-3)).toBe('退回')
  expect(eighth.at(-2)).toContain('设为“文本”')
  expect(lines.filter((line) => line.at(-3) === '新增').length).toBe(34)
})

test('a file with merged cells that comes back and is handed in again says what it said at first', async () => {
  const site = await aSite()
  const merging = workbookOf(
    [
      ['序号', '户编号', '姓名', '身份证号', '乡镇', '是否建档立卡'],
      ['1', 'H1', '王小兰', one, '清坪镇', '是'],
      ['2', null, '李春', other, '清坪镇', null],
      ['3', 'H2', '覃国庆', '1', '清坪镇', '是'],
      [null, null, null, null, null, null],
      ['合计', '2户', '3人', null, null, '2'],
    ],
    ['B2:B3', 'F2:F3', 'B4:B5'],
  )
  const importId = await handedIn(site, merging)
  const back = Buffer.from(await new Response((await exportRosterWithReasons(site, administrator, importId)).workbook).arrayBuffer())
  const elsewhere = await aSite()
  for (const [county, bytes] of [
    [site, merging],
    [elsewhere, back],
  ] as const) {
    expect(await take(county, bytes)).toMatchObject({ rows: 3, new: 2, refused: [{ code: 'id-number-damaged' }] })
    expect([await county.read.$count(households), await county.read.$count(memberships)]).toEqual([1, 2])
  }
})

/** Hands a roster in, reads it, and takes it. */
async function handedIn(site: Awaited<ReturnType<typeof aSite>>, bytes: Buffer, cohortId: string | null = null, by = administrator) {
  const importId = await uploadRoster(site, by, { fileName: '名单.csv', bytes, cohortId })
  await previewRoster(site, by, { importId })
  return importId
}

/** An administrator with an account, who is still there when the server starts again. */
async function anOwnerOfRosters(site: TestSite): Promise<Viewer> {
  const { accountId } = await createUser(site, administrator, {
    name: '管理员',
    role: 'administrator',
    phone: '13900000001',
    password: 'a long one 4 all',
  })
  return (await loadViewer(site, accountId))!
}
const many = (from: number, count: number) =>
  csv(
    ...Array.from(
      { length: count },
      (_, place) =>
        `王小兰,${idNumber(new Date(Date.UTC(1950, 0, 1 + from + place)).toISOString().slice(0, 10).replaceAll('-', ''))},,清坪镇,把界村,H${Math.floor((from + place) / 3)},户主,是`,
    ),
  )

/** Resolves after so many commits. */
const commits = (site: Pick<TestSite, 'onCommit'>, wanted: number) =>
  new Promise<void>((resolve) => site.onCommit(() => --wanted === 0 && resolve()))

test('a roster of a class goes in whole or not at all; a long one slice by slice, each person with household and status', async () => {
  const site = await aSite()
  const seen = new Set<string>()
  site.onCommit(
    () =>
      void Promise.all([site.read.$count(persons), site.read.$count(memberships), site.read.$count(registrations)]).then((counts) =>
        seen.add(counts.join(' ')),
      ),
  )
  const short = await handedIn(site, many(0, 250))
  await acceptRoster(site, administrator, { importId: short, choice: 'all-good-rows' })
  await new Promise((resolve) => setImmediate(resolve))
  expect([...seen].sort()).toEqual(['0 0 0', '250 250 84'])
  const long = await handedIn(site, many(300, 600))
  expect(await acceptRoster(site, administrator, { importId: long, choice: 'all-good-rows' })).toMatchObject({ accepted: 600, new: 600 })
  await new Promise((resolve) => setImmediate(resolve))
  for (const counts of seen) {
    const [people, members] = counts.split(' ').map(Number)
    expect(members).toBe(people)
  }
})

test('while a long roster is taken in, others who write wait for one slice at most', async () => {
  const site = await aSite()
  const importId = await handedIn(site, many(0, 1_000))
  const order: string[] = []
  const accepting = acceptRoster(site, administrator, { importId, choice: 'all-good-rows' }).then(() => order.push('roster'))
  for (let place = 0; place < 3; place++) {
    await commits(site, 1)
    const before = await site.read.$count(persons)
    await site.write('system', 'somebody else', () => Promise.resolve())
    order.push('somebody else')
    expect((await site.read.$count(persons)) - before).toBeLessThanOrEqual(250)
  }
  await accepting
  expect(order).toEqual(['somebody else', 'somebody else', 'somebody else', 'roster'])
})

test('a server that stops while a roster is taken in goes on where it was, once, and says so', async () => {
  const site = await aSite()
  const owner = await anOwnerOfRosters(site)
  const importId = await handedIn(site, many(0, 1_300), null, owner)
  const stopped = commits(site, 3)
  void acceptRoster(site, owner, { importId, choice: 'all-good-rows' }).catch(() => undefined)
  await stopped
  const again = await site.restart()
  const half = await again.read.$count(persons)
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(1_300)
  expect(await readRosterImport(again, owner, { importId })).toMatchObject({ state: 'taking', taken: { rows: half } })
  await resumeRosters(again)
  await vi.waitFor(async () => expect((await readRosterImport(again, owner, { importId })).state).toBe('accepted'), 10_000)
  expect([await again.read.$count(persons), await again.read.$count(memberships), await again.read.$count(households)]).toEqual([
    1_300, 1_300, 434,
  ])
  expect(await readRosterImport(again, owner, { importId })).toMatchObject({
    interruptions: 1,
    counts: { rows: 1_300, new: 1_300, known: 0 },
  })
})

test('what the command line had begun, or somebody who is gone, waits after a stop for somebody to go on with it', async () => {
  const site = await aSite()
  const importId = await handedIn(site, many(0, 1_300))
  const stopped = commits(site, 3)
  void acceptRoster(site, administrator, { importId, choice: 'all-good-rows' }).catch(() => undefined)
  await stopped
  const again = await site.restart()
  await resumeRosters(again)
  expect(await readRosterImport(again, administrator, { importId })).toMatchObject({
    state: 'stopped',
    failure: expect.stringContaining('接着导入') as string,
  })
  await acceptRoster(again, administrator, { importId, choice: 'all-good-rows' })
  expect(await readRosterImport(again, administrator, { importId })).toMatchObject({
    state: 'accepted',
    counts: { rows: 1_300, new: 1_300 },
  })
  expect(await again.read.$count(persons)).toBe(1_300)
})

test('a roster can be stopped on its way; what went in stays, what did not is marked, and it can be gone on with', async () => {
  const site = await aSite()
  const importId = await handedIn(site, many(0, 1_300))
  const running = acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })
  await commits(site, 3)
  await cancelRosterImport(site, administrator, { importId })
  const { accepted } = await running
  expect(accepted).toBe(await site.read.$count(persons))
  expect(accepted).toBeLessThan(1_300)
  const page = (
    await readRosterImport(site, administrator, { importId, outcome: 'new', position: { page: Math.ceil(accepted / 100) + 1 } })
  ).rows
  expect(page.every(({ isOpen }) => isOpen)).toBe(true)
  expect((await readRosterImport(site, administrator, { importId, outcome: 'new' })).rows.every(({ isOpen }) => !isOpen)).toBe(true)
  await expect(discardRoster(site, administrator, { importId })).rejects.toMatchObject({ status: 409 })
  await acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })
  expect(await site.read.$count(persons)).toBe(1_300)
})

test('a roster that was put aside is not taken in; nor is one that is read by somebody else meanwhile', async () => {
  const site = await aSite()
  const importId = await handedIn(site, many(0, 10))
  await discardRoster(site, administrator, { importId })
  await expect(acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })).rejects.toMatchObject({ status: 409 })
  await expect(previewRoster(site, administrator, { importId })).rejects.toMatchObject({ status: 409 })
  expect(await site.read.$count(persons)).toBe(0)
})

test('rosters from before they had a life cycle stand where they stood', async () => {
  const site = await aSite()
  const past = { uploadedBy: 'a', uploadedAt: site.now(), fileName: '旧.csv' }
  const counts = { rows: 1, new: 1, known: 0, changed: 0, refused: 0 }
  await site.write('system', 'past', async (tx) => {
    await tx.insert(storedFiles).values(['a', 'b', 'c', 'd'].map((id) => ({ id, keptBy: 'a', keptAt: tx.at, pieces: 1 })))
    await tx.insert(rosterImports).values([
      { id: 'a', ...past, preview: counts, acceptedAt: site.now(), outcome: counts },
      { id: 'b', ...past, preview: counts },
      { id: 'c', ...past, failure: '坏了' },
      { id: 'd', ...past },
    ])
  })
  await startWorkflowsOfEarlierRosters(site)
  expect((await listRosters(site, administrator)).map(({ id, state }) => `${id} ${state}`).sort()).toEqual([
    'a accepted',
    'b previewed',
    'c failed',
    'd reading',
  ])
})

test('two rosters with the same people, taken in at once, set each of them down once', async () => {
  const site = await aSite()
  const [first, second] = [await handedIn(site, many(0, 600)), await handedIn(site, many(300, 600))]
  const taken = await Promise.all(
    [first, second].map((importId) => acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })),
  )
  expect(taken.map(({ accepted }) => accepted)).toEqual([600, 600])
  expect(taken.reduce((sum, outcome) => sum + outcome.new, 0)).toBe(900)
  expect(await site.read.$count(persons)).toBe(900)
  expect(await site.read.$count(memberships)).toBe(900)
  expect(await site.read.$count(households)).toBe(300)
})

test('the same roster accepted twice at once goes in once', async () => {
  const site = await aSite()
  const importId = await handedIn(site, many(0, 600))
  const settled = await Promise.allSettled([0, 1].map(() => acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })))
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await site.read.$count(persons)).toBe(600)
  expect((await readRosterImport(site, administrator, { importId })).failure).toBeNull()
})

test('an import that does not go through in the end leaves nothing, and says why to whoever looks later', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  const importId = await handedIn(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,是`), cohortId)
  await step(site, cohortId, 'CANCEL')
  await expect(acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })).rejects.toMatchObject({ status: 422 })
  expect([await site.read.$count(persons), await site.read.$count(households)]).toEqual([0, 0])
  expect(await readRosterImport(site, administrator, { importId })).toMatchObject({
    state: 'previewed',
    failure: expect.stringContaining('不能再报名') as string,
  })
})

test('members who come later in the file say what the first one left out about their new household', async () => {
  const site = await aSite()
  const lines = [
    `王小兰,${one},,清坪镇,把界村,H1,户主,`,
    ...Array.from(
      { length: 260 },
      (_, place) =>
        `李春,${idNumber(new Date(Date.UTC(1950, 0, 1 + place)).toISOString().slice(0, 10).replaceAll('-', ''))},,清坪镇,把界村,,,`,
    ),
    `李春,${other},,清坪镇,把界村,H1,之女,是`,
  ]
  expect(await take(site, csv(...lines))).toMatchObject({ new: 262, refused: [] })
  expect((await site.read.select().from(registrations)).map(({ status, to }) => [status, to])).toEqual([['registered', null]])
  expect(await take(site, csv(...lines))).toMatchObject({ known: 262 })
})

test('another kind of monitoring is a change; that there is none says nothing of a household that had none', async () => {
  const site = await aSite({ now: '2021-03-04T09:00:00+08:00' })
  const monitored = (kind: string) => Buffer.from(`${header},监测类型\n王小兰,${one},,清坪镇,把界村,H1,户主,是,${kind}`)
  expect(await take(site, monitored('无'))).toMatchObject({ new: 1 })
  expect(await take(site, monitored('无'))).toMatchObject({ known: 1 })
  site.clock.set('2021-06-01T09:00:00+08:00')
  expect(await take(site, monitored('边缘易致贫户'))).toMatchObject({ changed: 1 })
  expect(await take(site, monitored('边缘易致贫户'))).toMatchObject({ known: 1 })
  site.clock.set('2021-09-01T09:00:00+08:00')
  expect(await take(site, monitored('风险消除'))).toMatchObject({ changed: 1 })
  const believed = (await site.read.select().from(monitorings)).filter(({ supersededAt }) => supersededAt === null)
  expect(believed.map(({ kind, from, to }) => `${kind} ${from} ${to}`).sort()).toEqual([
    'cleared 2021-09-01 null',
    'marginal 2021-06-01 2021-09-01',
  ])
})

test('rows whose household status is lost are counted; with its number filled in, the same people are changes', async () => {
  const site = await aSite()
  const importId = await handedIn(site, csv(`王小兰,${one},,清坪镇,把界村,,,是`, `李春,${other},,清坪镇,把界村,,,否`))
  expect((await readRosterImport(site, administrator, { importId })).counts).toMatchObject({ new: 2, lackingHousehold: 1 })
  expect(await acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })).toMatchObject({ accepted: 2, lackingHousehold: 1 })
  expect(await site.read.$count(registrations)).toBe(0)
  const filledIn = await take(site, csv(`王小兰,${one},,清坪镇,把界村,H1,户主,是`))
  expect(filledIn).toMatchObject({ changed: 1 })
  expect(filledIn).not.toHaveProperty('lackingHousehold')
  expect(await site.read.$count(registrations)).toBe(1)
})

test('what is kept in clear of a roster holds no numbers of people: not its name, not what is said of its rows', async () => {
  const site = await aSite()
  const importId = await uploadRoster(site, administrator, {
    fileName: `王小兰 ${one} 13800000001.csv`,
    bytes: csv(
      `王小兰${other},${one},1380000000,清坪镇,把界村,422826001001,户主,是`,
      `李春,${one.slice(0, 17)},13800000001,清坪镇,把界村,422826001001,户主,是`,
    ),
  })
  await previewRoster(site, administrator, { importId })
  const roster = await readRosterImport(site, administrator, { importId })
  expect(roster.fileName).toBe('王小兰 422… 138….csv')
  expect(roster.rows.length).toBe(2)
  expect(JSON.stringify(roster.rows)).not.toMatch(/42282619|1380000/)
})

test('a tier that is not that of the class is told, and enrols all the same', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site, { tier: 'entrepreneur' })
  await step(site, cohortId, 'OPEN')
  const importId = await handedIn(
    site,
    Buffer.from(`姓名,身份证号,乡镇,培训层次\n王小兰,${one},清坪镇,乡镇骨干\n李春,${other},清坪镇,创业人员`),
    cohortId,
  )
  const { rows } = await readRosterImport(site, administrator, { importId })
  expect(rows.map(({ outcome, message }) => [outcome, message])).toEqual([
    ['new', '培训层次是乡镇骨干，所选培训班的是创业人员。请核对是不是选错了班。'],
    ['new', ''],
  ])
  expect(await acceptRoster(site, administrator, { importId, choice: 'all-good-rows' })).toMatchObject({ accepted: 2 })
})

test('several reasons and changes are said in whole sentences', async () => {
  const site = await aSite()
  await take(site, csv(`王小兰,${one},,清坪镇,把界村,,,`))
  const importId = await handedIn(site, csv(`王小兰,${one},13800000001,忠堡镇,细皮沟村,,,是`, `,${other},1,清坪镇,把界村,,,`))
  const messages = await Promise.all(
    (['changed', 'refused'] as const).map(
      async (outcome) => (await readRosterImport(site, administrator, { importId, outcome })).rows[0]!.message,
    ),
  )
  expect(messages).toEqual([
    `补了电话。自${formatDay(toDay(site.now()))}起，换了住的地方。没有填户编号，贫困户属性没有记下。请填上户编号再导入。`,
    '没有填姓名。电话“1”不对。手机号应是 11 位；没有电话就空着。',
  ])
})

test('a file of several megabytes comes back byte for byte', async () => {
  const site = await aSite()
  const bytes = Buffer.alloc(2_500_001, 'x')
  const importId = await uploadRoster(site, administrator, { fileName: '大.csv', bytes })
  expect((await readStoredFile(site, importId)).equals(bytes)).toBe(true)
})
