// Classes side by side: of those who completed each, how many stood where some months later, and of how many nothing is known.
import { and, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { addMonths, lastDayOfMonth, isDay, toMonth } from '#app/calendar.ts'
import { inRegion } from '#app/access/within.server.ts'
import type { Reader } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { stageSpells } from '#db/schema/talent.ts'
import { cohorts, completions } from '#db/views/cohorts.ts'
import { operatingMonths } from '#db/views/operating.ts'
import type { PipelineFilter } from './pipeline-filter.ts'
import { isAtLeast } from './stages.ts'

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

/** The same day so many months later, or the last one of that month. */
function monthsLater(day: string, months: number): string {
  const month = addMonths(toMonth(day), months)
  const same = `${month}-${day.slice(8)}`
  return isDay(same) ? same : lastDayOfMonth(month)
}

/** How many classes are compared. */
const maxCompared = 12

/** Compares the latest classes that people of the region completed by a day. */
export async function compareCohorts(
  read: Reader,
  { region, on, tier }: Pick<PipelineFilter, 'region' | 'tier'> & { on: string },
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
  const persons = new Set(completed.map(({ personId }) => personId))
  const spells = groupBy(
    await read
      .select({ personId: stageSpells.personId, stage: stageSpells.stage, from: stageSpells.from, to: stageSpells.to })
      .from(stageSpells)
      .where(
        and(
          inValues(stageSpells.personId, persons),
          isNull(stageSpells.supersededAt),
          inArray(stageSpells.stage, ['operating', 'sustained']),
        ),
      ),
    ({ personId }) => personId,
  )
  const months = groupBy(
    await read
      .select({ personId: operatingMonths.personId, month: operatingMonths.month })
      .from(operatingMonths)
      .where(and(inValues(operatingMonths.personId, persons), isNull(operatingMonths.supersededAt))),
    ({ personId }) => personId,
  )
  const ofClass = groupBy(completed, ({ cohortId }) => cohortId)
  return classes.map((one) => {
    const people = ofClass.get(one.id) ?? []
    return {
      ...one,
      completed: people.length,
      after: monthsAfter.map((after) => {
        const due = people.map((person) => ({ ...person, then: monthsLater(person.day, after) })).filter(({ then }) => then <= on)
        const isOperating = ({ personId, then }: (typeof due)[number]) =>
          (spells.get(personId) ?? []).some(
            ({ stage, from, to }) => isAtLeast(stage, 'operating') && from <= then && (to === null || then < to),
          )
        const isKnown = ({ personId, day, then }: (typeof due)[number]) =>
          (months.get(personId) ?? []).some(({ month }) => month >= toMonth(day) && month <= toMonth(then))
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
