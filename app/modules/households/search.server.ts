// Finds people: each kind of look-up goes through its own index, within the viewer's reach, and the results are merged. None of them reads
// more than a page or two thousand rows, however many people there are.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, asc, desc, eq, exists, isNull, notExists, or, type SQL, sql } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { listRegionsNamed } from '#app/modules/regions/regions.server.ts'
import { toDay } from '#app/calendar.ts'
import { type Position, type RowRange, type PageLinks, readPage, readPageOfList } from '#app/paging.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { joinedLines } from '#db/dialect/dialect.ts'
import { everyPlace, liesBetween, matchesTerms, personTerms, formatPlaceKey, getPlaceRange, type PlaceRange } from '#db/search.ts'
import { households, memberships, nameVariants, persons } from '#db/schema/households.ts'
import { personCounts, personSearches, searchBacklog } from '#db/schema/search.ts'
import { sealPlace } from '#db/sealed.ts'
import { normaliseHouseholdNumber } from './household-number.ts'
import { personsVisibleTo } from './policy.ts'
import { assertNarrow, hasStatus, type RegisterFilter, type StatusFilter } from './household-list.server.ts'
import { listPlacesOfPeople, type PeopleOrder, readPeopleInOrder, sortPeople } from './orders/people-orders.server.ts'
import { parseSearch, extractFullNumbers } from './search-terms.server.ts'

type Reading = Pick<Site, 'read' | 'keys' | 'now' | 'programme'>

/** A person found; the place (as text) in the order of the list. */
interface Hit {
  place: string
  id: string
}

/** At most this many people are counted; beyond that only that there are more. */
const maxCounted = 1000
/** How many persons of a bucket are decrypted and compared at most. */
const maxCompared = 4000

/** Returns the ranges of places that the viewer reaches, sorted and without overlaps. */
async function rangesOf(read: Site['read'], viewer: Viewer): Promise<PlaceRange[]> {
  const { everything, regions, personId } = getReach(viewer, 'persons.see')
  if (everything) return [everyPlace]
  const outermost = [...new Set(regions)].filter((code) => !regions.some((other) => other !== code && code.startsWith(other)))
  const ranges = outermost.map(getPlaceRange)
  const own = personId ? await placesOfPersons(read, [personId]) : []
  for (const { place } of own) if (!ranges.some((range) => isWithin(place, range))) ranges.push({ from: BigInt(place), to: BigInt(place) })
  return ranges.sort((one, other) => (one.from < other.from ? -1 : 1))
}

const isWithin = (place: string, { from, to }: PlaceRange) => BigInt(place) >= from && BigInt(place) <= to
const overlapOf = (one: PlaceRange, other: PlaceRange): PlaceRange => ({
  from: one.from > other.from ? one.from : other.from,
  to: one.to < other.to ? one.to : other.to,
})

const placesOfPersons = async (read: Site['read'], ids: readonly string[]): Promise<Hit[]> =>
  read
    .select({ place: formatPlaceKey(personSearches.place), id: personSearches.personId })
    .from(personSearches)
    .where(inValues(personSearches.personId, [...ids]))

/** Returns the part of the ranges after or before a place, nearest first. */
function remainingRanges(
  ranges: readonly PlaceRange[],
  { after, before, backwards }: Pick<RowRange, 'after' | 'before' | 'backwards'>,
): PlaceRange[] {
  const place = (key: string) => BigInt(/^[0-8]\d{18}$/.test(key) ? key : 0) // a key from an address may be anything
  const bounds = { from: after === undefined ? 0n : place(after) + 1n, to: before === undefined ? everyPlace.to : place(before) - 1n }
  const rest = ranges.map((range) => overlapOf(range, bounds)).filter(({ from, to }) => from <= to)
  return backwards ? rest.reverse() : rest
}

