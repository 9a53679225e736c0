// Every write leaves one entry. Each entry has a keyed hash that covers the entry before and what the write did to
// rows, so that tampering with past or present data is detected (db/ledger/README.md).
import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

export const auditEntries = sqliteTable('audit_entries', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  actor: text('actor').notNull(),
  why: text('why').notNull(),
  /** The notes of the write, one per line. */
  lines: text('lines', { mode: 'json' }).$type<string[]>().notNull(),
  /** What it did to the rows of watched tables, encoded; null in entries older than the ledger. */
  digests: blob('digests', { mode: 'buffer' }),
  /** The sums of all watched tables after it, in one of some thousand entries: a verification can begin there. */
  totals: blob('totals', { mode: 'buffer' }),
  previous: text('previous').notNull(),
  hash: text('hash').notNull(),
})

/** What an entry can be about. */
export const auditSubjectKinds = [
  'person',
  'household',
  'cohort',
  'enrolment',
  'exam',
  'attempt',
  'certificate',
  'roster',
  'shop',
  'shopImport',
  'pairing',
  'round',
  'rating',
  'account',
  'installation',
] as const

/**
 * How entries are found: derived from them some time after they were written, and can be computed again at any time. `class`: `exception`
 * undoes or overrides something, `look` shows a number in clear, `routine` happens so often that it is listed only when asked for, `noise`
 * is of the system itself.
 */
export const auditIndex = sqliteTable(
  'audit_index',
  {
    sequence: integer('sequence').primaryKey(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
    actor: text('actor').notNull(),
    /** The kind of write: its `why`, without free text. */
    action: text('action').notNull(),
    class: text('class', { enum: ['plain', 'exception', 'look', 'routine', 'noise'] }).notNull(),
    /** What it is about first of all. */
    kind: text('kind', { enum: auditSubjectKinds }).notNull(),
    /** Neither routine nor noise. */
    isListed: integer('is_listed', { mode: 'boolean' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('audit_index_listed')
      .on(row.at)
      .where(sql`${row.isListed} = 1`),
    index('audit_index_of_actor')
      .on(row.actor, row.at)
      .where(sql`${row.isListed} = 1`),
    index('audit_index_of_kind')
      .on(row.kind, row.at)
      .where(sql`${row.isListed} = 1`),
    index('audit_index_of_action').on(row.action, row.at),
    index('audit_index_of_class').on(row.class, row.at),
  ],
)

/** What each entry is about, derived like `auditIndex`. */
export const auditSubjects = sqliteTable(
  'audit_subjects',
  {
    kind: text('kind', { enum: auditSubjectKinds }).notNull(),
    subjectId: text('subject_id').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
    sequence: integer('sequence').notNull(),
    /** Its place among the things that the entry is about; null for what these belong to: the class of an enrolment. */
    place: integer('place'),
  },
  (row) => [
    ...tableRules(row),
    primaryKey({ columns: [row.kind, row.subjectId, row.at, row.sequence] }),
    index('audit_subjects_of_entry').on(row.sequence, row.place),
    // A class is told to more people than those in it are, and they are most of its entries. It covers all that is read by it: SQLite
    // would take the primary key otherwise.
    index('audit_subjects_class_itself')
      .on(row.kind, row.subjectId, row.at, row.sequence, row.place)
      .where(sql`${row.kind} = 'cohort' and ${row.place} is not null`),
  ],
)
