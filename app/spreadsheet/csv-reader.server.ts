// Reads .csv as offices save it: UTF-8 with or without BOM, UTF-16 ("Unicode text"), GB18030.
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { decodeAs, guessEncodings } from '#app/text/encodings.ts'
import { FileBudget, maxRow, maxColumns } from './budget.ts'
import { type Cell, emptyCell, isBlank, type SheetRow } from './cells.ts'
import { UnreadableFile } from './unreadable.ts'

function decode(bytes: Buffer) {
  for (const encoding of guessEncodings(bytes)) {
    const text = decodeAs(encoding, bytes)
    if (text !== null) return text
  }
  throw new UnreadableFile(bytes.includes(0) ? 'not-a-workbook' : 'unknown-characters')
}

/**
 * Programs save web pages and Excel's old XML under the name .xls; they begin with a BOM, a comment, a style sheet or a
 * line of text.
 */
const isWebPage = (start: string) =>
  /<(!doctype\s+html|html|head|meta|body|table|tr|td|style|\?mso-application)[\s>/]|^\s*<[a-z!?]|urn:schemas-microsoft-com:office:spreadsheet|^MIME-Version:/im.test(
    start,
  )

/**
 * Finds the delimiter: the one in most of the first lines, because a title or a remark contains such characters itself.
 */
function delimiterOf(text: string) {
  const start = text.slice(0, 20_000).split(/[\r\n]+/, 100)
  const lines = (mark: string) => start.filter((line) => line.includes(mark)).length
  const count = (mark: string) => start.reduce((sum, line) => sum + line.split(mark).length - 1, 0)
  return [',', '\t', ';', '|', '，'].reduce((best, mark) =>
    lines(mark) > lines(best) || (lines(mark) === lines(best) && mark !== '，' && count(mark) > count(best)) ? mark : best,
  )
}

/** A first line that only tells Excel the delimiter. */
const separatorLine = /^sep=([^\r\n])(?:\r\n|\r|\n|$)/i

/** Lines end in one of these, or in several if a file was joined from two. */
const lineEnds = ['\r\n', '\n', '\r']

/** A field that contains whole lines: an unclosed quote has swallowed rows. */
const isUnclosedQuote = (field: string, delimiter: string, columns: number) =>
  field.includes('\n') &&
  field
    .split('\n')
    .slice(1)
    .some((line) => line.split(delimiter).length > Math.max(3, columns - 2))

/** Offices protect digits as `="422…"`, with an apostrophe or with a tab. */
const bare = (text: string) => text.replace(/^="(.*)"$/s, '$1').replace(/^['\t]+/, '')

const cellOf = (text: string): Cell => (text.trim() === '' ? emptyCell : { kind: 'text', text: bare(text) })

function* slices(text: string) {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}

/** Counts cells and lines before any is created: millions of commas are only a few megabytes. */
function spendCells(text: string, delimiter: string, budget: FileBudget) {
  const mark = delimiter.charCodeAt(0)
  let cells = 0
  let lines = 1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === mark) cells++
    else if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lines++
  }
  budget.spend('cells', cells)
  budget.spend('lines', lines)
}

/** Characters of one row: more than its cells may contain together in practice. */
const maxRowLength = 1_000_000

const noColumns: ReadonlySet<number> = new Set()

export async function* readCsv(bytes: Buffer, { atOnce = false } = {}): AsyncGenerator<SheetRow[]> {
  const whole = decode(bytes)
  const said = whole.match(separatorLine)
  const text = said ? whole.slice(said[0].length) : whole
  if (/^\s*(%PDF|\{\\rtf)/.test(text.slice(0, 200))) throw new UnreadableFile('not-a-workbook')
  if (isWebPage(text.slice(0, 4_000))) throw new UnreadableFile('web-page')
  const budget = new FileBudget(atOnce)
  const delimiter = said?.[1] ?? delimiterOf(text)
  spendCells(text, delimiter, budget)
  const records = Readable.from(slices(text)).pipe(
    parse({
      delimiter,
      record_delimiter: lineEnds,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: maxRowLength,
    }),
  )
  let number = 0
  let widest = 0
  let rows: SheetRow[] = []
  try {
    for await (const record of records) {
      const fields = record as string[]
      widest = Math.max(widest, fields.length)
      if (fields.some((field) => isUnclosedQuote(field, delimiter, widest))) throw new UnreadableFile('open-quote')
      const row: SheetRow = {
        sheet: 'CSV',
        row: ++number,
        hidden: false,
        cells: fields.slice(0, maxColumns).map(cellOf),
        merged: noColumns,
      }
      if (fields.length > maxColumns && fields.slice(maxColumns).some((field) => field.trim() !== '')) row.goesOn = true
      const blank = isBlank(row)
      if (!blank) budget.spend('rows')
      if (number > maxRow) {
        if (!blank) throw new UnreadableFile('too-large')
        continue
      }
      rows.push(row)
      if (rows.length === 500) {
        yield rows
        rows = []
      }
    }
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('CSV_'))
      throw new UnreadableFile(
        fault.code === 'CSV_MAX_RECORD_SIZE' ? 'too-many-cells' : fault.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open-quote' : 'damaged',
      )
    throw fault
  }
  yield rows
}
