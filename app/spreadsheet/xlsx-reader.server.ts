// Reads .xlsx as a stream: a sheet is never held as a whole, and shared strings are stored compactly in a few buffers.
// Our own on purpose: exceljs and SheetJS hold whole workbooks, and none keeps the kind of a cell as in the file or
// works within one budget per file, which hostile rosters require (docs/decisions/spreadsheets.md).
import { FileBudget, maxRow, maxColumns, maxTextInCell } from './budget.ts'
import { type Cell, parseColumn, serialToDay, emptyCell, isBlank, type SheetRow, uncomputedCell } from './cells.ts'
import { createMergeFiller, readMerges } from './merges.server.ts'
import type { StringTable } from './string-table.ts'
import { UnreadableFile } from './unreadable.ts'
import { isTrueValue, readDateStyles, readStrings, readWorkbook, type Sheet } from './workbook.server.ts'
import { unescapeText, walkPart } from './xml.server.ts'
import { openParts, type Parts } from './zip.server.ts'

interface Surroundings {
  parts: Parts
  budget: FileBudget
  strings: StringTable
  dates: boolean[]
  from1904: boolean
}

/** The content of a cell's element while it is read. */
interface Raw {
  type: string
  style: number
  /** From `<v>`. */
  value: string
  hasValue: boolean
  /** From `<is>`; null if there is none. */
  inline: string | null
  hasFormula: boolean
}

/** A number as in XML (xsd:double); hexadecimal ones and the like are not. */
const isNumber = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i

function cellOf({ type, style, value, hasValue, inline, hasFormula }: Raw, { strings, dates, from1904 }: Surroundings): Cell {
  if (type === 'inlineStr' || (inline !== null && value === '')) return inline ? { kind: 'text', text: unescapeText(inline) } : emptyCell
  // If the result is an empty text, there is an empty `<v>`; without one, the formula was never computed.
  if (value === '') return hasFormula && !(type === 'str' && hasValue) ? uncomputedCell : emptyCell
  if (type === 's') {
    const place = Number(value)
    // Otherwise a missing text would be lost silently.
    if (!(Number.isInteger(place) && place >= 0 && place < strings.length)) throw new UnreadableFile('damaged')
    const text = strings.at(place)
    return text === '' ? emptyCell : { kind: 'text', text }
  }
  if (type === 'str') return { kind: 'text', text: unescapeText(value) }
  if (type === 'b') return { kind: 'boolean', text: isTrueValue(value.trim()) ? 'TRUE' : 'FALSE' }
  if (type === 'e') return { kind: 'error', text: value }
  if (type === 'd') return { kind: 'date', text: value, day: value.slice(0, 10) }
  const number = Number(value)
  if (!isNumber.test(value)) return { kind: 'text', text: value }
  const day = dates[style] ? serialToDay(number, { from1904 }) : null
  return day ? { kind: 'date', text: day, day } : { kind: 'number', text: value.trim(), number }
}

const noColumns: ReadonlySet<number> = new Set()

async function* readSheet(sheet: Sheet, around: Surroundings): AsyncGenerator<SheetRow[]> {
  const { parts, budget } = around
  const fill = createMergeFiller(await readMerges(parts, sheet.part, budget), budget)
  let rows: SheetRow[] = []
  let row: SheetRow | null = null
  let lastRow = 0
  let column = -1
  let cell: Raw | null = null
  let hears: 'value' | 'inline' | null = null

  const openRow = ({ r, hidden }: Record<string, string>) => {
    budget.spend('rowElements')
    const number = r === undefined ? lastRow + 1 : Number(r)
    // A repeated row, or one out of order, would be assigned by chance to another row.
    if (!Number.isInteger(number) || number <= lastRow) throw new UnreadableFile('damaged')
    lastRow = number
    row = { sheet: sheet.name, row: lastRow, hidden: sheet.hidden || isTrueValue(hidden), cells: [], merged: noColumns }
    if (sheet.hidden) row.onHiddenSheet = true
    if (around.from1904) row.from1904 = true
    column = -1
  }
  const closeCell = (row: SheetRow, raw: Raw) => {
    const read = cellOf(raw, around)
    if (column >= maxColumns) {
      if (read.kind !== 'empty') row.goesOn = true
      return
    }
    budget.spend('cells', Math.max(1, column + 1 - row.cells.length))
    if (read.text.length > 0) budget.spend('characters', read.text.length)
    while (row.cells.length < column) row.cells.push(emptyCell)
    const before = row.cells[column]
    if (before && before.kind !== 'empty') throw new UnreadableFile('damaged') // it is unclear which of the two counts
    row.cells[column] = read
  }
  const closeRow = (read: SheetRow) => {
    row = null
    const filled = fill(read)
    if (isBlank(filled)) return void (lastRow <= maxRow && rows.push(filled))
    budget.spend('rows')
    if (lastRow > maxRow) throw new UnreadableFile('too-large')
    rows.push(filled)
  }

  const walking = walkPart(parts, sheet.part, {
    open: (name, attributes, parent) => {
      if (name === 'row' && parent === 'sheetData') openRow(attributes)
      else if (name === 'c' && parent === 'row') {
        column = (attributes.r ? parseColumn(attributes.r) : null) ?? column + 1
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', hasValue: false, inline: null, hasFormula: false }
      } else if (cell === null) return
      else if (parent === 'c') {
        if (name === 'v') {
          hears = 'value'
          cell.hasValue = true
        } else if (name === 'f') cell.hasFormula = true
        else if (name === 'is') cell.inline = ''
      } else if (name === 't' && (parent === 'is' || parent === 'r')) hears = 'inline'
    },
    text: (text) => {
      if (cell === null) return
      if (hears === 'value' && cell.value.length < maxTextInCell) cell.value += text
      else if (hears === 'inline' && cell.inline !== null && cell.inline.length < maxTextInCell) cell.inline += text
    },
    close: (name, parent) => {
      if (name === 'v' || name === 't') hears = null
      else if (name === 'c' && parent === 'row' && row && cell) {
        closeCell(row, cell)
        cell = null
      } else if (name === 'row' && parent === 'sheetData' && row) closeRow(row)
    },
  })
  for await (const _ of walking) {
    if (rows.length === 0) continue
    const read = rows
    rows = []
    yield read
  }
  if (rows.length > 0) yield rows
}

/** Lists the names of a workbook's sheets, in order. */
export async function readSheetNames(bytes: Buffer): Promise<string[]> {
  const budget = new FileBudget()
  return (await readWorkbook(await openParts(bytes, budget), budget)).sheets.map(({ name }) => name)
}

/** Returns the declared inflated size of the workbook: an upper bound of the work. */
export const readInflatedSize = async (bytes: Buffer) => (await openParts(bytes, new FileBudget())).inflated

/** Yields all rows, sheet by sheet; hidden sheets after the others if requested. */
export async function* readXlsx(bytes: Buffer, { hiddenLast = false, atOnce = false } = {}): AsyncGenerator<SheetRow[]> {
  const budget = new FileBudget(atOnce)
  const parts = await openParts(bytes, budget)
  const { sheets, from1904, ...shared } = await readWorkbook(parts, budget)
  const strings = await readStrings(parts, shared.strings, budget)
  const dates = await readDateStyles(parts, shared.styles, budget)
  const ordered = hiddenLast ? [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)] : sheets
  for (const sheet of ordered) yield* readSheet(sheet, { parts, budget, strings, dates, from1904 })
}
