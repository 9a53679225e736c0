// Reading what offices send and writing what opens right.
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { formatColumn, parseColumn, serialToDay, dayToSerial } from '#app/spreadsheet/cells.ts'
import { isDateFormat } from '#app/spreadsheet/date-format.ts'
import { StringTable } from '#app/spreadsheet/string-table.ts'
import { type CellValue, readSpreadsheet, type SheetRow, UnreadableFile, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { looksLikeFormula } from '#app/spreadsheet/xlsx-writer.server.ts'

async function rowsOf(bytes: Buffer) {
  const rows: SheetRow[] = []
  for await (const batch of readSpreadsheet(bytes)) rows.push(...batch)
  return rows
}

const codeOf = async (bytes: Buffer) => {
  try {
    await rowsOf(bytes)
    return null
  } catch (fault) {
    return fault instanceof UnreadableFile ? fault.code : String(fault)
  }
}

interface Made {
  sheet?: string
  strings?: string
  styles?: string
  workbookPr?: string
  state?: string
}

/** A workbook of one sheet from its XML. */
function workbook({ sheet = '<sheetData/>', strings = '', styles = '', workbookPr = '', state = 'visible' }: Made) {
  const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  return Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8(
        `<workbook ${ns} xmlns:r="r">${workbookPr}<sheets><sheet name="名单" sheetId="1" state="${state}" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${ns}>${sheet}</worksheet>`),
      'xl/sharedStrings.xml': strToU8(`<sst ${ns}>${strings}</sst>`),
      'xl/styles.xml': strToU8(`<styleSheet ${ns}>${styles}</styleSheet>`),
    }),
  )
}

async function written(rows: CellValue[][], head = ['一', '二'], { wraps = false } = {}) {
  const chunks: Uint8Array[] = []
  const columns = head.map((text) => ({ head: text, wraps }))
  for await (const chunk of writeWorkbook([{ name: '表/一', columns, rows }])) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('each cell keeps its kind', async () => {
  const [row] = await rowsOf(
    workbook({
      strings: '<si><t>向</t></si><si><r><t>王</t></r><r><t xml:space="preserve"> 兰</t></r><rPh sb="0" eb="1"><t>wang</t></rPh></si>',
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      sheet:
        '<sheetData><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>422826198402050000</v></c><c r="C3" s="1"><v>43536</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#N/A</v></c><c r="F3" t="str"><f>A1</f><v>算出</v></c><c r="H3" t="inlineStr"><is><t>内</t></is></c></row></sheetData>',
    }),
  )
  expect(row!.row).toBe(3)
  expect(row!.cells.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'text 王 兰',
    'number 422826198402050000',
    'date 2019-03-12',
    'boolean TRUE',
    'error #N/A',
    'text 算出',
    'empty ',
    'text 内',
  ])
})

test('dates of the 1904 system are four years on', async () => {
  const [row] = await rowsOf(
    workbook({
      workbookPr: '<workbookPr date1904="1"/>',
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      sheet: '<sheetData><row r="1"><c r="A1" s="0"><v>42074</v></c></row></sheetData>',
    }),
  )
  expect(row!.cells[0]!.text).toBe('2019-03-12')
})

test('rows that are hidden, and those of a hidden sheet, are marked', async () => {
  const sheet =
    '<sheetData><row r="1" hidden="1"><c t="inlineStr"><is><t>一</t></is></c></row><row r="2"><c t="inlineStr"><is><t>二</t></is></c></row></sheetData>'
  expect((await rowsOf(workbook({ sheet }))).map(({ hidden }) => hidden)).toEqual([true, false])
  expect((await rowsOf(workbook({ sheet, state: 'hidden' }))).map(({ hidden }) => hidden)).toEqual([true, true])
})

test('a merged cell counts for the rows it reaches, and is marked there', async () => {
  const rows = await rowsOf(
    workbook({
      sheet:
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>清坪镇</t></is></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>',
    }),
  )
  expect(rows.map(({ cells, merged }) => [cells[0]?.text ?? '', merged.has(0)])).toEqual([
    ['清坪镇', false],
    ['清坪镇', true],
    ['', false],
  ])
})

test('serial numbers and days turn into each other; the day that never was is none', () => {
  expect(serialToDay(60)).toBeNull()
  expect([serialToDay(1), serialToDay(59), serialToDay(61)]).toEqual(['1900-01-01', '1900-02-28', '1900-03-01'])
  fc.assert(fc.property(fc.integer({ min: 61, max: 100_000 }), (serial) => dayToSerial(serialToDay(serial)!) === serial))
  fc.assert(fc.property(fc.integer({ min: 0, max: 16_383 }), (column) => parseColumn(`${formatColumn(column)}7`) === column))
})

test('formats tell dates from amounts', () => {
  expect([14, 31, 57].every((id) => isDateFormat(id))).toBe(true)
  expect([isDateFormat(0), isDateFormat(2), isDateFormat(49)]).toEqual([false, false, false])
  expect(['yyyy"年"m"月"d"日"', 'yyyy\\-mm\\-dd', '[$-804]yyyy/m/d', 'e"年"', '[$-804]aaaa'].every((code) => isDateFormat(200, code))).toBe(
    true,
  )
  expect(['0.00', '"dd"0', '[Red]0', '#,##0_ ', '0.00E+00', '##0.0E+0'].some((code) => isDateFormat(200, code))).toBe(false)
})

test('packed strings come back as they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 60 }), (texts) => {
      const packed = new StringTable()
      for (const text of texts) packed.push(text)
      expect(texts.map((_, place) => packed.at(place))).toEqual(texts)
      expect(packed.at(texts.length)).toBe('')
    }),
  )
})

