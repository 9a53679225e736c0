// The state of a list's row during validation: its cells by column, and the problems and lost words found so far.
import * as findings from '#app/importing/findings.ts'
import { findCellFault, findKeyFault } from '#app/spreadsheet/cell-values.ts'
import type { Cell, SheetRow } from '#app/spreadsheet/cells.ts'
import type { Header } from '#app/spreadsheet/header.ts'
import { parseChineseAmount } from '#app/text/chinese-amounts.ts'
import { type Column, columnLabels } from './columns.ts'

export type ProblemCode =
  | 'side-unknown'
  | 'name-missing'
  | 'owner-missing'
  | 'phone-invalid'
  | 'region-unknown'
  | 'category-unknown'
  | 'word-unknown'
  | 'number-invalid'
  | 'duplicate-in-file'
  | 'conflict-with-register'
  | 'owner-not-agreed'

export type Problem = findings.Problem<ProblemCode>
export type LostWord = findings.LostWord<Column>

/** Returns the text of a cell; empty if it contains an error or a formula without its result. */
export const textOf = (cell: Cell | undefined) => (cell && !findCellFault(cell) ? cell.text.normalize('NFKC').trim() : '')

/** The problem code of a column with an error value, a formula without its result, or a day where a number is expected. */
export const codeOfFault: Record<Column, ProblemCode> = {
  side: 'side-unknown',
  name: 'name-missing',
  owner: 'owner-missing',
  phone: 'phone-invalid',
  region: 'region-unknown',
  platforms: 'word-unknown',
  categories: 'category-unknown',
  band: 'number-invalid',
  staff: 'number-invalid',
  registeredStaff: 'number-invalid',
  startingSales: 'number-invalid',
  startingOrders: 'number-invalid',
  needs: 'word-unknown',
  ships: 'word-unknown',
  willHelp: 'number-invalid',
  teaches: 'word-unknown',
  handles: 'word-unknown',
  buys: 'category-unknown',
}
export const isNoAnswer = (text: string) => /^(无|没有|暂无|未知|不详|空|[—\-–/\\]+)?$/.test(text)
/** Whether a cell's text contains nothing to look up. */
export const isNoAnswerWord = (text: string) => /^(同上|同前)$/.test(text) || !/\p{L}/u.test(text)
const splitList = (text: string) =>
  text
    .split(/[、,，;；/|\n]|\s+|和(?=[^\s]{2})/)
    .map((word) => word.trim())
    .filter((word) => !isNoAnswer(word))

/** Creates the state that the rules of a row read and write. `tenThousands`: the columns in 万元. */
export function createRowFindings(row: SheetRow, header: Header<Column>, tenThousands: ReadonlySet<Column>) {
  const cell = (column: Column) => row.cells[header.get(column) ?? -1]
  const text = (column: Column) => textOf(cell(column))
  const { problems, lost, refuse: wrong } = findings.createFindings<Column, ProblemCode>(columnLabels)
  /** Refuses a cell without a value, or with a day or a boolean where text or a number is expected. */
  const isFaulty = (column: Column) => {
    const one = cell(column)
    const fault = one && findKeyFault(one)
    if (fault && !problems.some((problem) => problem.column === columnLabels[column]))
      wrong(column, codeOfFault[column], `${columnLabels[column]}这一格${fault}。请照实填写，再上传。`)
    return Boolean(fault)
  }
  const number = (column: Column, most: number) => {
    if (isFaulty(column) || isNoAnswer(text(column))) return undefined
    const amount = parseChineseAmount(text(column), tenThousands.has(column) ? 10_000 : 1)
    if (amount === null || !Number.isInteger(amount) || amount > most)
      return void wrong(column, 'number-invalid', `${columnLabels[column]}“${text(column)}”不是整数，或太大了。`)
    return amount
  }
  const several = <T>(column: Column, read: (word: string) => T | null, code: ProblemCode, otherwise?: T): T[] | undefined => {
    const said = isFaulty(column) ? [] : splitList(text(column))
    if (said.length === 0) return undefined
    const codes = said.map((word) => {
      const found = read(word) ?? (isNoAnswerWord(word) ? undefined : otherwise)
      if (found === undefined) wrong(column, code, `${columnLabels[column]}里的“${word}”不认识，请换一个说法。`)
      return found
    })
    return [...new Set(codes.filter((it): it is T & {} => it !== undefined))]
  }
  return { row, cell, text, tenThousands, problems, lost, wrong, isFaulty, number, several }
}

export type RowFindings = ReturnType<typeof createRowFindings>