/** Lists everybody who matches a query of the index, in order; from each range no more than are still wanted. */
async function matching(
  read: Site['read'],
  match: string,
  ranges: readonly PlaceRange[],
  { limit, backwards }: { limit: number; backwards: boolean },
): Promise<Hit[]> {
  const found: Hit[] = []
  for (const { from, to } of ranges) {
    if (found.length >= limit) break
    const hits = await read
      .select({ place: formatPlaceKey(personTerms.place), id: personSearches.personId })
      .from(personTerms)
      .innerJoin(personSearches, eq(personSearches.place, personTerms.place))
      .where(and(matchesTerms(match), liesBetween(personTerms.place, { from, to })))
      .orderBy(backwards ? desc(personTerms.place) : asc(personTerms.place))
      .limit(limit - found.length)
    found.push(...hits)
  }
  return found
}

/** Lists everybody in some ranges, in order. */
async function findByPlace(
  read: Site['read'],
  ranges: readonly PlaceRange[],
  { limit, backwards }: { limit: number; backwards: boolean },
): Promise<Hit[]> {
  const found: Hit[] = []
  for (const { from, to } of ranges) {
    if (found.length >= limit) break
    const hits = await read
      .select({ place: formatPlaceKey(personSearches.place), id: personSearches.personId })
      .from(personSearches)
      .where(liesBetween(personSearches.place, { from, to }))
      .orderBy(backwards ? desc(personSearches.place) : asc(personSearches.place))
      .limit(limit - found.length)
    found.push(...hits)
  }
  return found
}

/** Decrypts and compares the candidates. */
async function compareCandidates(
  { read, keys }: Reading,
  ranges: readonly PlaceRange[],
  { match, holds }: ReturnType<typeof parseSearch>['candidates'][number],
): Promise<{ hits: Hit[]; isAll: boolean }> {
  const hits: Hit[] = []
  let looked = 0
  const variants = joinedLines(nameVariants.name, nameVariants, eq(nameVariants.personId, persons.id))
  const open = (sealed: string | null, place: string) => (sealed ? keys.open(sealed, place) : null)
  for (const { from, to } of ranges) {
    if (looked > maxCompared) break
    const candidates = await read
      .select({
        place: formatPlaceKey(personTerms.place),
        id: persons.id,
        name: persons.name,
        variants,
        phone: persons.phoneSealed,
        idNumber: persons.idNumberSealed,
      })
      .from(personTerms)
      .innerJoin(personSearches, eq(personSearches.place, personTerms.place))
      .innerJoin(persons, eq(persons.id, personSearches.personId))
      .where(and(matchesTerms(match), liesBetween(personTerms.place, { from, to })))
      .orderBy(asc(personTerms.place))
      .limit(maxCompared + 1 - looked)
    looked += candidates.length
    for (const { place, id, name, variants: others, phone, idNumber } of candidates) {
      // Decrypted only on access: decrypting is what takes the time.
      const person = { names: [name, ...(others?.split('\n') ?? [])], get phone() { return open(phone, sealPlace.phoneOfPerson(id)) }, get idNumber() { return open(idNumber, sealPlace.idNumberOfPerson(id)) } } // prettier-ignore
      if (holds(person)) hits.push({ id, place })
    }
  }
  return { hits, isAll: looked <= maxCompared }
}

