// Reading .csv as offices save it: UTF-8 with or without BOM, UTF-16 ("Unicode text"), GB18030.
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { FileBudget, lastRowRead, mostColumns } from './budget.ts'
import { type Cell, empty, isBlank, type SheetRow } from './cells.ts'
import { UnreadableFile } from './unreadable.ts'

/** The share of noughts among every second byte, from the first or the second on: Latin text in UTF-16 is half noughts. */
const noughts = (bytes: Buffer, from: 0 | 1) => {
  const start = bytes.subarray(0, 2_000)
  let count = 0
  for (let at = from; at < start.length; at += 2) if (start[at] === 0) count++
  return count / Math.max(1, start.length / 2)
}

function encodingsOf(bytes: Buffer) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le']
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be']
  if (!bytes.includes(0)) return ['utf-8', 'gb18030']
  const [even, odd] = [noughts(bytes, 0), noughts(bytes, 1)]
  return odd > 0.2 && even < 0.02 ? ['utf-16le'] : even > 0.2 && odd < 0.02 ? ['utf-16be'] : []
}

function decode(bytes: Buffer) {
  for (const encoding of encodingsOf(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue // not this one
    }
  }
  throw new UnreadableFile(bytes.includes(0) ? 'not-a-workbook' : 'unknown-characters')
}

/** Programs name web pages, and Excel's old XML, .xls; they begin with a mark, a comment, a style sheet or a line of text. */
const isWebPage = (start: string) => /<(!doctype\s+html|html|head|meta|body|table|tr|td|style|\?mso-application)[\s>/]|^\s*<[a-z!?]|urn:schemas-microsoft-com:office:spreadsheet|^MIME-Version:/i.test(start)

/** What separates the fields: whatever the first lines hold most of. */
function delimiterOf(text: string) {
  const start = text.slice(0, 4000)
  const count = (mark: string) => start.split(mark).length
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** Offices protect digits as `="422…"`, with an apostrophe or with a tab. */
const bare = (text: string) => text.replace(/^="(.*)"$/s, '$1').replace(/^['\t]+/, '')

const cellOf = (text: string): Cell => (text.trim() === '' ? empty : { kind: 'text', text: bare(text) })

function* slices(text: string) {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}

/** Cells and lines are counted before any is made: millions of commas are a few megabytes. */
function spendCells(text: string, delimiter: string, budget: FileBudget) {
  const mark = delimiter.charCodeAt(0)
  let cells = 0
  let lines = 1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === mark) cells++
    else if (code === 10) lines++
  }
  budget.spend('cells', cells)
  budget.spend('lines', lines)
}

/** Characters of one row: more than its cells may hold together in practice. */
const longestRow = 1_000_000

const noColumns: ReadonlySet<number> = new Set()

export async function* readCsv(bytes: Buffer, { atOnce = false } = {}): AsyncGenerator<SheetRow[]> {
  const text = decode(bytes)
  if (/^\s*(%PDF|\{\\rtf)/.test(text.slice(0, 200))) throw new UnreadableFile('not-a-workbook')
  if (isWebPage(text.slice(0, 4_000))) throw new UnreadableFile('web-page')
  const budget = new FileBudget(atOnce)
  const delimiter = delimiterOf(text)
  spendCells(text, delimiter, budget)
  const records = Readable.from(slices(text)).pipe(parse({ delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: false, max_record_size: longestRow }))
  let number = 0
  let rows: SheetRow[] = []
  try {
    for await (const record of records) {
      const fields = record as string[]
      const row: SheetRow = { sheet: 'CSV', row: ++number, hidden: false, cells: fields.slice(0, mostColumns).map(cellOf), merged: noColumns }
      if (fields.length > mostColumns && fields.slice(mostColumns).some((field) => field.trim() !== '')) row.goesOn = true
      const blank = isBlank(row)
      if (!blank) budget.spend('rows')
      if (number > lastRowRead) {
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
    if (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('CSV_')) throw new UnreadableFile(fault.code === 'CSV_MAX_RECORD_SIZE' ? 'too-many-cells' : 'damaged')
    throw fault
  }
  yield rows
}
