// Rounds of pairing: which shops take part, what they wish, what the coordinator rules.
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
    /** By part of the score, whole numbers from 0 to 100. */
    weights: text('weights', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    seed: integer('seed').notNull(),
    leastScore: integer('least_score').notNull(),
    /** What matching went by when it was accepted, and its pairs: shops and wishes move on, and anyone may repeat the round. */
    accepted: text('accepted', { mode: 'json' }).$type<unknown>(),
  },
  tableRules,
)

/** Which shops take part in a round, with what they wish: who is not in it is neither asked nor matched. */
export const roundShops = sqliteTable(
  'round_shops',
  {
    roundId: text('round_id')
      .notNull()
      .references(() => pairingRounds.id),
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    /** Of the other side, the best first. */
    wishes: words('wishes'),
    vetoes: words('vetoes'),
    wishedAt: moment('wished_at'),
    /** What its owner is told, where the matching that was accepted left the shop without a pair. */
    unmatchedNotice: text('without', { mode: 'json' }).$type<{ why: string; help: string }>(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.roundId, row.shopId] })],
)

/** What the coordinator has laid down for a round. */
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