/** Finds persons by an exact number: a household's, an ID card's, a phone's; and while the index is incomplete, by an exact name. */
async function findExactly(site: Reading, viewer: Viewer, typed: string, isWhole: boolean): Promise<string[]> {
  const { read, keys } = site
  const ids = async (where: SQL | undefined) =>
    (
      await read
        .select({ id: persons.id })
        .from(persons)
        .where(and(where, personsVisibleTo(viewer)))
        .limit(200)
    ).map(({ id }) => id)
  const { idNumber, phone } = extractFullNumbers(typed)
  const isHomeNow = and(eq(memberships.householdId, households.id), isNull(memberships.to), isNull(memberships.supersededAt))
  const members = await read
    .select({ id: persons.id })
    .from(households)
    .innerJoin(memberships, isHomeNow)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(and(eq(households.number, normaliseHouseholdNumber(typed)), personsVisibleTo(viewer)))
    .limit(200)
  return [
    ...members.map(({ id }) => id),
    ...(idNumber ? await ids(eq(persons.idNumberFingerprint, keys.fingerprint(idNumber))) : []),
    ...(phone ? await ids(eq(persons.phoneFingerprint, keys.fingerprint(phone))) : []),
    ...(isWhole ? [] : await ids(inValues(persons.name, [...new Set([typed.trim(), typed.replace(/\s+/g, '')])]))),
  ]
}

/** Finds the townships and villages of this name, at most 50, and none that lies within another one. */
function findRegionsByName(county: string, typed: string, day: string): string[] {
  const codes = listRegionsNamed(county, typed, day).map(({ code }) => code)
  return codes.filter((code) => !codes.some((other) => other !== code && code.startsWith(other))).slice(0, 50)
}

interface Search {
  /** The exact number, or a lower bound. */
  count: number
  isCounted: boolean
  /** Reads them in order, from a place on. */
  read(stretch: RowRange): Promise<Hit[]>
  /** Found by number or whole name, but not indexed yet. */
  outside: string[]
}

const sortHits = (hits: readonly Hit[], backwards: boolean) =>
  [...new Map(hits.map((hit) => [hit.place, hit])).values()].sort((one, other) => (one.place < other.place === backwards ? 1 : -1))

/** Combines all look-ups for the search text. */
async function search(site: Reading, viewer: Viewer, typed: string, isWhole: boolean): Promise<Search> {
  const { read, keys } = site
  const reach = await rangesOf(read, viewer)
  const { exact: sure, candidates } = parseSearch(keys, typed)
  const villages = findRegionsByName(site.programme.west.county, typed, toDay(site.now()))
    .map(getPlaceRange)
    .flatMap((range) => reach.map((within) => overlapOf(within, range)))
    .filter(({ from, to }) => from <= to)
  const exact = await findExactly(site, viewer, typed, isWhole)
  const known = exact.length > 0 ? await placesOfPersons(read, exact) : []
  let isAll = true
  for (const question of candidates) {
    const { hits, isAll: allOfThem } = await compareCandidates(site, reach, question)
    known.push(...hits)
    isAll &&= allOfThem
  }
  const one = async (stretch: RowRange): Promise<Hit[]> => {
    const { backwards, after, before } = stretch
    const limit = stretch.limit + stretch.skip
    const rest = remainingRanges(reach, stretch)
    const hits = [
      ...known.filter(({ place }) => (after === undefined || place > after) && (before === undefined || place < before)),
      ...(sure ? await matching(read, sure, rest, { limit, backwards }) : []),
      ...(villages.length > 0 ? await findByPlace(read, remainingRanges(sortRanges(villages), stretch), { limit, backwards }) : []),
    ]
    return sortHits(hits, backwards).slice(stretch.skip, limit)
  }
  const all = await one({ backwards: false, limit: maxCounted + 1, skip: 0 })
  const isCounted = isAll && all.length <= maxCounted
  const fromAll = async ({ after, before, backwards, skip, limit }: RowRange) => {
    const rest = all.filter(({ place }) => (after === undefined || place > after) && (before === undefined || place < before))
    return (backwards ? rest.reverse() : rest).slice(skip, skip + limit)
  }
  const outside = exact.filter((id) => !known.some((hit) => hit.id === id))
  return { count: Math.min(maxCounted, all.length), isCounted, read: isCounted ? fromAll : one, outside: [...new Set(outside)] }
}

const sortRanges = (ranges: readonly PlaceRange[]) => [...ranges].sort((one, other) => (one.from < other.from ? -1 : 1))

