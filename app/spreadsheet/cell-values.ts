// The content of a cell, whatever its kind: one spelling for a number, no invisible characters.
import { normaliseText } from '#app/text/characters.ts'
import { maxTextJudged } from './budget.ts'
import type { Cell, SheetRow } from './cells.ts'

/**
 * Formats a number as somebody would write it: 61 for 61.0 and 6.1E1, without rounding errors beyond the fifteenth
 * digit. Excel keeps no more than fifteen; a longer number is left as it is.
 */
function normaliseNumber(number: number, text: string): string {
  const kept = Number(number.toPrecision(15))
  return Number.isFinite(kept) && Math.abs(kept) < 1e21 ? String(kept) : text
}

/** What a spreadsheet shows if a formula fails; a .csv, or a pasted value, contains it as text. */
const errorValue = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)$/i

function normaliseCell(cell: Cell): Cell {
  if (cell.kind === 'number') {
    const text = normaliseNumber(cell.number, cell.text)
    return text === cell.text ? cell : { ...cell, text }
  }
  if (cell.kind !== 'text') return cell
  const text = normaliseText(cell.text)
  if (text.startsWith('#') && errorValue.test(text.trim())) return { kind: 'error', text: text.trim() }
  return text === cell.text ? cell : { kind: 'text', text }
}

/** Returns the row with every cell normalised. */
export const normaliseRow = (row: SheetRow): SheetRow => ({ ...row, cells: row.cells.map(normaliseCell) })

/** Returns the message for a text that is too long for a name, number or word; null for all others. */
export const findLengthFault = (cell: Cell, most = maxTextJudged): string | null =>
  cell.text.length > most ? `有 ${cell.text.length} 个字，太多了，读不了` : null

/** Returns the message for a cell that holds no real value; null for all others. */
export function findCellFault(cell: Cell): string | null {
  if (cell.kind === 'error') return `是错误值 ${cell.text}`
  return cell.kind === 'formula' ? '是公式，没有算出结果' : null
}

/**
 * Returns why a cell that should hold a number or a code has none: an error, a formula, a date or a boolean; null if it
 * may.
 */
export function findKeyFault(cell: Cell): string | null {
  if (cell.kind === 'date') return `是日期（${cell.text}），不是原来填的号`
  return cell.kind === 'boolean' ? `是 ${cell.text}，不是号` : findCellFault(cell)
}
