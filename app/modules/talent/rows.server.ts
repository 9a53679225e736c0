// Conditions on the rows of stages: which of them a day, a moment and a filter leave. Counts and lists use the same.
import { and, between, type Column, eq, gt, gte, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import type { Reader } from '#app/site.ts'
import type { stageCounts } from '#db/schema/talent.ts'
import { stageSpells } from '#db/schema/talent.ts'
import { enrolments } from '#db/views/cohorts.ts'
import { ageBands, type PipelineFilter } from './pipeline-filter.ts'
import { tierBits } from './stage-facts.ts'

type Counted = typeof stageSpells | typeof stageCounts

/** Selects those whose row holds on a day, as believed now. */
export const holdsOn = (day: string, row: Record<'supersededAt' | 'from' | 'to', Column> = stageSpells): SQL | undefined =>
  and(isNull(row.supersededAt), lte(row.from, day), or(isNull(row.to), gt(row.to, day)))

/** Selects rows as they were known at a moment. */
export const believedAt = (moment: Date): SQL | undefined =>
  and(lte(stageSpells.knownAt, moment), or(isNull(stageSpells.supersededAt), gt(stageSpells.supersededAt, moment)))

/** Selects those whose row holds on a day, as it was known at a moment. */
export const heldOn = (day: string, moment: Date): SQL | undefined =>
  and(believedAt(moment), lte(stageSpells.from, day), or(isNull(stageSpells.to), gt(stageSpells.to, day)))

/** Selects whom the filter leaves, apart from region and class. */
export function passes(
  row: Counted,
  { tier, sex, age, registration }: Omit<PipelineFilter, 'region' | 'cohort'>,
  day: string,
): SQL | undefined {
  const year = Number(day.slice(0, 4))
  return and(
    tier ? sql`(${row.tiers} & ${tierBits[tier]}) <> 0` : undefined,
    sex ? eq(row.sex, sex) : undefined,
    age ? between(row.born, year - ageBands[age].to, year - ageBands[age].from) : undefined,
    registration ? (registration === 'poor' ? ne(row.status, 'none') : eq(row.status, registration)) : undefined,
  )
}

/** Selects the people of a class. */
export const inCohort = (read: Reader, cohort: string): SQL =>
  sql`${stageSpells.personId} in ${read.select({ id: enrolments.personId }).from(enrolments).where(eq(enrolments.cohortId, cohort))}`

/** A part of a region: all codes from the first to before the second. */
export interface Stretch {
  from: string
  before: string
}

export const inStretch = (row: Counted, { from, before }: Stretch): SQL | undefined =>
  and(gte(row.regionCode, from), lt(row.regionCode, before))

/** All codes of a region, as one stretch. */
const wholeOf = (region: string): Stretch => ({ from: region, before: `${region}:` }) // the sign after 9

/**
 * Divides a region into stretches, one for each part that it has on a day, without a gap: also codes of another edition are in one of them.
 * Long counts are made stretch by stretch, and others are served in between.
 */
export function listStretches(region: string, day: string): Stretch[] {
  const { from, before } = wholeOf(region)
  const starts = listChildren(region, day)
    .map(({ code }) => code)
    .sort()
  const edges = [from, ...starts.slice(1), before]
  return edges.slice(0, -1).map((start, place) => ({ from: start, before: edges[place + 1] ?? before }))
}
