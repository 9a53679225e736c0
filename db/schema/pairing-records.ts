// What is done in a pairing: goals, check-ins, messages, assessments.
import { type AnySQLiteColumn, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'
import { pairings } from './pairings.ts'
import { shopFiles } from './shop-files.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

/** Goals of the first 90 days, created from the template of the time. */
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
  (row) => [...tableRules(row), primaryKey({ columns: [row.pairingId, row.goal] })],
)

/** Append only. The phone gives a check-in its id: sent twice, it is one row. */
export const checkIns = sqliteTable(
  'check_ins',
  {
    /** Order of arrival, also for two rows of the same millisecond. */
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    pairingId: text('pairing_id')
      .notNull()
      .references(() => pairings.id),
    side: text('side', { enum: ['west', 'east'] }).notNull(),
    /** How many contacts both sides had reported before: check-ins of one period belong together. */
    period: integer('period').notNull(),
    /** 他联系你了吗? */
    contacted: integer('contacted', { mode: 'boolean' }).notNull(),
    done: text('done').notNull(),
    next: text('next').notNull(),
    /** Null if only one tap was given. */
    mood: text('mood', { enum: ['well', 'slowly', 'stuck'] }),
    /** About the other side: only the coordinator reads it until both sides have checked in. */
    aboutOther: text('about_other').notNull(),
    pictureId: text('picture_id').references((): AnySQLiteColumn => shopFiles.id),
    voiceId: text('voice_id').references((): AnySQLiteColumn => shopFiles.id),
    device: text('device').notNull(),
    sequence: integer('sequence').notNull(),
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('check_ins_once').on(row.pairingId, row.device, row.sequence),
    index('check_ins_of_period').on(row.pairingId, row.period),
  ],
)

export const pairingMessages = sqliteTable(
  'pairing_messages',
  {
    /** Order of arrival, also for two rows of the same millisecond. */
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
    ...tableRules(row),
    uniqueIndex('pairing_messages_once').on(row.pairingId, row.device, row.sequence),
    index('pairing_messages_reported').on(row.reportedAt),
    index('pairing_messages_of_picture').on(row.pictureId),
  ],
)

/** What the coordinator did about a reported message. Append only: with a row here the report is settled. */
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
  tableRules,
)

/** What each side says of the whole pairing when it is evaluated; hidden from the other until both have answered. */
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
  (row) => [...tableRules(row), primaryKey({ columns: [row.pairingId, row.side] })],
)
