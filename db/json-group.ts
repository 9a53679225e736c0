// Many small values as one: handing a hundred thousand rows to the program costs ten times what reading them does.
import { type Column, type SQL, sql } from 'drizzle-orm'

/** All values of a column in a group, as one text; columns of the same query are packed in the same order. */
export const groupToJson = (column: Column): SQL<string> => sql<string>`json_group_array(${column})`

/** What was packed. */
export const parseGroup = <T extends number | null>(text: string) => JSON.parse(text) as T[]
