// A file given back as it came, with two columns in front: what each row came to, and why.
import type { Cell, SheetRow } from './cells.ts'
import { readSpreadsheet } from './spreadsheet.server.ts'
import type { CellValue, SheetToWrite } from './xlsx-writer.server.ts'

/** By sheet and row: what it came to, and why. */
export type Reasons = ReadonlyMap<string, readonly [outcome: string, reason: string]>
export const reasonKey = (sheet: string, row: number) => `${sheet}\n${row}`

/** Every sheet and row of the file. The columns keep their order behind the reasons. */
export async function sheetsWithReasons(bytes: Buffer, said: Reasons): Promise<SheetToWrite[]> {
  const names: string[] = []
  for await (const rows of readSpreadsheet(bytes)) for (const { sheet } of rows) if (names.at(-1) !== sheet) names.push(sheet)
  return names.map((name): SheetToWrite => ({ name, columns: [{ head: '结果', width: 8 }, { head: '原因', width: 60, wraps: true }, { head: '原行号', width: 8 }, ...Array.from({ length: 12 }, () => ({ head: '', width: 18 }))], rows: rowsOf(bytes, name, said) }))
}

const valueOf = (cell: Cell): CellValue => (cell.kind === 'date' && /^\d{4}-/.test(cell.day) ? { day: cell.day } : cell.kind === 'number' ? cell.number : cell.kind === 'empty' ? null : cell.text)

async function* rowsOf(bytes: Buffer, name: string, said: Reasons): AsyncGenerator<CellValue[]> {
  for await (const rows of readSpreadsheet(bytes)) for (const row of rows) if (row.sheet === name) yield withReason(row, said.get(reasonKey(name, row.row)))
}

/**
 * A row of which something is said stands by itself, with the values of merged cells that reach over it: whoever corrects
 * the file filters, sorts and deletes rows. The others (titles, second rows of a header, sums, blank ones) stay as they
 * came, with nothing in front, so that they are taken for the same when the file is handed in again.
 */
const withReason = (row: SheetRow, reason: readonly [string, string] | undefined): CellValue[] => [
  ...(reason ? [...reason, row.row] : [null, null, null]),
  ...row.cells.map((cell, place) => (row.merged.has(place) && !reason ? null : valueOf(cell))),
]
