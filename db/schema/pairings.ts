// Pairings, and the templates of their plans.
import { type AnySQLiteColumn, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { workflows } from './workflow.ts'
import { tableRules } from './rules.ts'
import { shops } from './shops.ts'
import { pairingRounds } from './rounds.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

export const pairings = sqliteTable(
  'pairings',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    roundId: text('round_id')
      .notNull()
      .references(() => pairingRounds.id),
    westShopId: text('west_shop_id')
      .notNull()
      .references(() => shops.id),
    eastShopId: text('east_shop_id')
      .notNull()
      .references(() => shops.id),
    pinned: integer('pinned', { mode: 'boolean' }).notNull(),
    why: text('why').notNull(),
    /** The score when the pairing was accepted, with its parts. */
    score: text('score', { mode: 'json' }).$type<unknown>(),
    /** The pairing that this one replaces. */
    replacesId: text('replaces_id').references((): AnySQLiteColumn => pairings.id),
    proposedAt: moment('proposed_at').notNull(),
    /** Since when each side shows its phone number to the other; null while it does not. */
    westPhoneShownAt: moment('west_phone_shown_at'),
    eastPhoneShownAt: moment('east_phone_shown_at'),
  },
  (row) => [
    ...tableRules(row),
    index('pairings_of_round').on(row.roundId),
    index('pairings_of_west').on(row.westShopId),
    index('pairings_of_east').on(row.eastShopId),
  ],
)

/** Templates of the first 90 days as published. The latest is in use; before the first, the one in the code. */
export const planTemplates = sqliteTable(
  'plan_templates',
  {
    version: integer('version').primaryKey(),
    goals: text('goals', { mode: 'json' }).$type<unknown>().notNull(),
    why: text('why').notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  tableRules,
)
