// Shops of both sides, rounds of pairing, pairings and what is done in them.
import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { workflows } from './workflow.ts'
import { certificates } from './certificates.ts'
import { keptFiles } from './kept-files.ts'
import { rulesOf } from './rules.ts'

const words = (name: string) => text(name, { mode: 'json' }).$type<string[]>().notNull()
const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

export const shops = sqliteTable(
  'shops',
  {
    id: text('id').primaryKey(),
    side: text('side', { enum: ['west', 'east'] }).notNull(),
    name: text('name').notNull(),
    /** Whose it is; both shops of one owner are never paired. */
    ownerAccountId: text('owner_account_id')
      .notNull()
      .references(() => accounts.id),
    /** Township or county where it lies. */
    regionCode: text('region_code').notNull(),
    platforms: words('platforms'),
    categories: words('categories'),
    /** Index in the list of sales bands. */
    band: integer('band').notNull(),
    staff: integer('staff').notNull(),
    /** West: of the staff, how many are registered poor. A number, never names, never shown to the mentor. */
    registeredStaff: integer('registered_staff'),
    /** West: monthly figures before any help. */
    startingSales: integer('starting_sales'),
    startingOrders: integer('starting_orders'),
    needs: words('needs'),
    ships: words('ships'),
    /** East: how many it will help at most; 0 while it is not willing. */
    willHelp: integer('will_help').notNull(),
    teaches: words('teaches'),
    handles: words('handles'),
    buys: words('buys'),
    knownAt: moment('known_at').notNull(),
  },
  (row) => [
    ...rulesOf(row),
    index('shops_by_side').on(row.side, row.regionCode),
    index('shops_of_owner').on(row.ownerAccountId),
    uniqueIndex('shops_one_a_name').on(row.side, row.name, row.regionCode),
  ],
)

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
  rulesOf,
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
    without: text('without', { mode: 'json' }).$type<{ why: string; help: string }>(),
  },
  (row) => [...rulesOf(row), primaryKey({ columns: [row.roundId, row.shopId] })],
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
  (row) => [...rulesOf(row), primaryKey({ columns: [row.roundId, row.westShopId, row.eastShopId] })],
)

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
    /** The score as it was when the pairing was accepted, with its parts. */
    score: text('score', { mode: 'json' }).$type<unknown>(),
    /** The pairing whose place it takes. */
    replacesId: text('replaces_id').references((): AnySQLiteColumn => pairings.id),
    proposedAt: moment('proposed_at').notNull(),
    /** Since when each side lets the other see its phone number; null while it does not. */
    westPhoneShownAt: moment('west_phone_shown_at'),
    eastPhoneShownAt: moment('east_phone_shown_at'),
  },
  (row) => [
    ...rulesOf(row),
    index('pairings_of_round').on(row.roundId),
    index('pairings_of_west').on(row.westShopId),
    index('pairings_of_east').on(row.eastShopId),
  ],
)

/** Goals of the first 90 days, made from the template of the time. */
export const pairingGoals = sqliteTable(
  'pairing_goals',
  {
    pairingId: text('pairing_id')
      .notNull()
      .references(() => pairings.id),
    /** Code of the goal in its template. */
    goal: text('goal').notNull(),
    templateVersion: integer('template_version').notNull(),
    title: text('title').notNull(),
    dueOn: text('due_on').notNull(),
    proofKind: text('proof_kind', { enum: ['link', 'picture', 'figure'] }).notNull(),
    proof: text('proof'),
    proofFileId: text('proof_file_id').references((): AnySQLiteColumn => shopFiles.id),
    reachedOn: text('reached_on'),
    confirmedBy: text('confirmed_by'),
  },
  (row) => [...rulesOf(row), primaryKey({ columns: [row.pairingId, row.goal] })],
)

