// What people are found by. The full-text index over `terms` and the triggers that maintain it are in the migration
// (db/search.ts).
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'

/** One row per person: the position in the search order, and the terms by which the person is found. */
export const personSearches = sqliteTable(
  'person_searches',
  {
    /**
     * Region code and a number within it (db/search.ts): a region is a range of places. Larger than a JavaScript number
     * can represent: never read as one.
     */
    place: integer('place').primaryKey(),
    personId: text('person_id')
      .notNull()
      .unique()
      .references(() => persons.id),
    /** Words of letters and digits, separated by spaces; those made from phone and ID number are keyed hashes. */
    terms: text('terms').notNull(),
  },
  tableRules,
)

/** Persons whose terms must be (re)computed. SQL adds everybody who is new or changed, and removes those whose terms are written. */
export const searchBacklog = sqliteTable(
  'search_backlog',
  {
    personId: text('person_id').primaryKey(),
  },
  tableRules,
)

/** Number of persons who live in each place now. Maintained by SQL: a list of a million needs its number of pages. */
export const personCounts = sqliteTable(
  'person_counts',
  {
    regionCode: text('region_code').primaryKey(),
    count: integer('count').notNull(),
  },
  tableRules,
)
