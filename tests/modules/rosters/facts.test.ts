// What is told of a roster beside its rows: households, days, and what of the file is not read.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  uploadRoster,
  importRosterFile,
  previewRoster,
  readRosterImport,
  exportRosterWithReasons,
} from '#app/modules/rosters/rosters.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { aRoster, aWorkbook, idNumberOf } from './makers.ts'

const people = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, at) =>
      `王小兰,${idNumberOf(new Date(Date.UTC(1950, 0, 1 + from + at)).toISOString().slice(0, 10))},,清坪镇,把界村,H${Math.floor((from + at) / 3)},户主,是`,
  )

test('a dry run and an import tell the same: households, the day of each sheet, and what is not read', async () => {
  const site = await aSite()
  const bytes = await aWorkbook({ name: '一组', day: '2019-02-01', lines: people(4) }, { name: '二组', lines: people(3, 6) })
  const told = { rows: 7, accepted: 7, refused: [], households: 3, day: { 一组: '2019-02-01', 二组: null }, unread: [] }
  expect(await importRosterFile(site, anAdmin, { fileName: '名单.xlsx', bytes, dryRun: true })).toMatchObject(told)
  expect(await importRosterFile(site, anAdmin, { fileName: '名单.xlsx', bytes, dryRun: false })).toMatchObject(told)
})

test('the preview keeps what is not read', async () => {
  const site = await aSite()
  const importId = await uploadRoster(site, anAdmin, {
    fileName: '名单.xlsx',
    bytes: readFileSync('tests/cases/field/goes-on-without-header.xlsx'),
  })
  expect(await previewRoster(site, anAdmin, { importId })).toMatchObject({ rows: 3 })
  expect(await readRosterImport(site, anAdmin, { importId })).toMatchObject({ unread: [{ sheet: '第2页', rows: 3 }], counts: { rows: 3 } })
})

test('a day above the header that cannot be read is told', async () => {
  const site = await aSite()
  const bytes = Buffer.from(
    [
      '填报日期：2019年3月',
      ...aRoster({}, ...people(1))
        .toString()
        .split('\n'),
    ].join('\n'),
  )
  expect(await importRosterFile(site, anAdmin, { fileName: '名单.csv', bytes, dryRun: true })).toMatchObject({
    day: { CSV: null },
    unread: [{ sheet: 'CSV', column: '填报日期', why: '“填报日期:2019年3月”看不懂，或不会是那一天，按导入当天算' }],
  })
})

test('a large file is read in a thread, comes back with its reasons, and one that is no roster is refused from there', async () => {
  const site = await aSite()
  const bytes = aRoster({}, ...people(5_000))
  expect(bytes.length).toBeGreaterThan(256 * 1024)
  expect(await importRosterFile(site, anAdmin, { fileName: '名单.csv', bytes, dryRun: true })).toMatchObject({
    rows: 5_000,
    accepted: 5_000,
    households: 1_667,
  })
  const importId = await uploadRoster(site, anAdmin, { fileName: '名单.csv', bytes })
  await previewRoster(site, anAdmin, { importId })
  const { workbook } = await exportRosterWithReasons(site, anAdmin, importId)
  let rows = 0
  for await (const batch of readSpreadsheet(Buffer.from(await new Response(workbook).arrayBuffer())))
    rows += batch.filter(({ cells }) => cells.at(-3)?.text === '新增').length
  expect(rows).toBe(5_000)
  await expect(
    importRosterFile(site, anAdmin, { fileName: '名单.csv', bytes: Buffer.from('没有表头,的文件\n'.repeat(20_000)), dryRun: true }),
  ).rejects.toMatchObject({ status: 422, message: expect.stringContaining('表头') as string })
  await expect(
    importRosterFile(site, anAdmin, { fileName: '名单.csv', bytes: Buffer.alloc(28_000_000, ','), dryRun: true }),
  ).rejects.toMatchObject({ status: 422, message: expect.stringContaining('格子多得不正常') as string })
})
