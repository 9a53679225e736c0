// Computes figures from counted completions. Pure: the figure and its list come from the same rows.
import type { Counted, HeldCohort, ReportScope } from './counted.ts'
import { liesIn } from '#app/access/region-codes.ts'

export interface Figures {
  /** 期 */
  cohorts: number
  /** 人次 */
  attendances: number
  /** 人 */
  persons: number
  /** 户 */
  households: number
  /** Of these the registered poor: 建档立卡, including those already lifted and those fallen back. */
  registered: { persons: number; households: number; ofWhichLifted: { persons: number; households: number } }
}

/** Figures that link to a list. */
export const figureKeys = [
  'cohorts',
  'attendances',
  'persons',
  'households',
  'registeredPersons',
  'registeredHouseholds',
  'liftedPersons',
  'liftedHouseholds',
] as const
export type FigureName = (typeof figureKeys)[number]

/** The condition on a row to count in a figure of persons, households or 人次. */
export const figureConditions: Record<Exclude<FigureName, 'cohorts'>, 'all' | 'household' | 'registered' | 'lifted'> = {
  attendances: 'all',
  persons: 'all',
  households: 'household',
  registeredPersons: 'registered',
  registeredHouseholds: 'registered',
  liftedPersons: 'lifted',
  liftedHouseholds: 'lifted',
}

/** The unit of the list behind a figure: as many units as the figure. */
export type Unit = 'cohort' | 'completion' | 'person' | 'household'
export const figureUnits: Record<FigureName, Unit> = {
  cohorts: 'cohort',
  attendances: 'completion',
  persons: 'person',
  households: 'household',
  registeredPersons: 'person',
  registeredHouseholds: 'household',
  liftedPersons: 'person',
  liftedHouseholds: 'household',
}

const meetsCondition: Record<
  (typeof figureConditions)[keyof typeof figureConditions],
  (row: Pick<Counted, 'householdId' | 'status'>) => boolean
> = {
  all: () => true,
  household: ({ householdId }) => householdId !== null,
  registered: ({ status }) => status !== 'none',
  lifted: ({ status }) => status === 'lifted',
}

export const filterRows = (rows: readonly Counted[], figure: Exclude<FigureName, 'cohorts'>) =>
  rows.filter(meetsCondition[figureConditions[figure]])

/** Returns the key that distinguishes the units of a list. */
export const unitKeys: Record<Exclude<Unit, 'cohort'>, (row: Counted) => string> = {
  completion: ({ completionId }) => completionId,
  person: ({ personId }) => personId,
  household: ({ householdId }) => householdId!,
}

/** Completions that are counted in the same place with the same status, with their person, household and cohort as small integers. */
export interface CountedGroup {
  status: Counted['status']
  region: string
  persons: readonly number[]
  households: readonly (number | null)[]
  cohorts: readonly number[]
}

/**
 * The data that a report is counted from: completions as columns of small integers, so that a hundred thousand are counted in milliseconds.
 */
export interface CountedBasis {
  person: Int32Array
  /** 0 if none is known. */
  household: Int32Array
  /** Index in `cohortIds`. */
  cohort: Int32Array
  /** Index in `regions`. */
  region: Int32Array
  /** Index in `statuses`. */
  status: Uint8Array
  cohortIds: readonly string[]
  regions: readonly string[]
}

const statuses: readonly Counted['status'][] = ['none', 'registered', 'returned', 'lifted']
/** 1: counted; 2: also among the registered poor; 3: also among the lifted of these. */
const statusRanks = statuses.map((status) => ({ none: 1, registered: 2, returned: 2, lifted: 3 })[status])

/** Builds the columns from groups. */
export function buildBasis(groups: readonly CountedGroup[], cohortIdOf: (number: number) => string): CountedBasis {
  const size = groups.reduce((sum, { persons }) => sum + persons.length, 0)
  const column = () => new Int32Array(size)
  const [person, household, cohort, region, status] = [column(), column(), column(), column(), new Uint8Array(size)]
  const [cohorts, regions] = [new Map<number, number>(), new Map<string, number>()]
  const placeOf = <K>(places: Map<K, number>, key: K) => places.get(key) ?? (places.set(key, places.size), places.size - 1)
  let at = 0
  for (const group of groups) {
    const end = at + group.persons.length
    region.fill(placeOf(regions, group.region), at, end)
    status.fill(statuses.indexOf(group.status), at, end)
    for (let i = 0; at < end; i++, at++) {
      person[at] = group.persons[i]!
      household[at] = group.households[i] ?? 0
      cohort[at] = placeOf(cohorts, group.cohorts[i]!)
    }
  }
  return { person, household, cohort, region, status, regions: [...regions.keys()], cohortIds: [...cohorts.keys()].map(cohortIdOf) }
}

