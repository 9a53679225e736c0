// Drizzle's table types for SQLite.
import { is } from 'drizzle-orm'
import { getTableConfig, QueryBuilder, SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Any table of the schema. */
export type Table = SQLiteTable

export const isTable = (one: unknown): one is Table => is(one, SQLiteTable)

/** Returns the columns, checks, indexes and references of a table. */
export const tableConfigOf = getTableConfig

/** Builds queries that are only used inside others: subqueries, run by no handle of their own. */
export const subqueries = new QueryBuilder()
