// From counted completions to figures. Pure: the figure and its list come from the same rows.
import type { Counted, CountedKey, HeldCohort } from './counted.server.ts'

export interface Figures {
  /** 期 */
  cohorts: number
  /** 人次 */
  attendances: number
  /** 人 */
  persons: number
  /** 户 */
  households: number
  /** Of these the registered poor: 建档立卡, those already lifted and those fallen back included. */
  registered: { persons: number; households: number; ofWhichLifted: { persons: number; households: number } }
}

/** What can be opened into a list. */
export const figureNames = ['cohorts', 'attendances', 'persons', 'households', 'registeredPersons', 'registeredHouseholds', 'liftedPersons', 'liftedHouseholds'] as const
export type FigureName = (typeof figureNames)[number]

/** What a row must be to stand behind a figure of persons, households or 人次. */
export const conditionOf: Record<Exclude<FigureName, 'cohorts'>, 'all' | 'household' | 'registered' | 'lifted'> = {
  attendances: 'all',
  persons: 'all',
  households: 'household',
  registeredPersons: 'registered',
  registeredHouseholds: 'registered',
  liftedPersons: 'lifted',
  liftedHouseholds: 'lifted',
}

const stands: Record<(typeof conditionOf)[keyof typeof conditionOf], (row: Pick<Counted, 'householdId' | 'status'>) => boolean> = {
  all: () => true,
  household: ({ householdId }) => householdId !== null,
  registered: ({ status }) => status !== 'none',
  lifted: ({ status }) => status === 'lifted',
}

export const rowsBehind = (rows: readonly Counted[], figure: Exclude<FigureName, 'cohorts'>) => rows.filter(stands[conditionOf[figure]])

/** What a report is counted from. */
export interface CountedBasis {
  keys: CountedKey[]
  cohortIds: ReadonlyMap<number, string>
}

/** Gives each id a small number, for counting. */
export function numbered(rows: readonly Counted[]): CountedBasis {
  const numbers = new Map<string, number>()
  const numberOf = (id: string) => numbers.get(id) ?? (numbers.set(id, numbers.size + 1), numbers.size)
  const keys = rows.map(({ personId, householdId, cohortId, status, region }) => ({ status, region, person: numberOf(personId), household: householdId === null ? null : numberOf(householdId), cohort: numberOf(cohortId) }))
  return { keys, cohortIds: new Map(rows.map(({ cohortId }) => [numberOf(cohortId), cohortId])) }
}

/** Counts what is distinct among small numbers, group after group, without forgetting in between: each number remembers its last group. */
class Seen {
  private last: Int32Array

  constructor(largest: number) {
    this.last = new Int32Array(largest + 1)
  }

  /** 1 the first time that the number is met in the group, then 0. Groups are counted from 1. */
  first(number: number, group: number) {
    if (this.last[number] === group) return 0
    this.last[number] = group
    return 1
  }
}

/** A way of counting groups of these rows, in one walk each: 人次, 人 and 户. `cohorts` is counted from the cohorts held. */
export function counterOf(rows: readonly CountedKey[]): (group: readonly CountedKey[], cohorts: number) => Figures {
  const largest = rows.reduce((most, { person, household }) => Math.max(most, person, household ?? 0), 0)
  const [persons, registeredPersons, liftedPersons, households, registeredHouseholds, liftedHouseholds] = Array.from({ length: 6 }, () => new Seen(largest)) as [Seen, Seen, Seen, Seen, Seen, Seen]
  let groups = 0
  return (group, cohorts) => {
    const at = ++groups
    const figures: Figures = { cohorts, attendances: group.length, persons: 0, households: 0, registered: { persons: 0, households: 0, ofWhichLifted: { persons: 0, households: 0 } } }
    const { registered } = figures
    for (const { status, person, household } of group) {
      const isRegistered = status !== 'none'
      const isLifted = status === 'lifted'
      figures.persons += persons.first(person, at)
      if (isRegistered) registered.persons += registeredPersons.first(person, at)
      if (isLifted) registered.ofWhichLifted.persons += liftedPersons.first(person, at)
      if (household === null) continue
      figures.households += households.first(household, at)
      if (isRegistered) registered.households += registeredHouseholds.first(household, at)
      if (isLifted) registered.ofWhichLifted.households += liftedHouseholds.first(household, at)
    }
    return figures
  }
}

/** The cohorts of a region: held there, or completed by somebody who is counted there. */
export const cohortsOfRegion = (cohorts: readonly HeldCohort[], attended: ReadonlySet<string>, region: string) =>
  cohorts.filter((cohort) => cohort.region.startsWith(region) || attended.has(cohort.id))

/** One figure out of the table of figures. */
export function countOf(figures: Omit<Figures, 'cohorts'> & { cohorts?: number }, figure: FigureName): number {
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
