// What the search of the whole desk finds in the register: people and households, each with what it was found by.
import { eq } from 'drizzle-orm'
import { maskBirthday } from '#app/masks.ts'
import { toDay } from '#app/calendar.ts'
import { present } from '#app/present.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { firstPage } from '#app/paging.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { joinedLines } from '#db/dialect/dialect.ts'
import { nameVariants, persons } from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import { findHouseholds, type FoundHousehold } from './household-list.server.ts'
import { normaliseHouseholdNumber } from './household-number.ts'
import { type ListedPerson, toListedPersons } from './queries.server.ts'
import { explainMatch, extractNumber } from './search-terms.server.ts'
import { findPeople } from './search.server.ts'

export interface FoundPerson extends ListedPerson {
  birthYear: number
  /** By what the person was found, as short Chinese phrases; never empty. */
  why: string[]
}

export interface FoundInRegister {
  people: { rows: FoundPerson[]; isAll: boolean }
  households: { rows: FoundHousehold[]; isAll: boolean }
  /** How many persons cannot be found by all means yet; usually 0. */
  waiting: number
}

/** Of how many people found the households are looked up. */
const maxHeads = 50

/** Searches people and households in the viewer's reach; at most so many rows of each kind. */
export async function searchRegister(
  site: Pick<Site, 'read' | 'keys' | 'now' | 'programme'>,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<FoundInRegister> {
  const found = await findPeople(site, viewer, { search, position: firstPage, size: maxHeads })
  return {
    people: { rows: await explainPeople(site, viewer, { search, ids: found.ids.slice(0, most) }), isAll: found.count <= most },
    // By a number one person is looked for, not the households of whoever's number ends like that.
    households: await findHouseholds(site, viewer, { search, heads: extractNumber(search) ? [] : found.ids, most }),
    waiting: found.waiting,
  }
}

/** Returns the people with what each was found by, in this order. */
async function explainPeople(
  site: Pick<Site, 'read' | 'keys' | 'now'>,
  viewer: Viewer,
  { search, ids }: { search: string; ids: readonly string[] },
): Promise<FoundPerson[]> {
  if (ids.length === 0) return []
  const { keys } = site
  const variants = joinedLines(nameVariants.name, nameVariants, eq(nameVariants.personId, persons.id))
  const rows = await site.read
    .select({
      id: persons.id,
      name: persons.name,
      birthday: persons.birthday,
      variants,
      phone: persons.phoneSealed,
      idNumber: persons.idNumberSealed,
    })
    .from(persons)
    .where(inValues(persons.id, [...ids]))
  const known = new Map(rows.map((row) => [row.id, row]))
  const open = (sealed: string | null, place: string) => (sealed ? keys.open(sealed, place) : null)
  const today = toDay(site.now())
  const number = normaliseHouseholdNumber(search)
  return (await toListedPersons(site, viewer, ids)).map((person) => {
    const { name, birthday, variants: others, phone, idNumber } = present(known.get(person.id), 'person found')
    const own = explainMatch(keys, search, {
      names: [name, ...(others?.split('\n') ?? [])],
      get phone() {
        return open(phone, sealPlace.phoneOfPerson(person.id))
      },
      get idNumber() {
        return open(idNumber, sealPlace.idNumberOfPerson(person.id))
      },
    })
    const ofHousehold = person.householdNumber === number ? [`户编号 ${number}`] : []
    const why = [...own, ...ofHousehold]
    return {
      ...person,
      birthYear: maskBirthday(birthday),
      why: why.length > 0 ? why : [`住在${formatPlace(person.regionCode, today).join('')}`],
    }
  })
}
