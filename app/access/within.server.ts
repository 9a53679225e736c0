// The reach of a duty as a condition of a query.
import { eq, or, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { among } from '#db/among.ts'
import type { Reach } from './viewer.ts'

/** All codes that begin with `prefix`, as a range that an index can serve. Codes are digits, and `:` follows `9`. */
export const inRegion = (place: SQLWrapper, prefix: string): SQL => sql`(${place} >= ${prefix} and ${place} < ${`${prefix}:`})`

/** Selects what the reach covers, and nothing if it covers nothing. The twin of `covers`. */
export function within(reach: Reach, columns: { region?: SQLiteColumn; cohort?: SQLiteColumn; person?: SQLiteColumn }): SQL | undefined {
  if (reach.everything) return undefined
  const { region, cohort, person } = columns
  const conditions = [
    ...(region ? reach.regions.map((code) => inRegion(region, code)) : []),
    ...(cohort && reach.cohorts.length > 0 ? [among(cohort, [...reach.cohorts])] : []),
    ...(person && reach.personId ? [eq(person, reach.personId)] : []),
  ]
  return conditions.length > 0 ? or(...conditions) : sql`1 = 0`
}
