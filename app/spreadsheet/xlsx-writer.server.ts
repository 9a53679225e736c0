// Writes .xlsx as a stream: bytes are sent as rows come in. Our own on purpose: the libraries hold all rows until the
// last is written, and an export of 100,000 begins within a second here (docs/decisions/spreadsheets.md).
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { formatColumn, dayToSerial } from './cells.ts'

export type CellValue = string | number | boolean | null | { day: string }

/** A row that does not look like the others. */
export interface StyledRow {
  cells: readonly CellValue[]
  /** Its number; by default the next one, and never an earlier one. */
  number?: number
  look?: 'head' | 'title' | 'total' | keyof typeof fills | undefined
  /** Cells that are filled like those at fault. */
  marked?: readonly number[]
}

export interface SheetToWrite {
  name: string
  /** The first row: the heads of the columns. */
  hasHeads?: boolean
  /** Number of rows at the top that stay in view, by default the first. */
  frozenRows?: number
  /** Arrows at the heads to filter by: the last of the frozen rows, with all rows below it but totals. */
  isFiltered?: boolean
  /** Cells in which one of these texts is to be chosen; other texts are possible. Texts without commas, at most 255 characters together. */
  choices?: readonly { column: number; firstRow: number; lastRow: number; texts: readonly string[] }[]
  columns: {
    head: string
    /** In Latin characters; a Chinese one counts as two. By default what the head needs. */ width?: number
    /** Long texts wrap within the cell. */ wraps?: boolean
    /** Cells without a value are text too, so that long numbers that are entered keep all digits. */ asText?: boolean
  }[]
  rows: AsyncIterable<readonly CellValue[] | StyledRow> | Iterable<readonly CellValue[] | StyledRow>
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeLinks = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageLinks = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Colours behind rows: of those that were refused, of those that change something, of examples; and behind single cells at fault. */
const fills = { refused: 'FFFBE3DE', changed: 'FFFFF4D6', example: 'FFEDEDED', fault: 'FFF2A79B' } as const
const fillNames = Object.keys(fills) as (keyof typeof fills)[]

/** Formats of cells, of which there is one style for each fill. `quoted`: text that began like a formula. */
const formats = {
  date: 'numFmtId="164" applyNumberFormat="1"',
  text: 'numFmtId="49" applyNumberFormat="1"',
  quoted: 'numFmtId="49" applyNumberFormat="1" quotePrefix="1"',
  wraps: 'numFmtId="49" applyNumberFormat="1" quotePrefix="1" applyAlignment="1"',
  plain: 'numFmtId="0"',
} as const
type Format = keyof typeof formats
const formatNames = Object.keys(formats) as Format[]

/** The first style is plain, as is that of cells which name none; the second is that of heads. */
const headStyle = 1
const styleOf = (format: Format, fill: keyof typeof fills | undefined) =>
  2 + (fill ? fillNames.indexOf(fill) + 1 : 0) * formatNames.length + formatNames.indexOf(format)

const formatXml = (format: Format, fill: number) => {
  const start = `<xf ${formats[format]} fontId="0" fillId="${fill}" borderId="0" xfId="0"${fill > 0 ? ' applyFill="1"' : ''}`
  return format === 'wraps' ? `${start}><alignment vertical="top" wrapText="1"/></xf>` : `${start}/>`
}
/** The first two fills are fixed by the format. */
const fillIds = [0, ...fillNames.map((_, at) => at + 2)]
/** The last style is that of totals: bold, with numbers that stay numbers. */
const totalStyle = () => styleXmls.length - 1
const styleXmls = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>',
  ...fillIds.flatMap((fill) => formatNames.map((format) => formatXml(format, fill))),
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
]