/** Builds the same from single rows. */
export function buildBasisFromRows(rows: readonly Counted[]): CountedBasis {
  const numbers = new Map<string, number>()
  const numberOf = (id: string) => numbers.get(id) ?? (numbers.set(id, numbers.size + 1), numbers.size)
  const groups = rows.map(({ personId, householdId, cohortId, status, region }) => ({
    status,
    region,
    persons: [numberOf(personId)],
    households: [householdId === null ? null : numberOf(householdId)],
    cohorts: [numberOf(cohortId)],
  }))
  const cohortIds = new Map(rows.map(({ cohortId }) => [numberOf(cohortId), cohortId]))
  return buildBasis(groups, (number) => cohortIds.get(number)!)
}

/**
 * Counts distinct small integers, group after group, without clearing in between: each number stores the group in which it was last seen,
 * and its rank there. The lifted are a subset of the registered, and those of all, so one rank is enough.
 */
class DistinctCounter {
  private last: Int32Array

  constructor(numbers: Int32Array) {
    let largest = 0
    for (const number of numbers) if (number > largest) largest = number
    this.last = new Int32Array(largest + 1)
  }

  /**
   * Returns the number's rank in this group so far: 0 if it is seen there for the first time. Then raises its rank to at least the given
   * one.
   */
  mark(number: number, group: number, rank: number) {
    const here = (group + 1) * 4
    const before = this.last[number]! - here
    const stood = before > 0 ? before : 0
    if (rank > stood) this.last[number] = here + rank
    return stood
  }
}

export interface CountOfGroup extends Omit<Figures, 'cohorts'> {
  /** The completed cohorts, as indices in `cohortIds`. */
  completed: number[]
}

/** Counts 人次, 人 and 户 of each group of completions, in one pass; `groupOf` has the group of each completion. */
export function countGroups(
  { person, household, cohort, status }: CountedBasis,
  groupOf: ArrayLike<number>,
  groups: number,
): CountOfGroup[] {
  const [persons, households, cohorts] = [new DistinctCounter(person), new DistinctCounter(household), new DistinctCounter(cohort)]
  const counts = Array.from({ length: groups }, (): CountOfGroup => ({
    attendances: 0,
    persons: 0,
    households: 0,
    registered: { persons: 0, households: 0, ofWhichLifted: { persons: 0, households: 0 } },
    completed: [],
  }))
  for (const row of orderByGroup(groupOf, groups)) {
    const at = groupOf[row]!
    const count = counts[at]!
    const { registered } = count
    const rank = statusRanks[status[row]!]!
    count.attendances += 1
    if (cohorts.mark(cohort[row]!, at, 1) === 0) count.completed.push(cohort[row]!)
    const stood = persons.mark(person[row]!, at, rank)
    if (stood < 1) count.persons += 1
    if (stood < 2 && rank >= 2) registered.persons += 1
    if (stood < 3 && rank === 3) registered.ofWhichLifted.persons += 1
    if (household[row] === 0) continue
    const itStood = households.mark(household[row]!, at, rank)
    if (itStood < 1) count.households += 1
    if (itStood < 2 && rank >= 2) registered.households += 1
    if (itStood < 3 && rank === 3) registered.ofWhichLifted.households += 1
  }
  return counts
}

/** Returns the row numbers sorted by group. */
function orderByGroup(groupOf: ArrayLike<number>, groups: number): Int32Array {
  const next = new Int32Array(groups + 1)
  for (let row = 0; row < groupOf.length; row++) next[groupOf[row]! + 1]! += 1
  for (let group = 0; group < groups; group++) next[group + 1]! += next[group]!
  const order = new Int32Array(groupOf.length)
  for (let row = 0; row < groupOf.length; row++) order[next[groupOf[row]!]!++] = row
  return order
}

/** Lists the cohorts of a region: held there, or completed by somebody who is counted there. */
export const listCohortsOfRegion = (
  cohorts: readonly HeldCohort[],
  attended: ReadonlySet<string>,
  { region, own }: Pick<ReportScope, 'region' | 'own'>,
) => cohorts.filter((cohort) => (own ? cohort.region === region : liesIn(cohort.region, region)) || attended.has(cohort.id))

/** Returns one figure from the table of figures. */
export function getFigure(figures: Omit<Figures, 'cohorts'> & { cohorts?: number }, figure: FigureName): number {
  const { registered } = figures
  const counts: Record<FigureName, number> = {
    cohorts: figures.cohorts ?? 0,
    attendances: figures.attendances,
    persons: figures.persons,
    households: figures.households,
    registeredPersons: registered.persons,
    registeredHouseholds: registered.households,
    liftedPersons: registered.ofWhichLifted.persons,
    liftedHouseholds: registered.ofWhichLifted.households,
  }
  return counts[figure]
}

/** Computes for each figure by how much the parts of a report add up to more than the whole, because somebody belongs to several parts. */
export const computeExcess = (
  parts: readonly (Omit<Figures, 'cohorts'> & { cohorts?: number })[],
  whole: Figures,
): Partial<Record<FigureName, number>> =>
  Object.fromEntries(
    figureKeys.flatMap((figure) => {
      const more = parts.reduce((sum, part) => sum + getFigure(part, figure), 0) - getFigure(whole, figure)
      return more > 0 ? [[figure, more]] : []
    }),
  )