/** Append only. The phone names a check-in: sent twice, it is one row. */
export const checkIns = sqliteTable(
  'check_ins',
  {
    /** In the order of arrival: two of one millisecond keep theirs. */
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    pairingId: text('pairing_id')
      .notNull()
      .references(() => pairings.id),
    side: text('side', { enum: ['west', 'east'] }).notNull(),
    /** How many contacts both sides had told of before: those of one period belong together. */
    period: integer('period').notNull(),
    /** 他联系你了吗? */
    contacted: integer('contacted', { mode: 'boolean' }).notNull(),
    done: text('done').notNull(),
    next: text('next').notNull(),
    /** Null when only one tap was given. */
    mood: text('mood', { enum: ['well', 'slowly', 'stuck'] }),
    /** About the other side: the coordinator alone reads it until both sides have checked in. */
    aboutOther: text('about_other').notNull(),
    pictureId: text('picture_id').references((): AnySQLiteColumn => shopFiles.id),
    voiceId: text('voice_id').references((): AnySQLiteColumn => shopFiles.id),
    device: text('device').notNull(),
    sequence: integer('sequence').notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [
    ...rulesOf(row),
    uniqueIndex('check_ins_once').on(row.pairingId, row.device, row.sequence),
    index('check_ins_of_period').on(row.pairingId, row.period),
  ],
)

export const pairingMessages = sqliteTable(
  'pairing_messages',
  {
    /** In the order of arrival: two of one millisecond keep theirs. */
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    pairingId: text('pairing_id')
      .notNull()
      .references(() => pairings.id),
    side: text('side', { enum: ['west', 'east'] }).notNull(),
    text: text('text').notNull(),
    pictureId: text('picture_id').references((): AnySQLiteColumn => shopFiles.id),
    device: text('device').notNull(),
    sequence: integer('sequence').notNull(),
    at: moment('at').notNull(),
    reportedBy: text('reported_by', { enum: ['west', 'east'] }),
    reportReason: text('report_reason'),
    reportedAt: moment('reported_at'),
  },
  (row) => [
    ...rulesOf(row),
    uniqueIndex('pairing_messages_once').on(row.pairingId, row.device, row.sequence),
    index('pairing_messages_reported').on(row.reportedAt),
    index('pairing_messages_of_picture').on(row.pictureId),
  ],
)

/** Forms of owners that were taken from a phone, by the phone's own name for them: sent again, they are not carried out a second time. */
export const sentForms = sqliteTable(
  'sent_forms',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    device: text('device').notNull(),
    sequence: integer('sequence').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [...rulesOf(row), primaryKey({ columns: [row.accountId, row.device, row.sequence] })],
)

/** What the coordinator did about a message that was reported. Append only: with a row here it waits for nobody any more. */
export const messageSettlements = sqliteTable(
  'message_settlements',
  {
    messageId: text('message_id')
      .primaryKey()
      .references(() => pairingMessages.id),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  rulesOf,
)

/** What each side says of the whole pairing when it is evaluated; blind until both have. */
export const assessments = sqliteTable(
  'assessments',
  {
    pairingId: text('pairing_id')
      .notNull()
      .references(() => pairings.id),
    side: text('side', { enum: ['west', 'east'] }).notNull(),
    helped: text('helped', { enum: ['much', 'some', 'little'] }).notNull(),
    words: text('words').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [...rulesOf(row), primaryKey({ columns: [row.pairingId, row.side] })],
)

/** A figure of a month. A later one takes an earlier one's place; both are kept. */
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
    /** Yuan that the pairing's eastern shop bought. */
    boughtByEast: integer('bought_by_east').notNull(),
    source: text('source', { enum: ['told', 'proved', 'confirmed'] }).notNull(),
    /** The picture that proves it, of a bill or of the platform's own page. */
    proofFileId: text('proof_file_id').references((): AnySQLiteColumn => shopFiles.id),
    by: text('by').notNull(),
    knownAt: moment('known_at').notNull(),
    confirmedBy: text('confirmed_by'),
    confirmedAt: moment('confirmed_at'),
    supersededAt: moment('superseded_at'),
  },
  (row) => [
    ...rulesOf(row),
    index('shop_results_by_month').on(row.shopId, row.month),
    uniqueIndex('shop_results_one_current')
      .on(row.shopId, row.month)
      .where(sql`${row.supersededAt} IS NULL`),
  ],
)

/** Lists of shops that were handed in: the file as it came, sealed, and what was taken. */
export const shopImports = sqliteTable(
  'shop_imports',
  {
    /** Also that of its file. */
    id: text('id')
      .primaryKey()
      .references(() => keptFiles.id),
    fileName: text('file_name').notNull(),
    /** Only of lists from before files were kept in pieces (kept-files.ts), under the same id. */
    fileSealed: text('file_sealed'),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: moment('uploaded_at').notNull(),
    acceptedAt: moment('accepted_at'),
    /** Once accepted: what each row came to then. Before, the file is judged anew each time. */
    outcome: text('outcome', { mode: 'json' }).$type<unknown>(),
  },
  rulesOf,
)

/** Pictures and voice notes, re-encoded by the server: in the database, so that a backup is whole. Append only. */
export const shopFiles = sqliteTable(
  'shop_files',
  {
    id: text('id').primaryKey(),
    /** The shop whose owner sent it. */
    shopId: text('shop_id')
      .notNull()
      .references(() => shops.id),
    /** The pairing in which the other side may see it; none for proofs of a shop's own months. */
    pairingId: text('pairing_id').references(() => pairings.id),
    mediaType: text('media_type').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [...rulesOf(row), index('shop_files_of_shop').on(row.shopId)],
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
    ...rulesOf(row),
    index('shop_people_of_shop').on(row.shopId),
    uniqueIndex('shop_people_one_current')
      .on(row.shopId, row.certificateId)
      .where(sql`${row.removedAt} IS NULL`),
  ],
)

/** Templates of the first 90 days as they were published. The latest is in use; before the first, the one in the code. */
export const planTemplates = sqliteTable(
  'plan_templates',
  {
    version: integer('version').primaryKey(),
    goals: text('goals', { mode: 'json' }).$type<unknown>().notNull(),
    why: text('why').notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  rulesOf,
)

/** What an officer has confirmed of a shop. Append only. */
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
  (row) => [...rulesOf(row), index('rating_facts_of_shop').on(row.shopId)],
)

/** Facts that were found wrong and count no longer. Append only. */
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
  rulesOf,
)

/** A credit rating as it was given, with the facts that made it. */
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
  (row) => [...rulesOf(row), index('ratings_of_shop').on(row.shopId)],
)
