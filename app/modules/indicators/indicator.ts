// What an indicator is: one definition of a figure, from which its value, its parts, its list and its documentation come.
import type { Tier } from '#app/modules/courses/tiers.ts'
import type { Status } from '#app/modules/households/labels.ts'

/** By what a figure can be divided. */
export const dimensionLabels = {
  township: '乡镇',
  cohort: '培训班',
  tier: '层次',
  sex: '性别',
  age: '年龄段',
  registration: '登记情况',
} as const
export type Dimension = keyof typeof dimensionLabels
export const dimensions = Object.keys(dimensionLabels) as Dimension[]

/** One thing that is counted, with what was true of it on its day. A figure and its list are made of the same facts. */
export interface Fact {
  /** What makes two the same: it is counted once. */
  key: string
  /** The day that decides. */
  day: string
  /** Where it is counted: a region's code. */
  region: string
  personId: string | null
  householdId: string | null
  /** What the household was registered as on the day; null for what no household has part in. */
  status: Status | null
  cohortId: string | null
  tier: Tier | null
  /** Of a share: whether it is also in the numerator. */
  isMet: boolean
  /** Of a sum: what it adds. */
  amount: number
}

/** What is asked: a period, both days inclusive, and a region with everything below it, as it was known at a moment. */
export interface IndicatorScope {
  from: string
  to: string
  region: string
  asOf: Date
}

/** How facts become a value. A share is in per cent with one decimal, and null if there is nothing to share. */
export type Measure = 'distinct' | 'share' | 'sum'

export interface Indicator {
  /** As in the command line, in files and in addresses. */
  name: string
  label: string
  unit: '期' | '次' | '人次' | '人' | '户' | '对' | '个' | '元' | '%'
  measure: Measure
  /** Which facts are counted. */
  facts: FactSource
  /** The sentence for officials: what is counted. */
  counts: string
  /** What makes two the same. */
  same: string
  /** The day that decides whether it lies in the period. */
  day: string
  /** What is left out. */
  without: string
  by: readonly Dimension[]
}

/** The sources of facts (`facts.server.ts`). */
export type FactSource =
  | { kind: 'classes' }
  | { kind: 'completions'; once: 'completion' | 'person' | 'household'; of?: 'registered' | 'lifted' }
  | { kind: 'certificates' }
  | { kind: 'enrolments' }
  | { kind: 'sessions' }
  | { kind: 'attendance' }
  | { kind: 'exams' }
  | { kind: 'reached' }
  | { kind: 'stage'; least: 'operating' | 'sustained' }
  | { kind: 'afterwards'; months: 3 | 6 | 12; met: 'operating' | 'sustained' | 'unknown' }
  | { kind: 'pairing'; figure: PairingFigure }

export type PairingFigure =
  'alive' | 'completed' | 'goalsConfirmed' | 'sales' | 'salesAtStart' | 'bought' | 'employed' | 'employedRegistered'
