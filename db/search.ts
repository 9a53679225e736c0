// The order and the index in which people are searched. A person's place is the region's code, padded to twelve digits,
// followed by a number within the region: everybody in a region is in one range of places, and a search within it reads
// nothing else. The full-text index (person_terms, FTS5 over person_searches) stores the places of each term in order.
import { type Column, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { personSearches } from './schema/search.ts'

/** FTS5's table, created in the migration: `rowid` is the place. Not part of the schema that drizzle-kit knows. */
export const personTerms = sqliteTable('person_terms', { place: integer('rowid').notNull(), terms: text('terms').notNull() })

/** Number of places in a region: people do not move often enough to exhaust it. */
const placesInARegion = 10_000_000n

/** A range of places, both ends inclusive. */
export interface PlaceRange {
  from: bigint
  to: bigint
}

/** Returns all places of a region and the regions within it. */
export function getPlaceRange(regionCode: string): PlaceRange {
  const code = (end: string) => BigInt(regionCode.padEnd(12, end))
  return { from: code('0') * placesInARegion, to: (code('9') + 1n) * placesInARegion - 1n }
}

export const everyPlace: PlaceRange = { from: 0n, to: 2n ** 63n - 1n }

/** The place before the first one directly in the region, as SQL. */
const before = (regionCode: SQLWrapper) => sql`(cast(substr(${regionCode} || '000000000000', 1, 12) as integer) * 10000000)`

/** The last place in use directly in the region; the one before its first if none is. */
const selectLastPlace = (regionCode: SQLWrapper): SQL =>
  sql`coalesce((select max(s.place) from ${personSearches} s where s.place > ${before(regionCode)} and s.place < ${before(regionCode)} + 10000000), ${before(regionCode)})`

/** The next free place directly in the region. */
export const nextPlaceIn = (regionCode: SQLWrapper): SQL<number> => sql<number>`1 + ${selectLastPlace(regionCode)}`

/**
 * Builds search data for many people at once, each at the next place in the region, ordered by place, ready to be
 * inserted.
 */
export function atNextPlaces(people: readonly { personId: string; regionCode: string; terms: string }[]): SQL {
  const given = sql`json_each(${JSON.stringify(people.map(({ personId, regionCode, terms }) => [regionCode, personId, terms]))}) one`
  const [region, id, terms] = [sql`one.value ->> 0`, sql`one.value ->> 1`, sql`one.value ->> 2`]
  return sql`select ${selectLastPlace(region)} + row_number() over (partition by ${region} order by one.key) as place, ${id}, ${terms} from ${given} order by place`
}

/** Whether a person's terms match a full-text query. */
export const matchesTerms = (question: string): SQL => sql`${personTerms} match ${question}`

/** Whether a place is in a range. Bound as 64-bit integers, which JavaScript numbers cannot hold. */
export const liesBetween = (place: Column, { from, to }: PlaceRange): SQL => sql`(${place} >= ${from} and ${place} <= ${to})`

/** Formats a place as text of a fixed length, so that texts sort like places. */
export const formatPlaceKey = (place: SQLWrapper): SQL<string> => sql<string>`printf('%019d', ${place})`
