// Files made to stop a server: each ends soon, with a sentence.
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readInline } from '#app/spreadsheet/in-thread.server.ts'
import { formatColumn } from '#app/spreadsheet/cells.ts'
import { isSmall, readSpreadsheet, UnreadableFile } from '#app/spreadsheet/spreadsheet.server.ts'

const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const range = <T>(count: number, make: (place: number) => T) => Array.from({ length: count }, (_, place) => make(place))
const cell = (address: string) => `<c r="${address}"><v>1</v></c>`
const sheetOf = (rows: string, more = '') => `<worksheet ${ns}><sheetData>${rows}</sheetData>${more}</worksheet>`

function workbook(
  sheet: string,
  { sheets = '<sheet name="名单" r:id="rId1"/>', more = {} }: { sheets?: string; more?: Record<string, string> } = {},
) {
  const parts = {
    'xl/workbook.xml': `<workbook ${ns} xmlns:r="r"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>',
    'xl/sheet1.xml': sheet,
    'xl/strings.xml': `<sst ${ns}/>`,
    ...more,
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))))
}

async function codeOf(bytes: Buffer) {
  const began = process.cpuUsage()
  try {
    for await (const _ of readSpreadsheet(bytes)) continue
    return 'read'
  } catch (fault) {
    return fault instanceof UnreadableFile ? fault.code : String(fault)
  } finally {
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(12)
  }
}

const wide = workbook(
  sheetOf(
    `<row r="1">${range(300, (at) => cell(`${formatColumn(at)}1`)).join('')}</row>${range(50_000, (at) => `<row r="${at + 2}"/>`).join('')}`,
    `<mergeCells>${range(300, (at) => `<mergeCell ref="${formatColumn(at)}1:${formatColumn(at)}200000"/>`).join('')}</mergeCells>`,
  ),
)

test.each<[string, () => Buffer, string]>([
  [
    'thousands of merged cells over each other',
    () =>
      workbook(
        sheetOf(
          range(2_000, (at) => `<row r="${at + 1}">${cell(`A${at + 1}`)}</row>`).join(''),
          `<mergeCells>${range(20_000, (at) => `<mergeCell ref="A${(at % 2_000) + 1}:A200000"/>`).join('')}</mergeCells>`,
        ),
      ),
    'read',
  ],
  ['merged cells that fill millions', () => wide, 'too-many-cells'],
  [
    'tens of thousands of merged cells in one row',
    () =>
      workbook(
        sheetOf(
          `<row r="1">${cell('A1')}</row>`,
          `<mergeCells>${range(49_000, (at) => `<mergeCell ref="A1:A${at + 2}"/>`).join('')}</mergeCells>`,
        ),
      ),
    'read',
  ],
  [
    'links without end',
    () =>
      workbook(sheetOf(''), {
        more: {
          'xl/_rels/workbook.xml.rels': `<Relationships>${range(30_000, (at) => `<Relationship Id="r${at}" Type="x/worksheet" Target="s${(at * 7919).toString(36)}.xml"/>`).join('')}</Relationships>`,
        },
      }),
    'bomb',
  ],
  [
    'rows without end',
    () => workbook(sheetOf(`${'<row/>'.repeat(5_000_001)}${range(100_000, (at) => `<!--${(at * 7919).toString(36)}-->`).join('')}`)),
    'too-large',
  ],
  [
    'one long text in thousands of cells',
    () =>
      workbook(sheetOf(range(4_000, (at) => `<row r="${at + 1}"><c t="s"><v>0</v></c></row>`).join('')), {
        more: { 'xl/strings.xml': `<sst ${ns}><si><t>${'字'.repeat(32_000)}</t></si></sst>` },
      }),
    'too-much-text',
  ],
  [
    'more merged cells than any list has',
    () =>
      workbook(
        sheetOf('', `<mergeCells>${range(51_000, (at) => `<mergeCell ref="A${at * 2 + 1}:A${at * 2 + 2}"/>`).join('')}</mergeCells>`),
      ),
    'too-many-merges',
  ],
  [
    'one sheet named five thousand times',
    () => workbook(sheetOf(''), { sheets: range(5_000, (at) => `<sheet name="s${at}" r:id="rId1"/>`).join('') }),
    'too-many-sheets',
  ],
  [
    'one sheet named twice',
    () => workbook(sheetOf(''), { sheets: '<sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId1"/>' }),
    'damaged',
  ],
  ['a sheet that is not there', () => workbook(sheetOf(''), { sheets: '<sheet name="a" r:id="rId9"/>' }), 'damaged'],
  ['a tower of elements', () => workbook(`<worksheet ${ns}>${'<a>'.repeat(100_000)}`), 'damaged'],
  [
    'cells far to the right',
    () => workbook(sheetOf(range(30_000, (at) => `<row r="${at + 1}">${cell(`SR${at + 1}`)}</row>`).join(''))),
    'too-many-cells',
  ],
  [
    'one text of megabytes',
    () =>
      workbook(sheetOf(''), {
        more: { 'xl/strings.xml': `<sst ${ns}><si><t>${range(400_000, (at) => (at * 7919).toString(36)).join('')}</t></si></sst>` },
      }),
    'too-much-text',
  ],
  [
    'an attribute of megabytes',
    () => workbook(sheetOf(`<row x="${range(400_000, (at) => (at * 7919).toString(36)).join('')}"/>`)),
    'too-much-text',
  ],
  ['a text that is not among the shared ones', () => workbook(sheetOf('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')), 'damaged'],
  ['a row that comes again', () => workbook(sheetOf(`<row r="2">${cell('A2')}</row><row r="2">${cell('A2')}</row>`)), 'damaged'],
  ['rows out of order', () => workbook(sheetOf(`<row r="2">${cell('A2')}</row><row r="1">${cell('A1')}</row>`)), 'damaged'],
  ['a cell that comes again', () => workbook(sheetOf(`<row r="1">${cell('A1')}${cell('B1')}${cell('A1')}</row>`)), 'damaged'],
  ['millions of commas in one line', () => Buffer.alloc(28_000_000, ','), 'too-many-cells'],
  ['millions of commas in many lines', () => Buffer.from(`${','.repeat(1_000)}\n`.repeat(28_000)), 'too-many-cells'],
  ['millions of empty lines', () => Buffer.alloc(28_000_000, '\n'), 'too-large'],
  ['a quote that never ends', () => Buffer.from(`a,b\n"${'x'.repeat(5_000_000)}`), 'too-many-cells'],
])('%s', async (_, make, code) => expect(await codeOf(make())).toBe(code))