export interface FoundPeople {
  /** Persons' ids, in the order in which they are shown. */
  ids: string[]
  count: number
  /** False if there are more than were counted. */
  isCounted: boolean
  /** Whether they are so few that they can be sorted. */
  isSortable: boolean
  turns: PageLinks
  /** How many persons cannot be found by part of their name yet, while the index is being built; usually 0. */
  waiting: number
}

/** Finds people in the viewer's reach for whom one of the look-ups matches; ordered by place, so that those of a village are together. */
export async function findPeople(
  site: Reading,
  viewer: Viewer,
  { search: typed, position, size, order = {} }: { search: string; position: Position; size: number; order?: PeopleOrder },
): Promise<FoundPeople> {
  const waiting = await site.read
    .$count(site.read.select().from(searchBacklog).limit(1).as('some'))
    .then((some) => (some > 0 ? site.read.$count(searchBacklog) : 0))
  const found = await search(site, viewer, typed, waiting === 0)
  const count = found.count + found.outside.length
  const about = { count, isCounted: found.isCounted, isSortable: found.isCounted, waiting }
  if (found.isCounted && order.sort) {
    const all = [...found.outside, ...(await found.read({ backwards: false, limit: maxCounted, skip: 0 })).map(({ id }) => id)]
    const sorted = await sortPeople(site.read, all, order)
    if (sorted) {
      const { rows, ...turns } = await readPageOfList(sorted, { position, size, keyOf: ({ id }) => id })
      return { ids: rows.map(({ id }) => id), turns, ...about }
    }
  }
  const { rows, ...turns } = await readPage({
    position,
    size,
    count: found.isCounted ? found.count : null,
    keyOf: ({ place }) => place,
    read: found.read,
  })
  const ids = [...(turns.page === 1 ? found.outside : []), ...rows.map(({ id }) => id)]
  return { ids, turns, ...about }
}

/** Counts the people whom the viewer reaches: from the database's counts of each place, if the reach consists of places. */
async function countOf(read: Site['read'], viewer: Viewer, region?: string | null): Promise<number> {
  const { everything, regions, personId } = getReach(viewer, 'persons.see')
  const inPlace = region ? inRegion(persons.regionCode, region) : undefined
  if (!everything && personId) return read.$count(persons, and(personsVisibleTo(viewer), inPlace))
  if (!everything && regions.length === 0) return 0
  const [counted] = await read
    .select({ count: sql<number | null>`sum(${personCounts.count})` })
    .from(personCounts)
    .where(
      and(
        everything ? undefined : or(...regions.map((code) => inRegion(personCounts.regionCode, code))),
        region ? inRegion(personCounts.regionCode, region) : undefined,
      ),
    )
  return counted?.count ?? 0
}

/**
 * The first of those who pass, in the order of the list, one more than are counted. Whoever is rare is looked for through a whole place: of a
 * region, one village after the other, and others are served in between.
 */
async function readFirst(read: Site['read'], where: SQL | undefined, region: string | null | undefined): Promise<{ id: string }[]> {
  const found: { id: string }[] = []
  for (const place of region ? await listPlacesOfPeople(read, region) : [undefined]) {
    const people = await read
      .select({ id: persons.id })
      .from(persons)
      .where(and(place ? eq(persons.regionCode, place) : undefined, where))
      .orderBy(asc(persons.regionCode), asc(persons.name), asc(persons.id))
      .limit(maxCounted + 1 - found.length)
    found.push(...people)
    if (found.length > maxCounted) break
    await nextTurn()
  }
  return found
}

export interface PeopleFilter extends RegisterFilter {
  /** A further condition on persons, of another domain. */
  among?: SQL | undefined
}

