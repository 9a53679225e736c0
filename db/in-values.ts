// One of many values, however many there are.
import { type Column, type SQL, sql } from 'drizzle-orm'

/**
 * Whether a column holds one of these values. Given as one parameter, so that no list is too long for a statement (SQLite
 * takes some 32,000 parameters) and lists of any length are one statement. An index on the column is used. For texts and whole
 * numbers as the database holds them.
 */
export const inValues = (column: Column, values: Iterable<string | number>): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify([...values])}))`
