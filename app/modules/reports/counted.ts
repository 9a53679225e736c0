// What a report counts: the scope that is asked for, completions and cohorts.

export interface ReportScope {
  /** First and last day of the period, both counted. */
  from: string
  to: string
  /** Region code; its whole subtree counts. */
  region: string
  /** Only what hangs directly on the region and lies in no township of it. */
  own?: boolean | undefined
  /** As it was known at this moment: the second clock. */
  asOf: Date
}

/** A completion that counts, with what was true on its day. The unit of 人次. */
export interface Counted {
  completionId: string
  enrolmentId: string
  personId: string
  cohortId: string
  day: string
  /** The household of which the person was a member on the day; null for none known. */
  householdId: string | null
  /** The household's registration on the day. */
  status: 'none' | 'registered' | 'lifted' | 'returned'
  /** Where it is counted: where the household lay on the day, or where the person lived if there is no household. */
  region: string
}

export interface HeldCohort {
  id: string
  number: number
  name: string
  region: string
  /** The day of its last class session, by which it is counted. */
  lastDay: string
}
