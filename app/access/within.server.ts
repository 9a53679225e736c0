// The reach of a duty as an SQL condition.
import { type Column, eq, or, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import { inValues } from '#db/in-values.ts'
import type { Reach } from './viewer.ts'

/** Length of the longest place code, a village's; the database enforces it (db/schema/rules.ts). */
const maxCodeLength = 12

/**
 * All codes that begin with `prefix`, as a range that can use an index. The twin of `liesIn`. Both codes and the ends
 * of the range are only digits, so the range is the same whatever the collation of the database.
 */
export const inRegion = (place: SQLWrapper, prefix: string): SQL =>
  sql`(${place} >= ${prefix} and ${place} <= ${prefix.padEnd(maxCodeLength, '9')})`

/** Selects what the reach covers; nothing if it covers nothing. The twin of `covers`. */
export function within(reach: Reach, columns: { region?: SQLWrapper; cohort?: Column; person?: Column }): SQL | undefined {
  if (reach.everything) return undefined
  const { region, cohort, person } = columns
  const conditions = [
    ...(region ? reach.regions.map((code) => inRegion(region, code)) : []),
    ...(cohort && reach.cohorts.length > 0 ? [inValues(cohort, [...reach.cohorts])] : []),
    ...(person && reach.personId ? [eq(person, reach.personId)] : []),
  ]
  return conditions.length > 0 ? or(...conditions) : sql`1 = 0`
}
