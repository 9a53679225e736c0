// Many small values as one text: passing a hundred thousand rows to the program costs ten times as much as reading
// them.
import { type SQL, sql, type SQLWrapper } from 'drizzle-orm'

/** All values of a column in a group, as one JSON text; columns of the same query are in the same order. */
export const groupToJson = (column: SQLWrapper): SQL<string> => sql<string>`json_group_array(${column})`

/** Parses a text made by `groupToJson`. */
export const parseGroup = <T extends number | string | null>(text: string) => JSON.parse(text) as T[]
