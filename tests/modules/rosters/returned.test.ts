// The file that is given back: what the office sent, with the reasons at its right, ready to be mended and handed in again.
import { unzipSync, strFromU8 } from 'fflate'
import { expect, test } from 'vitest'
import type { Outcome } from '#app/importing/outcomes.ts'
import { exportRosterWithReasons, importRosterFile, previewRoster, uploadRoster } from '#app/modules/rosters/rosters.server.ts'
import { type CellValue, readSpreadsheet, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { addReason, type Reasons } from '#app/spreadsheet/with-reasons.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { idNumberOf } from './makers.ts'

const head = ['姓名', '身份证号', '手机号', '乡镇', '户编号', '贫困户属性', '备注']
const person = (name: string, birthday: string, phone: string): CellValue[] => [
  name,
  idNumberOf(birthday),
  phone,
  '清坪镇',
  'H1',
  '建档立卡贫困户',
  '腿脚不便',
]
const sent: CellValue[][] = [
  ['2019年电商培训报名'],
  ['填报日期：2019-03-01'],
  head,
  person('王小兰', '1990-01-02', '1390000'),
  person('李春', '1990-01-05', '13900000002'),
  ['合计', '2 人'],
]

async function workbookOf(rows: readonly CellValue[][]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeWorkbook([{ name: '名单', hasHeads: false, columns: [], rows }])) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function returned(site: TestSite, bytes: Buffer): Promise<Buffer> {
  const importId = await uploadRoster(site, anAdmin, { fileName: '名单.xlsx', bytes })
  await previewRoster(site, anAdmin, { importId })
  return Buffer.from(await new Response((await exportRosterWithReasons(site, anAdmin, importId)).workbook).arrayBuffer())
}

async function linesOf(bytes: Buffer): Promise<string[][]> {
  const lines: string[][] = []
  for await (const batch of readSpreadsheet(bytes)) for (const { cells } of batch) lines.push(cells.map(({ text }) => text))
  return lines
}

test('what the office sent stands where it stood; result, reason and number of the row stand at its right', async () => {
  const site = await aSite()
  const lines = await linesOf(await returned(site, await workbookOf(sent)))
  expect(lines.map((line) => line.slice(0, 7))).toEqual(await linesOf(await workbookOf(sent)))
  expect(lines.map((line) => line.slice(7))).toEqual([
    [],
    [],
    ['结果', '原因', '原行号'],
    ['退回', expect.stringContaining('手机号应是 11 位') as string, '4'],
    ['新增', '', '5'],
    [],
  ])
})

test('a row with two lists is coloured by what matters most in it, whichever stands first', () => {
  const kindsOf = (...kinds: Outcome[]) => {
    const said: Reasons = new Map()
    for (const kind of kinds) addReason(said, { sheet: '名单', row: 4, name: '王小兰', outcome: '', kind, message: '' })
    return [...said.values()].map(({ kind }) => kind)
  }
  expect([kindsOf('changed', 'known'), kindsOf('known', 'changed'), kindsOf('new', 'refused')]).toEqual([
    ['changed'],
    ['changed'],
    ['refused'],
  ])
})

test('a refused row is coloured, the cell at fault more; the head is bold and stays in view', async () => {
  const site = await aSite()
  const parts = unzipSync(new Uint8Array(await returned(site, await workbookOf(sent))))
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!)
  const styles = strFromU8(parts['xl/styles.xml']!)
  const fills = [...styles.matchAll(/<fgColor rgb="(\w+)"/g)].map(([, color]) => color)
  const formats = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*fontId="(\d)" fillId="(\d)"/g)].map(([, font, fill]) => ({
    isBold: font === '1',
    color: fills[Number(fill) - 2],
  }))
  const of = (cell: string) => formats[Number(new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(sheet)?.[1] ?? 0)]!
  expect([of('A3'), of('H3')]).toEqual([
    { isBold: true, color: undefined },
    { isBold: true, color: undefined },
  ])
  expect([of('A4').color, of('G4').color, of('I4').color]).toEqual([fills[0], fills[0], fills[0]])
  expect([of('C4').color, of('A5').color]).toEqual([fills[3], undefined])
  expect(sheet).toContain('<pane ySplit="3" topLeftCell="A4"')
})

test('mended and handed in again it is taken; our columns are known, ignored, and not there twice', async () => {
  const site = await aSite()
  const back = await linesOf(await returned(site, await workbookOf(sent)))
  const mended = await workbookOf(back.map((line) => line.map((text) => (text === '1390000' ? '13900000001' : text))))
  const dry = await importRosterFile(site, anAdmin, { fileName: '名单.xlsx', bytes: mended, dryRun: true })
  expect(dry).toMatchObject({ rows: 2, new: 2, refused: [], day: { 名单: '2019-03-01' } })
  expect(dry.unread).toEqual([{ sheet: '名单', column: '备注', why: '用不到这一列，没有读' }])
  const again = await linesOf(await returned(site, mended))
  expect(again[2]).toEqual([...head, '结果', '原因', '原行号'])
  expect(again[3]!.slice(7)).toEqual(['新增', '', '4'])
})
