// A list as a workbook: the columns and rows that the page shows, on all its pages.
import { isDay } from '#app/calendar.ts'
import type { CellValue, SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { fullHead } from '../data-table.tsx'
import { filterAndSort } from './arrange.server.ts'
import type { ListColumn, ListDefinition, TableQuery } from './table-query.ts'

const toCell = <Row>({ kind, value }: ListColumn<Row>, row: Row): CellValue => {
  const cell = value(row)
  return kind === 'day' && typeof cell === 'string' && isDay(cell) ? { day: cell } : cell
}

interface ListToWrite<Row> {
  definition: ListDefinition<Row>
  name: string
}

/** Returns the rows that pass the filters, in the order and with the columns that are chosen. */
export function toSheet<Row>(
  rows: readonly Row[],
  query: TableQuery,
  { definition, name }: ListToWrite<Row>,
): SheetToWrite & { rows: CellValue[][] } {
  const columns = definition.columns.filter(({ key, isForScreen }) => !isForScreen && query.columns.includes(key))
  const cells = filterAndSort(rows, query, definition).map((row) => columns.map((column) => toCell(column, row)))
  const width = (column: number) => Math.min(40, Math.max(8, ...cells.slice(0, 200).map((row) => widthOf(row[column]))))
  const heads = columns.map((column, i) => ({ head: fullHead(column), width: width(i) }))
  return { name, columns: heads, rows: cells }
}

/** In Latin characters; a Chinese one counts as two. */
const widthOf = (cell: CellValue | undefined) =>
  typeof cell === 'string' ? [...cell].reduce((width, sign) => width + (sign > '\u2e80' ? 2 : 1), 2) : 12
