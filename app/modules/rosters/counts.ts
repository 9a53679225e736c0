// Counts of the results of a roster's rows.
import type { RosterCounts, RosterFacts, RosterPreview } from '#db/schema/rosters.ts'
import type { ComparedBatch } from './compare-batches.server.ts'
import type { ProblemCode } from './reading/row-findings.ts'

export interface RefusedRow {
  row: number
  column: string
  code: ProblemCode
  message: string
}

export interface RosterOutcome {
  rows: number
  accepted: number
  new: number
  known: number
  changed: number
  refused: RefusedRow[]
  /** How many households the accepted rows name. */
  households: number
  /** By sheet, the 填报日期 above its header; null if there is none. */
  day: RosterFacts['days']
  unread: RosterFacts['unread']
  /** Imported rows whose household status was lost because the household's number is missing; absent if there are none. */
  lackingHousehold?: number | undefined
}

export const newCounts = (): RosterCounts => ({ rows: 0, new: 0, known: 0, changed: 0, refused: 0 })

/** Adds the counts of a batch. */
export function addToCounts(counts: RosterCounts, { rows }: ComparedBatch) {
  counts.rows += rows.length
  for (const { verdict } of rows) counts[verdict.outcome]++
  const lacking = rows.filter(({ entry, validated }) => entry && validated.lacksHousehold).length
  const homeless = rows.filter(({ entry, verdict }) => entry && verdict.outcome === 'new' && entry.householdNumber === null).length
  if (homeless > 0) counts.withoutHousehold = (counts.withoutHousehold ?? 0) + homeless
  if (lacking > 0) counts.lackingHousehold = (counts.lackingHousehold ?? 0) + lacking
}

export const listRefused = ({ rows }: ComparedBatch): RefusedRow[] =>
  rows.flatMap(({ validated, verdict: { problem } }) => (problem ? [{ row: validated.row, ...problem }] : []))

/** Adds the households that a batch's good rows name. */
export function addHouseholdNumbers(named: Set<string>, { rows }: ComparedBatch) {
  for (const { entry } of rows) if (entry?.householdNumber) named.add(entry.householdNumber)
}

/** Returns the outcome; `named`: the households that the accepted rows name. */
export function toRosterOutcome(
  { refused: _, new: added, known, changed, withoutHousehold: __, ...rest }: RosterCounts,
  refused: RefusedRow[],
  named: ReadonlySet<string>,
  facts: RosterFacts | undefined,
): RosterOutcome {
  return {
    ...rest,
    accepted: added + known + changed,
    new: added,
    known,
    changed,
    refused,
    households: named.size,
    day: facts?.days ?? {},
    unread: facts?.unread ?? [],
  }
}

/** Returns only the counts, without the other stored fields. */
export function pickCounts(counts: RosterPreview | null): RosterCounts | null {
  if (!counts) return null
  const { facts: _, batches: __, starts: ___, ...rest } = counts
  return rest
}
