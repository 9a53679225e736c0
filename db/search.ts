// The order and the index in which people are searched. A person's place is the region's code, filled up to twelve digits,
// and a number within the region: so whatever lies in a region is one range of places, and a search within it reads
// nothing else. The full-text index (person_terms, FTS5 over person_searches) keeps for each term its places in order.
import { type Column, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { personSearches } from './schema/search.ts'

/** FTS5's table, made in the migration: `rowid` is the place. Not part of the schema that drizzle-kit knows. */
export const personTerms = sqliteTable('person_terms', { place: integer('rowid').notNull(), terms: text('terms').notNull() })

/** How many places a region has: nobody moves so often that they run out. */
const placesInARegion = 10_000_000n

/** A range of places: from the first, up to the second, both included. */
export interface PlaceRange {
  from: bigint
  to: bigint
}

/** All places of a region and of what lies in it. */
export function getPlaceRange(regionCode: string): PlaceRange {
  const code = (end: string) => BigInt(regionCode.padEnd(12, end))
  return { from: code('0') * placesInARegion, to: (code('9') + 1n) * placesInARegion - 1n }
}

export const everyPlace: PlaceRange = { from: 0n, to: 2n ** 63n - 1n }

/** Before the first place of the very region, as SQL. */
const before = (regionCode: SQLWrapper) => sql`(cast(substr(${regionCode} || '000000000000', 1, 12) as integer) * 10000000)`

/** The last place that is taken in the very region; before its first if none is. */
const selectLastPlace = (regionCode: SQLWrapper): SQL =>
  sql`coalesce((select max(s.place) from ${personSearches} s where s.place > ${before(regionCode)} and s.place < ${before(regionCode)} + 10000000), ${before(regionCode)})`

/** The next place in the very region that nobody has. */
export const nextPlaceIn = (regionCode: SQLWrapper): SQL<number> => sql<number>`1 + ${selectLastPlace(regionCode)}`

/** Search data for many people at once, each at the next place in the region, in the order of places: to be inserted. */
export function atNextPlaces(people: readonly { personId: string; regionCode: string; terms: string }[]): SQL {
  const given = sql`json_each(${JSON.stringify(people.map(({ personId, regionCode, terms }) => [regionCode, personId, terms]))}) one`
  const [region, id, terms] = [sql`one.value ->> 0`, sql`one.value ->> 1`, sql`one.value ->> 2`]
  return sql`select ${selectLastPlace(region)} + row_number() over (partition by ${region} order by one.key) as place, ${id}, ${terms} from ${given} order by place`
}

/** Whose terms answer a question to the full-text index. */
export const matchesTerms = (question: string): SQL => sql`${personTerms} match ${question}`

/** Whether a place lies in a range. Bound as whole numbers of 64 bits, which numbers of the program cannot hold. */
export const liesBetween = (place: Column, { from, to }: PlaceRange): SQL => sql`(${place} >= ${from} and ${place} <= ${to})`

/** A place as text of a fixed length, in which texts sort as places do. */
export const formatPlaceKey = (place: SQLWrapper): SQL<string> => sql<string>`printf('%019d', ${place})`
