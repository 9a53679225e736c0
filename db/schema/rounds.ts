// Rounds of pairing: which shops take part, their wishes, and the coordinator's rulings.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { workflows } from './workflow.ts'
import { tableRules } from './rules.ts'
import { shops } from './shops.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

const words = (name: string) => text(name, { mode: 'json' }).$type<string[]>().notNull()

export const pairingRounds = sqliteTable(
  'pairing_rounds',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    name: text('name').notNull(),
    /** For each part of the score, an integer from 0 to 100. */
    weights: text('weights', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    seed: integer('seed').notNull(),
    leastScore: integer('least_score').notNull(),
    /**
     * The input of the matching when it was accepted, and its pairs: shops and wishes change later, and anyone may
     * recompute the round.
     */
    accepted: text('accepted', { mode: 'json' }).$type<unknown>(),
  },
  tableRules,
)

/** The shops that take part in a round, with their wishes: a shop that is not in it is neither asked nor matched. */
export const roundShops = sqliteTable(
  'round_shops',
  {
    roundId: text('round_id')
      .notNull()
      .references(() => pairingRounds.id),
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    /** Shops of the other side, best first. */
    wishes: words('wishes'),
    vetoes: words('vetoes'),
    wishedAt: moment('wished_at'),
    /** What the owner is told if the accepted matching left the shop without a pair. */
    unmatchedNotice: text('without', { mode: 'json' }).$type<{ why: string; help: string }>(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.roundId, row.shopId] })],
)

/** What the coordinator has ruled for a round. */
export const roundRulings = sqliteTable(
  'round_rulings',
  {
    roundId: text('round_id')
      .notNull()
      .references(() => pairingRounds.id),
    westShopId: text('west_shop_id')
      .notNull()
      .references(() => shops.id),
    eastShopId: text('east_shop_id')
      .notNull()
      .references(() => shops.id),
    kind: text('kind', { enum: ['pin', 'conflict'] }).notNull(),
    reason: text('reason').notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.roundId, row.westShopId, row.eastShopId] })],
)
