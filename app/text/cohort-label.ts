// What a class is called, for every domain that names one. Its number counts within a year, so the year of its first session always stands beside it.

export interface NumberedCohort {
  number: number
  /** The day of the first session. */
  startsOn: string
}

/** The year in which a class counts: that of its first session. */
export const yearOf = ({ startsOn }: Pick<NumberedCohort, 'startsOn'>) => Number(startsOn.slice(0, 4))

/** Formats the number of a class: `2019年第 3 期`. */
export const formatCohortNumber = (cohort: NumberedCohort) => `${yearOf(cohort)}年第 ${cohort.number} 期`

/** Formats what a class is called: `2019年第 3 期 茶叶班`. */
export const formatCohort = (cohort: NumberedCohort & { name: string }) => `${formatCohortNumber(cohort)} ${cohort.name}`
