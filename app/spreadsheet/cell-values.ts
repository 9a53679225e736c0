// What a cell says, whatever kind it has: one spelling for a number, no marks that nobody sees.
import { normaliseText } from '#app/text/characters.ts'
import { maxTextJudged } from './budget.ts'
import type { Cell, SheetRow } from './cells.ts'

/**
 * A number as somebody would write it: 61 for 61.0 and 6.1E1, without the noise of calculating behind its fifteenth digit.
 * Excel keeps no more than fifteen; what is longer is left as it is.
 */
function normaliseNumber(number: number, text: string): string {
  const kept = Number(number.toPrecision(15))
  return Number.isFinite(kept) && Math.abs(kept) < 1e21 ? String(kept) : text
}

/** What a table shows where it could not work something out; a .csv, or a pasted value, holds it as text. */
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

/** The row with every cell in its plain spelling. */
export const normaliseRow = (row: SheetRow): SheetRow => ({ ...row, cells: row.cells.map(normaliseCell) })

/** What is the matter with a text that is too long to be anybody's name, number or word; null for all others. */
export const findLengthFault = (cell: Cell, most = maxTextJudged): string | null =>
  cell.text.length > most ? `有 ${cell.text.length} 个字，太多了，读不了` : null

/** What is the matter with a cell that holds a value which is none; null for all others. */
export function findCellFault(cell: Cell): string | null {
  if (cell.kind === 'error') return `是错误值 ${cell.text}`
  return cell.kind === 'formula' ? '是公式，没有算出结果' : null
}

/** Why a cell that should hold a number or a code holds none: errors, formulas, days and yes or no; null if it may. */
export function findKeyFault(cell: Cell): string | null {
  if (cell.kind === 'date') return `是日期（${cell.text}），不是原来填的号`
  return cell.kind === 'boolean' ? `是 ${cell.text}，不是号` : findCellFault(cell)
}
