// Shops of both sides, their certified people, and imported lists of shops.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { certificates } from './certificates.ts'
import { storedFiles } from './stored-files.ts'
import { tableRules } from './rules.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

const words = (name: string) => text(name, { mode: 'json' }).$type<string[]>().notNull()

export const shops = sqliteTable(
  'shops',
  {
    id: text('id').primaryKey(),
    side: text('side', { enum: ['west', 'east'] }).notNull(),
    name: text('name').notNull(),
    /** The owner; two shops of one owner are never paired. */
    ownerAccountId: text('owner_account_id')
      .notNull()
      .references(() => accounts.id),
    /** Township or county where it is. */
    regionCode: text('region_code').notNull(),
    platforms: words('platforms'),
    categories: words('categories'),
    /** Index in the list of sales bands. */
    band: integer('band').notNull(),
    staff: integer('staff').notNull(),
    /** West: number of registered poor among the staff. Only a number, never names, and never shown to the mentor. */
    registeredStaff: integer('registered_staff'),
    /** West: monthly sales before any help. */
    startingSales: integer('starting_sales'),
    startingOrders: integer('starting_orders'),
    needs: words('needs'),
    ships: words('ships'),
    /** East: the maximum number of shops it will help; 0 while it is not willing. */
    willHelp: integer('will_help').notNull(),
    teaches: words('teaches'),
    handles: words('handles'),
    buys: words('buys'),
    knownAt: moment('known_at').notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('shops_by_side').on(row.side, row.regionCode),
    index('shops_of_owner').on(row.ownerAccountId),
    uniqueIndex('shops_one_a_name').on(row.side, row.name, row.regionCode),
  ],
)

/** Lists of shops that were uploaded: the original file, sealed, and what was imported. */
export const shopImports = sqliteTable(
  'shop_imports',
  {
    /** Also the id of its file. */
    id: text('id')
      .primaryKey()
      .references(() => storedFiles.id),
    fileName: text('file_name').notNull(),
    /** Only for lists from before files were stored in pieces (stored-files.ts), under the same id. */
    fileSealed: text('file_sealed'),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: moment('uploaded_at').notNull(),
    acceptedAt: moment('accepted_at'),
    /** Once accepted, the result of each row. Before that, the file is validated anew each time. */
    outcome: text('outcome', { mode: 'json' }).$type<unknown>(),
  },
  tableRules,
)

/** Which certificates the people of a western shop hold. */
export const shopPeople = sqliteTable(
  'shop_people',
  {
    id: text('id').primaryKey(),
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    certificateId: text('certificate_id')
      .notNull()
      .references(() => certificates.id),
    by: text('by').notNull(),
    addedAt: moment('added_at').notNull(),
    removedAt: moment('removed_at'),
  },
  (row) => [
    ...tableRules(row),
    index('shop_people_of_shop').on(row.shopId),
    uniqueIndex('shop_people_one_current')
      .on(row.shopId, row.certificateId)
      .where(sql`${row.removedAt} IS NULL`),
  ],
)

/** Each time an owner's phone number was shown at a desk: to whom, when, why. The owner may read it. Append only. */
export const ownerPhoneLooks = sqliteTable(
  'owner_phone_looks',
  {
    id: text('id').primaryKey(),
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    ownerAccountId: text('owner_account_id')
      .notNull()
      .references(() => accounts.id),
    by: text('by').notNull(),
    reason: text('reason').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [...tableRules(row), index('owner_phone_looks_of_owner').on(row.ownerAccountId)],
)
