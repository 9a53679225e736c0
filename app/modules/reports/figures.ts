// From counted completions to figures. Pure: the figure and its list come from the same rows.
import type { Counted, HeldCohort } from './counted.server.ts'

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

const isRegistered = (row: Counted) => row.status !== 'none'
const isLifted = (row: Counted) => row.status === 'lifted'

/** Which rows stand behind each figure of persons, households and 人次. */
const behind: Record<Exclude<FigureName, 'cohorts'>, (row: Counted) => boolean> = {
  attendances: () => true,
  persons: () => true,
  households: (row) => row.householdId !== null,
  registeredPersons: isRegistered,
  registeredHouseholds: isRegistered,
  liftedPersons: isLifted,
  liftedHouseholds: isLifted,
}

export const rowsBehind = (rows: readonly Counted[], figure: Exclude<FigureName, 'cohorts'>) => rows.filter(behind[figure])

/** Counts 人次, 人 and 户 over the rows, in one walk; `cohorts` is counted from the cohorts held. */
export function figuresOf(rows: readonly Counted[], cohorts: readonly HeldCohort[]): Figures {
  const [persons, registeredPersons, liftedPersons] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const [households, registeredHouseholds, liftedHouseholds] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const row of rows) {
    persons.add(row.personId)
    if (isRegistered(row)) registeredPersons.add(row.personId)
    if (isLifted(row)) liftedPersons.add(row.personId)
    if (row.householdId === null) continue
    households.add(row.householdId)
    if (isRegistered(row)) registeredHouseholds.add(row.householdId)
    if (isLifted(row)) liftedHouseholds.add(row.householdId)
  }
  return {
    cohorts: cohorts.length,
    attendances: rows.length,
    persons: persons.size,
    households: households.size,
    registered: {
      persons: registeredPersons.size,
      households: registeredHouseholds.size,
      ofWhichLifted: { persons: liftedPersons.size, households: liftedHouseholds.size },
    },
  }
}

/** The cohorts of a region: held there, or completed by somebody who is counted there. */
export function cohortsOfRegion(cohorts: readonly HeldCohort[], rows: readonly Counted[], region: string) {
  const attended = new Set(rows.map((row) => row.cohortId))
  return cohorts.filter((cohort) => cohort.region.startsWith(region) || attended.has(cohort.id))
}

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
