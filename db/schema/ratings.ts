// Credit ratings of shops, and the facts that officers confirmed.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { workflows } from './workflow.ts'
import { tableRules } from './rules.ts'
import { shops } from './shops.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

/** What an officer has confirmed about a shop. Append only. */
export const ratingFacts = sqliteTable(
  'rating_facts',
  {
    id: text('id').primaryKey(),
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    kind: text('kind').notNull(),
    happenedOn: text('happened_on').notNull(),
    words: text('words').notNull(),
    confirmedBy: text('confirmed_by').notNull(),
    knownAt: moment('known_at').notNull(),
  },
  (row) => [...tableRules(row), index('rating_facts_of_shop').on(row.shopId)],
)

/** Facts that were found wrong and no longer count. Append only. */
export const ratingFactStrikes = sqliteTable(
  'rating_fact_strikes',
  {
    factId: text('fact_id')
      .primaryKey()
      .references(() => ratingFacts.id),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  tableRules,
)

/** A credit rating as given, with the facts it is based on. */
export const ratings = sqliteTable(
  'ratings',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    rulesVersion: integer('rules_version').notNull(),
    points: integer('points').notNull(),
    grade: text('grade', { enum: ['A', 'B', 'C', 'D'] }).notNull(),
    facts: text('facts', { mode: 'json' }).$type<unknown>().notNull(),
    ratedAt: moment('rated_at').notNull(),
  },
  (row) => [...tableRules(row), index('ratings_of_shop').on(row.shopId)],
)
