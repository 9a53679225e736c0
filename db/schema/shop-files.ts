// What owners send about their shops: files, and monthly figures.
import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'
import { shops } from './shops.ts'
import { pairings } from './pairings.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

/** The figures of a month. Later ones replace earlier ones; both are kept. */
export const shopResults = sqliteTable(
  'shop_results',
  {
    id: text('id').primaryKey(),
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    /** YYYY-MM */
    month: text('month').notNull(),
    /** Whole yuan. */
    sales: integer('sales').notNull(),
    orders: integer('orders').notNull(),
    employed: integer('employed').notNull(),
    employedRegistered: integer('employed_registered').notNull(),
    /** Yuan spent by the pairing's eastern shop. */
    boughtByEast: integer('bought_by_east').notNull(),
    source: text('source', { enum: ['told', 'proved', 'confirmed'] }).notNull(),
    /** The picture that proves it: of a bill or of the platform's own page. */
    proofFileId: text('proof_file_id').references((): AnySQLiteColumn => shopFiles.id),
    by: text('by').notNull(),
    knownAt: moment('known_at').notNull(),
    confirmedBy: text('confirmed_by'),
    confirmedAt: moment('confirmed_at'),
    supersededAt: moment('superseded_at'),
  },
  (row) => [
    ...tableRules(row),
    index('shop_results_by_month').on(row.shopId, row.month),
    uniqueIndex('shop_results_one_current')
      .on(row.shopId, row.month)
      .where(sql`${row.supersededAt} IS NULL`),
  ],
)

/** Pictures and voice notes, re-encoded by the server. In the database, so that a backup is complete. Append only. */
export const shopFiles = sqliteTable(
  'shop_files',
  {
    id: text('id').primaryKey(),
    /** The shop whose owner sent it. */
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    /** The pairing whose other side may see it; null for proofs of a shop's own months. */
    pairingId: text('pairing_id').references(() => pairings.id),
    mediaType: text('media_type').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [...tableRules(row), index('shop_files_of_shop').on(row.shopId)],
)
