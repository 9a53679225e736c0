// The orders of a list of people that no index has: by the sound of the name, by sex, by the number of the household.
import { and, asc, eq, isNull, type SQL } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import { readPage, readPageOfList, type PageLinks, type Position } from '#app/paging.ts'
import type { Site } from '#app/site.ts'
import { compareByPinyin, compareNames } from '#app/text/by-pinyin.server.ts'
import { inValues } from '#db/in-values.ts'
import { households, memberships, persons } from '#db/schema/households.ts'
import { personCounts } from '#db/schema/search.ts'
import type { RegisterSort } from '../labels.ts'
import { readInOrder } from './read-in-order.server.ts'

interface SortedPerson {
  id: string
  name: string
  sex: 'female' | 'male'
  regionCode: string
  /** Its number; null without one, and where it is not asked for. */
  household: string | null
}

export interface PeopleOrder {
  sort?: RegisterSort | null
  dir?: 'asc' | 'desc'
}

export const compareCodes = (one: string, other: string) => (one < other ? -1 : Number(one > other))

/** By place, name and id: as people are listed when nothing else is asked for. */
const byPlace = (one: SortedPerson, other: SortedPerson) =>
  compareCodes(one.regionCode, other.regionCode) || compareCodes(one.name, other.name) || compareCodes(one.id, other.id)

const orders: Partial<Record<RegisterSort, (one: SortedPerson, other: SortedPerson) => number>> = {
  name: (one, other) => compareNames(one.name, other.name),
  sex: (one, other) => compareCodes(one.sex, other.sex),
  place: byPlace,
  household: (one, other) => compareByPinyin(one.household ?? '', other.household ?? ''),
}

/** The order that is asked for, those without a household last in both directions; null if no list of people has it. */
function comparePeople({ sort, dir }: PeopleOrder) {
  const order = sort && orders[sort]
  if (!order) return null
  const direction = dir === 'desc' ? -1 : 1
  const isLast = ({ household }: SortedPerson) => Number(sort === 'household' && household === null)
  return (one: SortedPerson, other: SortedPerson) => isLast(one) - isLast(other) || direction * order(one, other) || byPlace(one, other)
}

/** People with what they are sorted by. */
function select(read: Site['read'], where: SQL | undefined, { sort }: PeopleOrder): Promise<SortedPerson[]> {
  const { id, name, sex, regionCode } = persons
  const inPlace = [asc(regionCode), asc(name), asc(id)] as const
  if (sort !== 'household')
    return read
      .select({ id, name, sex, regionCode })
      .from(persons)
      .where(where)
      .orderBy(...inPlace)
      .then((people) => people.map((person) => ({ ...person, household: null })))
  const isHomeNow = and(eq(memberships.personId, id), isNull(memberships.to), isNull(memberships.supersededAt))
  return read
    .select({ id, name, sex, regionCode, household: households.number })
    .from(persons)
    .leftJoin(memberships, isHomeNow)
    .leftJoin(households, eq(households.id, memberships.householdId))
    .where(where)
    .orderBy(...inPlace)
}

/** These people in the order that is asked for; null if no list of people has it. For few: all are read at once. */
export async function sortPeople(read: Site['read'], ids: readonly string[], order: PeopleOrder): Promise<{ id: string }[] | null> {
  const compare = comparePeople(order)
  return compare && (await select(read, inValues(persons.id, [...ids]), order)).sort(compare)
}

/** The codes at which people of a region are registered, or of all, in order. */
export const listPlacesOfPeople = async (read: Site['read'], region?: string | null) =>
  (
    await read
      .select({ code: personCounts.regionCode })
      .from(personCounts)
      .where(region ? inRegion(personCounts.regionCode, region) : undefined)
      .orderBy(asc(personCounts.regionCode))
  ).map(({ code }) => code)

interface ManyPeople {
  visible: SQL | undefined
  region: string | null | undefined
  position: Position
  size: number
  count: number | null
}

/** A page of any number of people in the order that is asked for, one village after the other; null if an index has it, or no list of people. */
export async function readPeopleInOrder(
  read: Site['read'],
  { visible, region, position, size, count }: ManyPeople,
  order: PeopleOrder,
): Promise<(PageLinks & { rows: { id: string }[] }) | null> {
  const compare = order.sort === 'place' ? null : comparePeople(order)
  if (!compare) return null
  const keyOf = ({ id }: SortedPerson) => id
  const places = await listPlacesOfPeople(read, region)
  const ofPlace = (code: string) => select(read, and(eq(persons.regionCode, code), visible), order)
  const [only] = places
  if (only !== undefined && places.length === 1) return readPageOfList((await ofPlace(only)).sort(compare), { position, size, keyOf })
  const find = async (id: string) => (await select(read, and(eq(persons.id, id), visible), order))[0]
  return readPage({ position, size, count, keyOf, read: readInOrder({ parts: places, read: ofPlace, compare, find }) })
}
