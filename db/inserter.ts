// Inserts many rows at once: one statement per row costs many times as much as storing the row.
import { getTableColumns, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { Table } from './dialect/dialect.ts'
import { prepared } from './prepared.ts'

/**
 * Rows per statement; a remainder below a hundred is inserted by tens, because each statement costs more than its rows.
 */
const sizes = [100, 10, 1]

const isCounted = (column: object) => 'autoIncrement' in column && column.autoIncrement === true

/**
 * Returns a function that inserts any number of rows into a table, in order. Each row gives every column except the
 * autoincrementing one and the omitted ones, which stay null.
 */
export function createInserter<T extends Table>(
  table: T,
  { leaveOut = [] }: { leaveOut?: readonly (keyof T['$inferInsert'])[] } = {},
): (tx: Pick<Tx, 'insert' | 'connection'>, rows: readonly T['$inferInsert'][]) => Promise<void> {
  const names = Object.entries(getTableColumns(table)).flatMap(([name, column]) =>
    isCounted(column) || leaveOut.includes(name as never) ? [] : [name],
  )
  const statementFor = (count: number) =>
    prepared((tx: Pick<Tx, 'insert' | 'connection'>) => {
      const values = Array.from({ length: count }, (_, place) =>
        Object.fromEntries(names.map((name) => [name, sql.placeholder(`${name} ${place}`)])),
      )
      return tx.insert(table).values(values as never)
    })
  const statements = sizes.map((size) => ({ size, insert: statementFor(size) }))
  const filled = (rows: readonly Record<string, unknown>[]) => {
    const values: Record<string, unknown> = {}
    for (const [place, row] of rows.entries()) for (const name of names) values[`${name} ${place}`] = row[name] ?? null
    return values
  }
  return async (tx, rows) => {
    let at = 0
    for (const { size, insert } of statements) {
      for (; at + size <= rows.length; at += size) await insert(tx).execute(filled(rows.slice(at, at + size)))
    }
  }
}