const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="${fillNames.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fillNames.map((name) => `<fill><patternFill patternType="solid"><fgColor rgb="${fills[name]}"/></patternFill></fill>`).join('')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styleXmls.length}">${styleXmls.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

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

/** How a cell looks: its style, or what the style follows from. */
interface CellLook {
  style?: number | undefined
  wraps?: boolean | undefined
  fill?: keyof typeof fills | undefined
}

function cellXml(value: CellValue, column: number, row: number, { style, wraps, fill }: CellLook) {
  const at = `r="${formatColumn(column)}${row}"`
  const styled = (format: Format) => `s="${style ?? styleOf(format, fill)}"`
  const plain = fill || style !== undefined ? ` ${styled('plain')}` : ''
  if (value === null || value === '') return fill ? `<c ${at} ${styled('text')}/>` : ''
  if (typeof value === 'number') return Number.isFinite(value) ? `<c ${at}${plain}><v>${value}</v></c>` : ''
  if (typeof value === 'boolean') return `<c ${at}${plain} t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'object') return `<c ${at} ${styled('date')}><v>${dayToSerial(value.day)}</v></c>`
  return `<c ${at} ${styled(wraps ? 'wraps' : looksLikeFormula(value) ? 'quoted' : 'text')} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

const rowXml = (values: readonly CellValue[], row: number, lookOf: (column: number) => CellLook) =>
  `<row r="${row}">${values.map((value, column) => cellXml(value, column, row, lookOf(column))).join('')}</row>`

/** Writes a row as its look says. */
function styledRowXml({ cells, look, marked = [] }: StyledRow, row: number, { columns }: SheetToWrite) {
  if (look === 'head' || look === 'title') return rowXml(cells, row, () => ({ style: headStyle }))
  if (look === 'total') return rowXml(cells, row, () => ({ style: totalStyle() }))
  return rowXml(cells, row, (column) => ({ wraps: columns[column]?.wraps, fill: marked.includes(column) ? 'fault' : look }))
}

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

const frozenView = (rows: number) =>
  rows === 0
    ? '<sheetView workbookViewId="0"/>'
    : `<sheetView workbookViewId="0"><pane ySplit="${rows}" topLeftCell="A${rows + 1}" activePane="bottomLeft" state="frozen"/></sheetView>`

const columnXml = (column: SheetToWrite['columns'][number], place: number) =>
  `<col min="${place + 1}" max="${place + 1}" width="${widthOf(column)}"${column.asText ? ` style="${styleOf('text', undefined)}"` : ''} customWidth="1"/>`

const sheetStart = ({ columns, hasHeads = true, frozenRows = 1 }: SheetToWrite) =>
  `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>${frozenView(frozenRows)}</sheetViews>` +
  (columns.length > 0 ? `<cols>${columns.map(columnXml).join('')}</cols>` : '') +
  `<sheetData>${
    hasHeads
      ? rowXml(
          columns.map(({ head }) => head),
          1,
          () => ({ style: headStyle }),
        )
      : ''
  }`

const choicesXml = (choices: SheetToWrite['choices'] = []) =>
  choices.length === 0
    ? ''
    : `<dataValidations count="${choices.length}">${choices
        .map(
          ({ column, firstRow, lastRow, texts }) =>
            `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${formatColumn(column)}${firstRow}:${formatColumn(column)}${lastRow}"><formula1>${escaped(`"${texts.join(',')}"`)}</formula1></dataValidation>`,
        )
        .join('')}</dataValidations>`

/**
 * Print set-up: A4, one page wide, landscape if the table is wide, with page numbers; the head is repeated on each page
 * (`printTitles`).
 */
const sheetEnd = ({ columns, choices, isFiltered, frozenRows = 1 }: SheetToWrite, lastRow: number) =>
  `</sheetData>${isFiltered ? `<autoFilter ref="A${frozenRows}:${formatColumn(columns.length - 1)}${Math.max(frozenRows, lastRow)}"/>` : ''}${choicesXml(choices)}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${columns.reduce((sum, column) => sum + widthOf(column), 0) > 100 ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;A　第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`

const printTitles = (names: readonly string[], sheets: readonly SheetToWrite[]) =>
  `<definedNames>${names
    .map((name, place) => {
      const rows = Math.max(1, sheets[place]?.frozenRows ?? 1)
      return `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">'${escaped(name.replaceAll("'", "''"))}'!$${rows}:$${rows}</definedName>`
    })
    .join('')}</definedNames>`

/**
 * Yields a workbook in chunks. Numbers are written as numbers, days as dates, text as text cells; no formula is ever
 * written, and text that began like one keeps its quote prefix, so that editing the cell does not activate it either.
 */
export async function* writeWorkbook(sheets: readonly SheetToWrite[]): AsyncGenerator<Uint8Array, void, void> {
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
    `${declaration}<workbook xmlns="${main}" xmlns:r="${officeLinks}"><sheets>${each((number, name) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets>${printTitles(names, sheets)}</workbook>`,
  )
  whole(
    'xl/_rels/workbook.xml.rels',
    `${declaration}<Relationships xmlns="${packageLinks}">${each((number) => `<Relationship Id="rId${number}" Type="${officeLinks}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rIdStyles" Type="${officeLinks}/styles" Target="styles.xml"/></Relationships>`,
  )
  whole('xl/styles.xml', styles)
  yield* ready.splice(0)

  for (const [place, sheet] of sheets.entries()) {
    const file = part(`xl/worksheets/sheet${place + 1}.xml`)
    let xml = sheetStart(sheet)
    let row = sheet.hasHeads === false ? 0 : 1
    let lastOfList = row
    for await (const one of sheet.rows) {
      const styled = 'cells' in one ? one : { cells: one }
      row = Math.max(row + 1, styled.number ?? 0)
      if (styled.look !== 'total') lastOfList = row
      xml += styledRowXml(styled, row, sheet)
      if (xml.length < 65_536) continue
      file.push(strToU8(xml))
      xml = ''
      yield* ready.splice(0)
    }
    file.push(strToU8(`${xml}${sheetEnd(sheet, lastOfList)}`), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}

/** Does the same, emitting chunk by chunk. */
export async function emitWorkbook(sheets: readonly SheetToWrite[], emit: (chunk: Uint8Array) => Promise<void>) {
  for await (const chunk of writeWorkbook(sheets)) await emit(chunk)
}

/** Does the same, in one piece: for short sheets. */
export async function encodeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeWorkbook(sheets)) chunks.push(chunk)
  return Uint8Array.from(Buffer.concat(chunks))
}
