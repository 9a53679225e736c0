// The state of a row during validation: its cells by column, and the problems, notes and lost words found so far.
import * as findings from '#app/importing/findings.ts'
import { findCellFault } from '#app/spreadsheet/cell-values.ts'
import { type Cell, emptyCell, type SheetRow } from '#app/spreadsheet/cells.ts'
import type { Header } from '#app/spreadsheet/header.ts'
import { type Column, columnLabels } from './columns.ts'

export type ProblemCode =
  | 'id-number-damaged'
  | 'id-number-checksum'
  | 'id-number-missing'
  | 'name-missing'
  | 'name-invalid'
  | 'duplicate-in-file'
  | 'conflict-with-register'
  | 'phone-invalid'
  | 'region-unknown'
  | 'region-not-yours'
  | 'date-invalid'
  | 'tier-unknown'
  | 'status-unknown'
  | 'monitoring-unknown'
  | 'relation-unknown'
  | 'household-number-damaged'
  | 'household-conflict'
  | 'household-not-yours'

export type Problem = findings.Problem<ProblemCode>
export type LostWord = findings.LostWord<Column>

/** The problem code of a column with an error value, or a formula that was never calculated. Sex follows from the ID number. */
export const codeOfFault: Record<Exclude<Column, 'sex'>, ProblemCode> = {
  name: 'name-invalid',
  idNumber: 'id-number-damaged',
  phone: 'phone-invalid',
  township: 'region-unknown',
  village: 'region-unknown',
  address: 'region-unknown',
  householdNumber: 'household-number-damaged',
  relation: 'relation-unknown',
  status: 'status-unknown',
  lifted: 'status-unknown',
  monitoring: 'monitoring-unknown',
  tier: 'tier-unknown',
  birthday: 'date-invalid',
  day: 'date-invalid',
}

/** Creates the state that the rules of a row read and write. The first problem is the reason for a refusal. */
export function createRowFindings(row: SheetRow, header: Header<Column>) {
  const cell = (column: Column): Cell => row.cells[header.get(column) ?? -1] ?? emptyCell
  const text = (column: Column) => (findCellFault(cell(column)) ? '' : cell(column).text.trim())
  const { problems, lost, refuse } = findings.createFindings<Column, ProblemCode>(columnLabels)
  const notes: string[] = []
  /** Refuses a cell that holds an error, or a formula without its result. */
  const isFaulty = (column: Exclude<Column, 'sex'>) => {
    const fault = findCellFault(cell(column))
    if (fault)
      refuse(column, codeOfFault[column], `${columnLabels[column]}这一格${fault}。请照实填写，或在表里算出结果、粘贴成数值，再上传。`)
    return fault !== null
  }
  const lose = (column: Column, hint: string) => {
    lost.push({ column, word: text(column).slice(0, 20) })
    notes.push(`${columnLabels[column]}“${text(column)}”认不出来，没有记下。${hint}`)
  }
  return { row, header, cell, text, problems, notes, lost, refuse, isFaulty, lose }
}

export type RowFindings = ReturnType<typeof createRowFindings>
