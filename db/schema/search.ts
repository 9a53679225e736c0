// What people are found by. The full-text index over `terms` and the triggers that keep it stand in the migration (db/search.ts).
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'

/** One row a person: at which place of the search order, and by which terms the person is found. */
export const personSearches = sqliteTable(
  'person_searches',
  {
    /** Region code and a number within it (db/search.ts): a region is a range of places. Larger than a JavaScript number holds: never read as one. */
    place: integer('place').primaryKey(),
    personId: text('person_id')
      .notNull()
      .unique()
      .references(() => persons.id),
    /** Words of letters and digits, blanks between them; those made of phone and ID number are keyed. */
    terms: text('terms').notNull(),
  },
  tableRules,
)

/** Persons whose terms are to be worked out (anew). SQL puts everybody here who comes or changes, and takes out whose terms are written. */
export const searchBacklog = sqliteTable(
  'search_backlog',
  {
    personId: text('person_id').primaryKey(),
  },
  tableRules,
)

/** How many persons live in each place now. SQL keeps count: a list of a million needs to know its pages. */
export const personCounts = sqliteTable(
  'person_counts',
  {
    regionCode: text('region_code').primaryKey(),
    count: integer('count').notNull(),
  },
  tableRules,
)