test('files that are no workbook get the sentence that fits', async () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(512)])
  expect(await codeOf(Buffer.alloc(0))).toBe('empty')
  expect(await codeOf(ole)).toBe('old-workbook')
  expect(await codeOf(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted')
  expect(await codeOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBe('not-a-workbook')
  expect(await codeOf(Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>'))).toBe('web-page')
  expect(await codeOf(Buffer.from(zipSync({ 'word/document.xml': strToU8('<w/>') })))).toBe('not-a-workbook')
  expect(await codeOf(Buffer.from(zipSync({ 'content.xml': strToU8('<o/>') })))).toBe('other-workbook')
  expect(await codeOf(workbook({ sheet: '<sheetData><row' }))).toBe('damaged')
  expect(await codeOf(workbook({}).subarray(0, 300))).toBe('damaged')
  expect(await codeOf(Buffer.alloc(31 * 1024 * 1024, 'a'))).toBe('too-large')
})

test('a zip bomb is refused before it goes off', async () => {
  const zeros = Buffer.alloc(40_000_000, 0x20)
  const bomb = zipSync({ 'xl/workbook.xml': [new Uint8Array(zeros), { level: 9 }] })
  expect(bomb.length).toBeLessThan(200_000)
  expect(await codeOf(Buffer.from(bomb))).toBe('bomb')
})

test('a part that inflates to more than it declared is refused', async () => {
  const bytes = workbook({ sheet: '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' })
  const at = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  bytes.writeUInt32LE(5, at + 24) // the central directory's size of the first part
  expect(await codeOf(bytes)).toBe('damaged')
})

test('entities, with which XML bombs are made, are refused', async () => {
  const bytes = Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8('<!DOCTYPE a [<!ENTITY b "bbbb">]><workbook>&b;</workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>'),
    }),
  )
  expect(await codeOf(bytes)).toBe('entities')
})

const list = '姓名,身份证号\n"王小兰","\t422826199310070003"\n\n李春,="422826198209010001"\n'
test.each([
  ['UTF-8', Buffer.from(list)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${list}`)],
  ['UTF-16', Buffer.from(`\ufeff${list}`, 'utf16le')],
  ['GB18030', Buffer.from('d0d5c3fb2cc9edb7ddd6a4bac50acdf5d0a1c0bc2c3432320a0ac0eeb4ba2c3432320a', 'hex')],
])('.csv in %s is read, blank lines counted', async (_, bytes) => {
  const rows = await rowsOf(bytes)
  expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4])
  expect(rows.map(({ cells }) => cells[0]?.text)).toEqual(['姓名', '王小兰', '', '李春'])
  expect(rows[1]!.cells[1]!.text).toMatch(/^422/)
})

test('what is written is read back, each value in its kind', async () => {
  const rows = await rowsOf(
    await written([
      ['422826199310070003', 12.5],
      ['向 & <兰>', { day: '2019-03-12' }],
      [null, true],
    ]),
  )
  expect(rows.slice(1).map(({ cells }) => cells.map(({ kind, text }) => `${kind} ${text}`))).toEqual([
    ['text 422826199310070003', 'number 12.5'],
    ['text 向 & <兰>', 'date 2019-03-12'],
    ['empty ', 'boolean TRUE'],
  ])
  expect(rows[0]!.sheet).toBe('表 一')
})

test('any text survives writing and reading, and never becomes a formula', async () => {
  const { unzipSync, strFromU8 } = await import('fflate')
  const texts = ['=1+1', '+86', '-2', '@SUM(A1)', '＝1', '\t=1', '\r\n=1', '=cmd|calc', '𠮷·😀', ' 前后 ']
  const bytes = await written(texts.map((text) => [text, 1]))
  expect((await rowsOf(bytes)).slice(1).map(({ cells }) => cells[0]!.text.replaceAll('\r', ''))).toEqual(
    texts.map((text) => text.replaceAll('\r', '')),
  )
  const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!)
  expect(xml).not.toContain('<f')
  expect(texts.slice(0, 8).every(looksLikeFormula)).toBe(true)
  expect(xml.match(/s="4"/g)?.length).toBe(8)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), async (text) => {
      const rows = await rowsOf(await written([[text, 1]]))
      expect(rows[1]!.cells[0]!.text).toBe(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))
    }),
    { numRuns: 40 },
  )
})

test.each([false, true])(
  'text that began like a formula keeps its quote mark, so that editing does not wake it (lines that wrap: %s)',
  async (wraps) => {
    const { unzipSync, strFromU8 } = await import('fflate')
    const parts = unzipSync(await written([['=1+1', '=cmd|calc']], ['一', '二'], { wraps }))
    const cells = strFromU8(parts['xl/worksheets/sheet1.xml']!).match(/<c r="[AB]2"[^>]*>/g)!
    const [, formats] = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(strFromU8(parts['xl/styles.xml']!))!
    const styles = formats!.match(/<xf [^>]*>/g)!
    for (const cell of cells) expect(styles[Number(/ s="(\d+)"/.exec(cell)![1])]).toContain('quotePrefix="1"')
    expect(cells).toHaveLength(2)
  },
)

test('Chinese text in UTF-8 stays itself, whatever other reading its bytes would have', async () => {
  const chinese = fc.string({
    unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(chinese, { minLength: 1, maxLength: 8 }), async (names) => {
      const rows = await rowsOf(Buffer.from(['姓名', ...names].join('\n')))
      expect(rows.map(({ cells }) => cells[0]!.text)).toEqual(['姓名', ...names])
    }),
  )
})

test('what offices save as GB18030 is read as it was written', async () => {
  const bytes = Buffer.from('d0d5c3fb0accefd0a1bacc95328236', 'hex') // the last character takes four bytes
  expect((await rowsOf(bytes)).map(({ cells }) => cells[0]!.text)).toEqual(['姓名', '田小禾𠀀'])
})
