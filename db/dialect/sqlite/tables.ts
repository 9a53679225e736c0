// Tables as drizzle knows them for SQLite.
import { is } from 'drizzle-orm'
import { getTableConfig, QueryBuilder, SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Any table of the schema. */
export type Table = SQLiteTable

export const isTable = (one: unknown): one is Table => is(one, SQLiteTable)

/** The columns, checks, indexes and references of a table. */
export const tableConfigOf = getTableConfig

/** Builds a query that is read as part of others: a subquery, run by no handle. */
export const subqueries = new QueryBuilder()
