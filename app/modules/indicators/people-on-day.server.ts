// What was true of people on some days: their household, how it was registered, and where they lived. The rules of the household report
// (app/modules/reports/counted.server.ts), for facts other than completions.
import { and } from 'drizzle-orm'
import { isValidOn } from '#app/calendar.ts'
import type { Status } from '#app/modules/households/labels.ts'
import { believedAsOf } from '#app/modules/reports/reports.server.ts'
import type { Reader } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { households, memberships, registeredPersons, registrations, residences } from '#db/views/households.ts'

export interface OnDay {
  householdId: string | null
  status: Status
  region: string
}

/** Loads the spells of these people as they were known at a moment, and returns what held of one on a day. */
export async function readPeopleOnDays(
  read: Reader,
  personIds: Iterable<string>,
  asOf: Date,
): Promise<(personId: string, day: string) => OnDay> {
  const ids = [...new Set(personIds)]
  const people = await read
    .select({ id: registeredPersons.id, region: registeredPersons.regionCode })
    .from(registeredPersons)
    .where(inValues(registeredPersons.id, ids))
  const homes = await read
    .select({ personId: memberships.personId, householdId: memberships.householdId, from: memberships.from, to: memberships.to })
    .from(memberships)
    .where(and(inValues(memberships.personId, ids), believedAsOf(memberships, asOf)))
  const householdIds = [...new Set(homes.map(({ householdId }) => householdId))]
  const places = await read
    .select({ id: households.id, region: households.regionCode })
    .from(households)
    .where(inValues(households.id, householdIds))
  const registered = await read
    .select({ householdId: registrations.householdId, status: registrations.status, from: registrations.from, to: registrations.to })
    .from(registrations)
    .where(and(inValues(registrations.householdId, householdIds), believedAsOf(registrations, asOf)))
  const lived = await read
    .select({ subjectId: residences.subjectId, region: residences.regionCode, from: residences.from, to: residences.to })
    .from(residences)
    .where(and(inValues(residences.subjectId, [...ids, ...householdIds]), believedAsOf(residences, asOf)))
  const own = new Map(people.map(({ id, region }) => [id, region]))
  const placeOf = new Map(places.map(({ id, region }) => [id, region]))
  const homesOf = groupBy(homes, ({ personId }) => personId)
  const statusesOf = groupBy(registered, ({ householdId }) => householdId)
  const residencesOf = groupBy(lived, ({ subjectId }) => subjectId)
  return (personId, day) => {
    const householdId = homesOf.get(personId)?.find((one) => isValidOn(one, day))?.householdId ?? null
    const residence = residencesOf.get(householdId ?? personId)?.find((one) => isValidOn(one, day))
    return {
      householdId,
      status: (householdId !== null && statusesOf.get(householdId)?.find((one) => isValidOn(one, day))?.status) || 'none',
      region: residence?.region ?? (householdId === null ? undefined : placeOf.get(householdId)) ?? own.get(personId) ?? '',
    }
  }
}
