// SQL's IN for a list of any length.
import { type SQL, sql, type SQLWrapper } from 'drizzle-orm'

/**
 * Whether a column holds one of these values. They are passed as one parameter, so that no list is too long for a
 * statement (SQLite allows some 32,000 parameters) and lists of any length share one statement. Uses an index on the
 * column. For texts and integers as the database stores them.
 */
export const inValues = (column: SQLWrapper, values: Iterable<string | number>): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify([...values])}))`

/** The same for a prepared query, which is given the values later: `execute({ ids: toValues(ids) })`. */
export const inGiven = (column: SQLWrapper, name: string): SQL => sql`${column} in (select value from json_each(${sql.placeholder(name)}))`

/** The values of `inGiven`. */
export const toValues = (values: Iterable<string | number>): string => JSON.stringify([...values])
