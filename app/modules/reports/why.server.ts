// Why a household is, or is not, in the report: the conditions in order, and the first that fails.
import { and, eq } from 'drizzle-orm'
import { holdsOn, sayDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { statuses } from '#app/modules/households/words.ts'
import { placeOf } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import { among } from '#db/among.ts'
import { cohorts, completions } from '#db/views/cohorts.ts'
import { memberships, persons, registrations, residences } from '#db/views/households.ts'
import { believed } from './counted.server.ts'
import { type Asked as AskedReport, reportedHousehold, scopeOf } from './scope.server.ts'
import { liesIn } from '#app/access/region-codes.ts'

export interface Condition {
  name: 'hasMembers' | 'memberCompleted' | 'inPeriod' | 'memberOnTheDay' | 'inRegion' | 'registeredOnTheDay'
  holds: boolean
  /** What was found, in a sentence. */
  sentence: string
}

export interface Why {
  household: { id: string; number: string; region: string }
  /** Counted among the households trained. */
  counted: boolean
  /** Counted among the registered poor households trained. */
  registered: boolean
  conditions: Condition[]
  /** The first condition that fails, if any does. */
  fails: Condition | null
}

interface Asked extends AskedReport {
  householdId: string
}

/**
 * Goes through the conditions of docs/indicators.md for one household, as believed now or at the moment asked for. Where
 * several members completed, the completion that comes furthest is shown. Refuses like the report, and with 404 a household
 * outside the viewer's regions.
 */
export async function whyHousehold(site: Site, viewer: Viewer, { householdId, ...asked }: Asked): Promise<Why> {
  const { from, to, region, asOf } = scopeOf(site, viewer, asked)
  const household = await reportedHousehold(site, viewer, householdId)
  const spells = await site.read
    .select({ personId: memberships.personId, from: memberships.from, to: memberships.to, name: persons.name })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(and(eq(memberships.householdId, householdId), believed(memberships, asOf)))
  const people = [...new Set(spells.map((spell) => spell.personId))]
  const completed = await site.read
    .select({ personId: completions.personId, day: completions.day, number: cohorts.number, name: persons.name })
    .from(completions)
    .innerJoin(cohorts, eq(cohorts.id, completions.cohortId))
    .innerJoin(persons, eq(persons.id, completions.personId))
    .where(and(among(completions.personId, people), believed(completions, asOf)))
  const places = await site.read
    .select()
    .from(residences)
    .where(and(eq(residences.subjectId, householdId), believed(residences, asOf)))
  const status = await site.read
    .select()
    .from(registrations)
    .where(and(eq(registrations.householdId, householdId), believed(registrations, asOf)))

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
    const { day, name, number } = completion
    const who = `${name}在第 ${number} 期结业，结业日 ${sayDay(day)}`
    const member = spells.some((spell) => spell.personId === completion.personId && holdsOn(spell, day))
    // Who never moved has no spells of residence.
    const lay = places.find((spell) => holdsOn(spell, day))?.regionCode ?? household.regionCode
    const isHere = liesIn(lay, region)
    const standing = status.find((spell) => holdsOn(spell, day))?.status ?? 'none'
    const rest: Condition[] = [
      {
        name: 'inPeriod',
        holds: day >= from && day <= to,
        sentence: `${who}，${day >= from && day <= to ? '在' : '不在'}报告期（${sayDay(from)}至${sayDay(to)}）之内。`,
      },
      { name: 'memberOnTheDay', holds: member, sentence: `${sayDay(day)}这一天，${name}${member ? '是' : '不是'}这一户的成员。` },
      {
        name: 'inRegion',
        holds: isHere,
        sentence: `${sayDay(day)}这一天，这一户住在${placeOf(lay, to).join('')}，${isHere ? '在' : '不在'}报表的地区之内。`,
      },
      { name: 'registeredOnTheDay', holds: standing !== 'none', sentence: `${sayDay(day)}这一天，这一户是「${statuses[standing]}」。` },
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
