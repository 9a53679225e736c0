// SQL expressions that differ between database engines.
import { and, type Column, gte, lt, type SQL, sql, type SQLWrapper, type Table } from 'drizzle-orm'

/** The greatest of some values; null if one of them is null. */
export const greatest = (...values: [SQLWrapper | number, ...(SQLWrapper | number)[]]): SQL<number> =>
  sql<number>`max(${sql.join(listed(values), sql`, `)})`

/** The least of some values; null if one of them is null. */
export const least = (...values: [SQLWrapper | number, ...(SQLWrapper | number)[]]): SQL<number> =>
  sql<number>`min(${sql.join(listed(values), sql`, `)})`

const listed = (values: readonly (SQLWrapper | number)[]) => values.map((value) => sql`${value}`)

/** In an upsert, the value that was to be inserted into a column. */
export const arrival = (column: Column): SQL => sql`excluded.${sql.identifier(column.name)}`

/** Whether a boolean column is false: written out, so that a partial index over such rows is used. */
export const isFalse = (column: Column): SQL => sql`${column} = 0`

/** The order in which rows were inserted into a table without a sequence number of its own. */
export const inOrderOfArrival = (table: Table): SQL => sql`${table}.rowid`

/** Whether a text begins with another, using an index on the column. Texts compare by code point, and U+10FFFF is the last. */
export const beginsWith = (column: Column, start: string): SQL => and(gte(column, start), lt(column, `${start}\u{10FFFF}`))!

/** The year of a day as a number: SQLite casts the digits that a text begins with. Without commas, which drizzle-kit splits an index at. */
export const yearOfDay = (day: SQLWrapper): SQL<number> => sql<number>`cast(${day} as integer)`

/** All texts of a column in the rows of a subquery, one per line; null if there are none. */
export const joinedLines = (column: Column, table: Table, where: SQL): SQL<string | null> =>
  sql<string | null>`(select group_concat(${column}, char(10)) from ${table} where ${where})`

/** Whether a text contains another one, sign for sign: `%` and `_` are signs like others. */
export const contains = (column: SQLWrapper, part: string): SQL => sql`instr(${column}, ${part}) > 0`

/** The values of some columns in a group: those of one row joined by `/`, the rows separated by spaces, in no particular order. */
export const joinedBySpaces = (...columns: Column[]): SQL<string> =>
  sql<string>`group_concat(${sql.join(
    columns.map((column) => sql`${column}`),
    sql` || '/' || `,
  )}, ' ')`

/** The month in China of a moment, `YYYY-MM`; null if it is null. */
export const monthOf = (moment: SQLWrapper): SQL<string> =>
  sql<string>`strftime('%Y-%m', ${moment} / 1000 + ${sql.raw(String(8 * 60 * 60))}, 'unixepoch')`
