// Explains why a household is, or is not, in the report: the conditions in order, and the first that fails.
import { and, eq } from 'drizzle-orm'
import { isValidOn, formatDay, formatPeriod } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { statusLabels } from '#app/modules/households/labels.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { cohorts, completions } from '#db/views/cohorts.ts'
import { memberships, persons, registrations, residences } from '#db/views/households.ts'
import { believedAsOf } from './counted.server.ts'
import { type ScopeQuery as AskedReport, findReportHousehold, resolveScope } from './scope.server.ts'
import { liesIn } from '#app/access/region-codes.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'

export interface Condition {
  name: 'hasMembers' | 'memberCompleted' | 'inPeriod' | 'memberOnTheDay' | 'inRegion' | 'registeredOnTheDay'
  holds: boolean
  /** What was found, in a sentence. */
  sentence: string
}

export interface HouseholdExplanation {
  household: { id: string; number: string; region: string }
  /** Counted among the households trained. */
  counted: boolean
  /** Counted among the registered poor households trained. */
  registered: boolean
  conditions: Condition[]
  /** The first condition that fails, if any does. */
  fails: Condition | null
}

interface HouseholdQuery extends AskedReport {
  householdId: string
}

/**
 * Checks the conditions of docs/indicators.md for one household, as believed now or at the requested moment. If several members completed,
 * shows the completion that meets the most conditions. Throws what the report throws, and 404 if the household is outside the viewer's
 * regions.
 */
export async function explainHousehold(
  site: Site,
  viewer: Viewer,
  { householdId, ...query }: HouseholdQuery,
): Promise<HouseholdExplanation> {
  const { from, to, region, asOf } = resolveScope(site, viewer, query)
  const household = await findReportHousehold(site, viewer, householdId)
  const spells = await site.read
    .select({ personId: memberships.personId, from: memberships.from, to: memberships.to, name: persons.name })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(and(eq(memberships.householdId, householdId), believedAsOf(memberships, asOf)))
  const people = [...new Set(spells.map((spell) => spell.personId))]
  const completed = await site.read
    .select({
      personId: completions.personId,
      day: completions.day,
      number: cohorts.number,
      startsOn: cohorts.startsOn,
      name: persons.name,
    })
    .from(completions)
    .innerJoin(cohorts, eq(cohorts.id, completions.cohortId))
    .innerJoin(persons, eq(persons.id, completions.personId))
    .where(and(inValues(completions.personId, people), believedAsOf(completions, asOf)))
  const places = await site.read
    .select()
    .from(residences)
    .where(and(eq(residences.subjectId, householdId), believedAsOf(residences, asOf)))
  const status = await site.read
    .select()
    .from(registrations)
    .where(and(eq(registrations.householdId, householdId), believedAsOf(registrations, asOf)))

  const conditions: Condition[] = [
    {
      name: 'hasMembers',
      holds: people.length > 0,
      sentence: people.length > 0 ? `登记的家庭成员有 ${people.length} 人。` : '没有登记过家庭成员。',
    },
    {
      name: 'memberCompleted',
      holds: completed.length > 0,
      sentence: completed.length > 0 ? `家庭成员结业 ${completed.length} 人次。` : '没有家庭成员结业过。',
    },
  ]
  const candidates = completed.map((completion) => {
    const { day, name } = completion
    const who = `${name}在${formatCohortNumber(completion)}结业，结业日 ${formatDay(day)}`
    const member = spells.some((spell) => spell.personId === completion.personId && isValidOn(spell, day))
    // People who never moved have no spells of residence.
    const lay = places.find((spell) => isValidOn(spell, day))?.regionCode ?? household.regionCode
    const isHere = liesIn(lay, region)
    const stated = status.find((spell) => isValidOn(spell, day))?.status
    const rest: Condition[] = [
      {
        name: 'inPeriod',
        holds: day >= from && day <= to,
        sentence: `${who}，${day >= from && day <= to ? '在' : '不在'}报告期（${formatPeriod(from, to)}）之内。`,
      },
      { name: 'memberOnTheDay', holds: member, sentence: `${formatDay(day)}这一天，${name}${member ? '是' : '不是'}这一户的成员。` },
      {
        name: 'inRegion',
        holds: isHere,
        sentence: `${formatDay(day)}这一天，这一户住在${formatPlace(lay, to).join('')}，${isHere ? '在' : '不在'}报表的地区之内。`,
      },
      {
        name: 'registeredOnTheDay',
        holds: (stated ?? 'none') !== 'none',
        sentence: stated
          ? `${formatDay(day)}这一天，这一户是「${statusLabels[stated]}」。`
          : `${formatDay(day)}这一天，这一户没有登记过属性，按「${statusLabels.none}」计。`,
      },
    ]
    return rest
  })
  const reach = (rest: Condition[]) => {
    const failing = rest.findIndex((condition) => !condition.holds)
    return failing === -1 ? rest.length : failing
  }
  const furthest = candidates.sort((one, other) => reach(other) - reach(one))[0]
  if (furthest) conditions.push(...furthest)
  const fails = conditions.find((condition) => !condition.holds) ?? null
  return {
    household: { id: household.id, number: household.number, region: household.regionCode },
    counted: fails === null || fails.name === 'registeredOnTheDay',
    registered: fails === null,
    conditions,
    fails,
  }
}
