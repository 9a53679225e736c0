// A row of any table that no rule is against. All its texts are one, so that rows of all tables refer to each other.
import { getTableName } from 'drizzle-orm'
import { type Table, tableConfigOf } from '#db/dialect/dialect.ts'
import type { Connection } from '#db/dialect/sqlite/driver.ts'

const dayLike = /_day$|_on$|^day$|^birthday$/

export const isDayColumn = (name: string) => dayLike.test(name)

function valueFor(name: string, kind: string, nth: number): unknown {
  if (kind === 'json') return '[]'
  if (kind === 'boolean' || kind === 'number' || kind === 'date') return nth
  if (kind === 'buffer') return Buffer.from([nth])
  if (isDayColumn(name)) return '2019-03-01'
  if (/^(region|county)_code$/.test(name)) return `42282610${nth}`
  return name === 'month' ? '2019-03' : `x${nth}`
}

/** By the columns' names in SQL. */
export function anyRow(table: Table, nth = 1): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const { name, enumValues, dataType } of tableConfigOf(table).columns)
    row[name] = enumValues?.length ? enumValues[0] : valueFor(name, dataType, nth)
  if ('to_day' in row) row.to_day = null
  if ('closes_at' in row) row.closes_at = 9
  return row
}

/** Sets a row down, past all doors. Columns that the table has not (yet) are left out. */
export function insertRaw(database: Connection, table: Table, row: Record<string, unknown>) {
  const name = getTableName(table)
  const there = new Set(database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name) as string[])
  const names = Object.keys(row).filter((column) => there.has(column))
  return database
    .prepare(
      `INSERT INTO "${name}" (${names.map((column) => `"${column}"`).join(', ')}) VALUES (${names.map((column) => `@${column}`).join(', ')})`,
    )
    .run(row)
}
