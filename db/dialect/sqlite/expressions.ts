// Expressions that each engine writes in its own way.
import { and, type Column, gte, lt, type SQL, sql, type SQLWrapper, type Table } from 'drizzle-orm'

/** The greatest of some values; null where one of them is. */
export const greatest = (...values: [SQLWrapper | number, ...(SQLWrapper | number)[]]): SQL<number> =>
  sql<number>`max(${sql.join(listed(values), sql`, `)})`

/** The least of some values; null where one of them is. */
export const least = (...values: [SQLWrapper | number, ...(SQLWrapper | number)[]]): SQL<number> =>
  sql<number>`min(${sql.join(listed(values), sql`, `)})`

const listed = (values: readonly (SQLWrapper | number)[]) => values.map((value) => sql`${value}`)

/** In an upsert, what was to be inserted into a column. */
export const arrival = (column: Column): SQL => sql`excluded.${sql.identifier(column.name)}`

/** Whether a yes-or-no column says no: written out, so that an index over such rows alone is used. */
export const isFalse = (column: Column): SQL => sql`${column} = 0`

/** The order in which rows came into a table that has no number of its own for it. */
export const inOrderOfArrival = (table: Table): SQL => sql`${table}.rowid`

/** Whether a text begins with another, by an index on the column. Texts compare by code points here, and U+10FFFF is the last. */
export const beginsWith = (column: Column, start: string): SQL => and(gte(column, start), lt(column, `${start}\u{10FFFF}`))!

/** All texts of a column in the rows of a subquery, a line each; null if there are none. */
export const joinedLines = (column: Column, table: Table, where: SQL): SQL<string | null> =>
  sql<string | null>`(select group_concat(${column}, char(10)) from ${table} where ${where})`
