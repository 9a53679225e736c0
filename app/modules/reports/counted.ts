// What a report counts: its scope, completions and cohorts.

export interface ReportScope {
  /** First and last day of the period, both inclusive. */
  from: string
  to: string
  /** Region code; includes everything below it. */
  region: string
  /** Only what belongs directly to the region and to no township of it. */
  own?: boolean | undefined
  /** The moment whose knowledge the report goes by (transaction time). */
  asOf: Date
}

/** A counted completion, with what was true on its day. The unit of 人次. */
export interface Counted {
  completionId: string
  enrolmentId: string
  personId: string
  cohortId: string
  day: string
  /** The household of which the person was a member on the day; null if none is known. */
  householdId: string | null
  /** The household's registration on the day. */
  status: 'none' | 'registered' | 'lifted' | 'returned'
  /** Where it is counted: the household's place on the day, or the person's residence if there is no household. */
  region: string
}

export interface HeldCohort {
  id: string
  number: number
  startsOn: string
  name: string
  region: string
  /** The day of its last class session, by which it is counted. */
  lastDay: string
}