/** Returns a condition for persons whose household has this status now; `unregistered` includes those without a household. */
async function selectByStatus(read: Site['read'], status: StatusFilter): Promise<SQL> {
  const isHomeNow = and(isNull(memberships.to), isNull(memberships.supersededAt))
  const ofHousehold = await hasStatus({ read }, status === 'unregistered' ? 'any' : status, memberships.householdId)
  const homes = read
    .select({ personId: memberships.personId })
    .from(memberships)
    .where(and(isHomeNow, ofHousehold.isRare ? ofHousehold.condition : and(eq(memberships.personId, persons.id), ofHousehold.condition)))
  if (ofHousehold.isRare) return sql`${persons.id} in ${homes}`
  return status === 'unregistered' ? notExists(homes) : exists(homes)
}

/** Lists everybody in the viewer's reach, by place and name, or in the order of the filter. */
export async function listEverybody(
  read: Site['read'],
  viewer: Viewer,
  { position, size, filter = {} }: { position: Position; size: number; filter?: PeopleFilter },
): Promise<Omit<FoundPeople, 'waiting'>> {
  assertNarrow(viewer, filter)
  const narrowed = filter.status ? await selectByStatus(read, filter.status) : undefined
  const visible = and(
    personsVisibleTo(viewer),
    filter.region ? inRegion(persons.regionCode, filter.region) : undefined,
    narrowed,
    filter.among,
  )
  const isNarrowed = narrowed !== undefined || filter.among !== undefined
  // A rare thing is looked for through the whole place: once, for the number and the page.
  const first = isNarrowed ? await readFirst(read, visible, filter.region) : null
  const count = first?.length ?? (await countOf(read, viewer, filter.region))
  const isCounted = !isNarrowed || count <= maxCounted
  if (first && isCounted) {
    const ids = first.map((person) => person.id)
    const inOrder = (await sortPeople(read, ids, filter)) ?? first
    const { rows, ...turns } = await readPageOfList<{ id: string }>(inOrder, { position, size, keyOf: (row) => row.id })
    return { ids: rows.map((row) => row.id), count, isCounted, isSortable: true, turns }
  }
  const many = { visible, region: filter.region, position, size, count: isCounted ? count : null }
  const page =
    (await readPeopleInOrder(read, many, filter)) ?? (await readByPlace(read, many, filter.sort === 'place' && filter.dir === 'desc'))
  const { rows, ...turns } = page
  return { ids: rows.map((row) => row.id), count: isCounted ? count : maxCounted, isCounted, isSortable: true, turns }
}

/** A page of people by place and name, as the index has them, or from its end. */
async function readByPlace(
  read: Site['read'],
  { visible, position, size, count }: { visible: SQL | undefined; position: Position; size: number; count: number | null },
  isDown: boolean,
): Promise<PageLinks & { rows: { id: string }[] }> {
  const { regionCode, name, id } = persons
  /**
   * Returns a person's place in the list: an address carries the id alone, because names do not belong into histories and logs. Without a
   * person it is before everything.
   */
  const placeOf = async (personId: string): Promise<SQL> => {
    const [found] = await read
      .select({ regionCode, name })
      .from(persons)
      .where(and(eq(id, personId), visible))
    return sql`(${found?.regionCode ?? ''}, ${found?.name ?? ''}, ${found ? personId : ''})`
  }
  return readPage<{ id: string }>({
    position,
    size,
    count,
    read: async ({ after, before, backwards, limit, skip }) =>
      read
        .select({ id })
        .from(persons)
        .where(
          and(
            visible,
            after ? sql`(${regionCode}, ${name}, ${id}) ${isDown ? sql`<` : sql`>`} ${await placeOf(after)}` : undefined,
            before ? sql`(${regionCode}, ${name}, ${id}) ${isDown ? sql`>` : sql`<`} ${await placeOf(before)}` : undefined,
          ),
        )
        .orderBy(...(backwards !== isDown ? [desc(regionCode), desc(name), desc(id)] : [asc(regionCode), asc(name), asc(id)]))
        .limit(limit)
        .offset(skip),
    keyOf: (row) => row.id,
  })
}
