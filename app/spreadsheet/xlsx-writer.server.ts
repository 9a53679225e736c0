// Writes .xlsx as a stream: bytes are sent as rows come in. Our own on purpose: the libraries hold all rows until the
// last is written, and an export of 100,000 begins within a second here (docs/decisions/spreadsheets.md).
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { formatColumn, dayToSerial } from './cells.ts'

export type CellValue = string | number | boolean | null | { day: string }

export interface SheetToWrite {
  name: string
  columns: {
    head: string
    /** In Latin characters; a Chinese one counts as two. By default what the head needs. */ width?: number
    /** Long texts wrap within the cell. */ wraps?: boolean
  }[]
  rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeLinks = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageLinks = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Styles by index: 0 plain, 1 head, 2 date, 3 text, 4 text that began like a formula, 5 text that wraps. */
const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const notInXml =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '_x000D_' }
const escaped = (text: string) =>
  text
    .slice(0, 32_767)
    .replace(notInXml, '')
    .replace(/[&<>"\r]/g, (mark) => escapes[mark] ?? mark)

/** Whether a spreadsheet would treat a text as a formula if somebody typed it. */
export const looksLikeFormula = (text: string) => /^[\s\u0000]*[=+\-@＝＋－＠\t\r]/.test(text)

function cellXml(value: CellValue, column: number, row: number, style?: number) {
  const at = `r="${formatColumn(column)}${row}"`
  if (value === null || value === '') return ''
  if (typeof value === 'number') return Number.isFinite(value) ? `<c ${at}><v>${value}</v></c>` : ''
  if (typeof value === 'boolean') return `<c ${at} t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'object') return `<c ${at} s="2"><v>${dayToSerial(value.day)}</v></c>`
  return `<c ${at} s="${style ?? (looksLikeFormula(value) ? 4 : 3)}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

const rowXml = (values: readonly CellValue[], row: number, styleOf: (column: number) => number | undefined) =>
  `<row r="${row}">${values.map((value, column) => cellXml(value, column, row, styleOf(column))).join('')}</row>`

/** Excel allows 31 characters and none of []:*?/\; two sheets may not have the same name. */
function sheetNames(sheets: readonly SheetToWrite[]) {
  const used = new Set<string>()
  return sheets.map(({ name }, place) => {
    let free =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, '')
        .trim()
        .slice(0, 31) || `Sheet${place + 1}`
    for (let next = 2; used.has(free.toLowerCase()); next++) free = `${free.slice(0, 27)} (${next})`
    used.add(free.toLowerCase())
    return free
  })
}

const widthOf = ({ head, width }: SheetToWrite['columns'][number]) =>
  width ??
  Math.max(
    10,
    [...head].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 3),
  )

const sheetStart = ({ columns }: SheetToWrite) =>
  `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
  (columns.length > 0
    ? `<cols>${columns.map((column, place) => `<col min="${place + 1}" max="${place + 1}" width="${widthOf(column)}" customWidth="1"/>`).join('')}</cols>`
    : '') +
  `<sheetData>${rowXml(
    columns.map(({ head }) => head),
    1,
    () => 1,
  )}`

/**
 * Print set-up: A4, one page wide, landscape if the table is wide, with page numbers; the head is repeated on each page
 * (`printTitles`).
 */
const sheetEnd = ({ columns }: SheetToWrite) =>
  `</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${columns.reduce((sum, column) => sum + widthOf(column), 0) > 100 ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;A　第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`

const printTitles = (names: readonly string[]) =>
  `<definedNames>${names.map((name, place) => `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">'${escaped(name.replaceAll("'", "''"))}'!$1:$1</definedName>`).join('')}</definedNames>`

/**
 * Yields a workbook in chunks. Numbers are written as numbers, days as dates, text as text cells; no formula is ever
 * written, and text that began like one keeps its quote prefix, so that editing the cell does not activate it either.
 */
export async function* writeWorkbook(sheets: readonly SheetToWrite[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((fault, chunk) => {
    if (fault) throw fault
    ready.push(chunk)
  })
  const part = (name: string) => {
    const file = new ZipDeflate(name, { level: 3 })
    zip.add(file)
    return file
  }
  const whole = (name: string, text: string) => part(name).push(strToU8(text), true)
  const names = sheetNames(sheets)
  const each = (line: (number: number, name: string) => string) => names.map((name, place) => line(place + 1, name)).join('')

  whole(
    '[Content_Types].xml',
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
  )
  whole(
    '_rels/.rels',
    `${declaration}<Relationships xmlns="${packageLinks}"><Relationship Id="rId1" Type="${officeLinks}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  whole(
    'xl/workbook.xml',
    `${declaration}<workbook xmlns="${main}" xmlns:r="${officeLinks}"><sheets>${each((number, name) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets>${printTitles(names)}</workbook>`,
  )
  whole(
    'xl/_rels/workbook.xml.rels',
    `${declaration}<Relationships xmlns="${packageLinks}">${each((number) => `<Relationship Id="rId${number}" Type="${officeLinks}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rIdStyles" Type="${officeLinks}/styles" Target="styles.xml"/></Relationships>`,
  )
  whole('xl/styles.xml', styles)
  yield* ready.splice(0)

  for (const [place, sheet] of sheets.entries()) {
    const file = part(`xl/worksheets/sheet${place + 1}.xml`)
    const styleOf = (column: number) => (sheet.columns[column]?.wraps ? 5 : undefined)
    let xml = sheetStart(sheet)
    let row = 1
    for await (const values of sheet.rows) {
      xml += rowXml(values, ++row, styleOf)
      if (xml.length < 65_536) continue
      file.push(strToU8(xml))
      xml = ''
      yield* ready.splice(0)
    }
    file.push(strToU8(`${xml}${sheetEnd(sheet)}`), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}

/** Does the same, emitting chunk by chunk. */
export async function emitWorkbook(sheets: readonly SheetToWrite[], emit: (chunk: Uint8Array) => Promise<void>) {
  for await (const chunk of writeWorkbook(sheets)) await emit(chunk)
}
