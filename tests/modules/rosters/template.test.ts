// The template of a roster: what people fill in is read, and what stands in it already is not.
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { importRosterFile, writeRosterTemplate } from '#app/modules/rosters/rosters.server.ts'
import { type CellValue, readSpreadsheet, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { idNumberOf } from './makers.ts'

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

/** The template with these rows below its example, and this day above its head. */
async function filledIn(template: Buffer, rows: CellValue[][], day = ''): Promise<Buffer> {
  const sheets = new Map<string, CellValue[][]>()
  for await (const batch of readSpreadsheet(template))
    for (const { sheet, cells } of batch) sheets.set(sheet, [...(sheets.get(sheet) ?? []), cells.map(({ text }) => text)])
  const [name] = sheets.keys()
  sheets.get(name!)!.push(...rows)
  sheets.get(name!)![0]![1] = day
  return bytesOf(writeWorkbook([...sheets].map(([sheet, lines]) => ({ name: sheet, hasHeads: false, columns: [], rows: lines }))))
}

const row = [
  '1',
  '王小兰',
  idNumberOf('1990-01-02'),
  '13900000001',
  '清坪镇',
  '把界村',
  'XF-61',
  '户主',
  '建档立卡贫困户',
  '无',
  '创业人员',
]

test('every column of the template is read, from the day above its head on; the example is left out, and said to be', async () => {
  const site = await aSite()
  const template = await bytesOf(writeRosterTemplate(site))
  const outcome = await importRosterFile(site, anAdmin, {
    fileName: '花名册.xlsx',
    bytes: await filledIn(template, [row], '2019-03-01'),
    dryRun: true,
  })
  expect(outcome).toMatchObject({ rows: 1, new: 1, refused: [], households: 1, day: { 花名册: '2019-03-01' } })
  expect(outcome.unread).toEqual([{ sheet: '花名册', rows: 1, why: '写着“示例”的行是样子，没有读' }])
})

test('without a day above its head it speaks of the day of the import, and nothing is said to be unreadable', async () => {
  const site = await aSite()
  const bytes = await filledIn(await bytesOf(writeRosterTemplate(site)), [row])
  expect(await importRosterFile(site, anAdmin, { fileName: '花名册.xlsx', bytes, dryRun: true })).toMatchObject({
    new: 1,
    day: { 花名册: null },
    unread: [{ why: '写着“示例”的行是样子，没有读' }],
  })
})

test('what somebody wrote over the example is not taken as a person silently', async () => {
  const site = await aSite()
  const bytes = await filledIn(await bytesOf(writeRosterTemplate(site)), [['示例', ...row.slice(1)]])
  expect(await importRosterFile(site, anAdmin, { fileName: '花名册.xlsx', bytes, dryRun: true })).toMatchObject({
    rows: 0,
    unread: [{ rows: 2, why: '写着“示例”的行是样子，没有读' }],
  })
})

test('long numbers stay text, and what can be chosen is offered', async () => {
  const parts = unzipSync(new Uint8Array(await bytesOf(writeRosterTemplate(await aSite()))))
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!)
  const style = Number(/<col min="3" max="3" width="\d+" style="(\d+)"/.exec(sheet)![1])
  const formats = [
    ...strFromU8(parts['xl/styles.xml']!)
      .split('<cellXfs')[1]!
      .matchAll(/<xf numFmtId="(\d+)"/g),
  ]
  expect(formats[style]![1]).toBe('49')
  expect(sheet).toMatch(/sqref="E3:E502"><formula1>&quot;[^"]*清坪镇/)
  expect(sheet).toContain('<formula1>&quot;一般户,建档立卡贫困户,已脱贫（享受政策）,返贫&quot;</formula1>')
})