test('a part whose content is not what its checksum says is damaged', async () => {
  const bytes = workbook(sheetOf(`<row r="1">${cell('A1')}</row>`))
  const at = bytes.lastIndexOf(
    Buffer.from([0x50, 0x4b, 0x01, 0x02]),
    bytes.indexOf('xl/sheet1.xml', bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))),
  )
  bytes.writeUInt32LE(1, at + 16)
  expect(await codeOf(bytes)).toBe('damaged')
})

test('entries that lie over each other are damage', async () => {
  const bytes = workbook(sheetOf(''), { more: { 'xl/other.xml': sheetOf('') } })
  const directory = Buffer.from([0x50, 0x4b, 0x01, 0x02])
  const last = bytes.lastIndexOf(directory)
  bytes.writeUInt32LE(bytes.readUInt32LE(bytes.lastIndexOf(directory, last - 1) + 42), last + 42)
  expect(await codeOf(bytes)).toBe('damaged')
})

test('two parts of one name, differing in case, are damage', async () => {
  expect(await codeOf(workbook(sheetOf(''), { more: { 'xl/Sheet1.xml': sheetOf('') } }))).toBe('damaged')
})

test('a file that looks small and is not goes to a thread', async () => {
  const rows = range(3_000, (at) => `<row r="${at + 2}"/>`).join('')
  const small = workbook(
    sheetOf(
      `<row r="1">${range(300, (at) => cell(`${formatColumn(at)}1`)).join('')}</row>${rows}`,
      `<mergeCells>${range(300, (at) => `<mergeCell ref="${formatColumn(at)}1:${formatColumn(at)}3000"/>`).join('')}</mergeCells>`,
    ),
  )
  expect(await isSmall(small)).toBe(true)
  expect(await readInline(small, () => readSpreadsheet(small, { atOnce: true }))).toBeNull()
  expect(await isSmall(wide)).toBe(false)
})

test('elements of extensions, and of alternatives for other programs, are none of the sheet', async () => {
  const foreign =
    '<x:row xmlns:x="urn:x" r="1"><c r="A1"><v>9</v></c></x:row><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"><row r="1"><c r="A1"><v>8</v></c></row></mc:Choice><mc:Fallback><row r="2"><c r="A2"><v>2</v></c></row></mc:Fallback></mc:AlternateContent>'
  const rows: string[] = []
  for await (const batch of readSpreadsheet(
    workbook(
      `<s:worksheet xmlns:s="http://purl.oclc.org/ooxml/spreadsheetml/main" ${ns}><sheetData>${foreign}<s:row r="3"><s:c r="A3"><s:v>3</s:v></s:c></s:row></sheetData><extLst><ext><sheetData><row r="4"><c r="A4"><v>4</v></c></row></sheetData></ext></extLst></s:worksheet>`,
    ),
  ))
    rows.push(...batch.map(({ cells }) => cells[0]!.text))
  expect(rows).toEqual(['2', '3'])
})

test('cells out of order stand where they say; what no number is stays text; a formula without its result is one', async () => {
  const rows: string[][] = []
  const sheet = sheetOf(
    '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>0x3D</v></c><c r="D1" t="str"><f>A1</f></c><c r="E1" t="str"><f>A1</f><v></v></c><c r="B1"><f>A1</f><v/></c></row>',
  )
  for await (const batch of readSpreadsheet(workbook(sheet))) rows.push(...batch.map(({ cells }) => cells.map(({ kind }) => kind)))
  expect(rows).toEqual([['text', 'formula', 'number', 'formula', 'empty']])
})
