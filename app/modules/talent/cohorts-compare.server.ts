// Classes side by side: of those who completed each, how many stood where some months later, and of how many nothing is known.
import { and, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import { addMonthsToDay } from '#app/calendar.ts'
import { inRegion } from '#app/access/within.server.ts'
import type { Reader } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { cohorts, completions } from '#db/views/cohorts.ts'
import type { PipelineFilter } from './pipeline-filter.ts'
import { readOperatingHistory } from './operating.server.ts'

/** After how many months people are looked at. */
const monthsAfter = [3, 6, 12] as const

export interface CohortAfter {
  months: (typeof monthsAfter)[number]
  /** Who completed so long ago, whether or not anything is known of them since: the denominator. */
  completed: number
  /** Of them those who stood at 经营 or further on that day. */
  operating: number
  /** Of them those of whom no month is known since they completed. */
  unknown: number
}

export interface ComparedCohort {
  id: string
  number: number
  name: string
  startsOn: string
  completed: number
  after: CohortAfter[]
}

/** How many classes are compared. */
const maxCompared = 12

/** Compares the latest classes that people of the region completed by a day. */
export async function compareCohorts(
  read: Reader,
  { region, on, tier }: Pick<PipelineFilter, 'region' | 'tier'> & { on: string },
  asOf: Date,
): Promise<ComparedCohort[]> {
  const classes = await read
    .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
    .from(cohorts)
    .where(
      and(
        lte(cohorts.endsOn, on),
        tier ? eq(cohorts.tier, tier) : undefined,
        inRegion(cohorts.regionCode, region),
        sql`exists ${read
          .select({ one: sql`1` })
          .from(completions)
          .where(and(eq(completions.cohortId, cohorts.id), isNull(completions.supersededAt)))}`,
      ),
    )
    .orderBy(desc(cohorts.endsOn), desc(cohorts.number))
    .limit(maxCompared)
  const ids = classes.map(({ id }) => id)
  const completed = await read
    .select({ cohortId: completions.cohortId, personId: completions.personId, day: completions.day })
    .from(completions)
    .where(and(inValues(completions.cohortId, ids), isNull(completions.supersededAt), lte(completions.day, on)))
  const history = await readOperatingHistory(
    read,
    completed.map(({ personId }) => personId),
    asOf,
  )
  const ofClass = groupBy(completed, ({ cohortId }) => cohortId)
  return classes.map((one) => {
    const people = ofClass.get(one.id) ?? []
    return {
      ...one,
      completed: people.length,
      after: monthsAfter.map((after) => {
        const due = people.map((person) => ({ ...person, then: addMonthsToDay(person.day, after) })).filter(({ then }) => then <= on)
        const isOperating = ({ personId, then }: (typeof due)[number]) => history.isAt(personId, 'operating', then)
        const isKnown = ({ personId, day, then }: (typeof due)[number]) => history.isKnown(personId, day, then)
        return {
          months: after,
          completed: due.length,
          operating: due.filter(isOperating).length,
          unknown: due.filter((person) => !isKnown(person) && !isOperating(person)).length,
        }
      }),
    }
  })
}
