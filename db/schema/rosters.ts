// Rosters that were handed in, and what each row came to. The file as it came is kept under the same id (stored-files.ts).
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { cohorts } from './cohorts.ts'
import { storedFiles } from './stored-files.ts'
import { tableRules } from './rules.ts'

export interface RosterCounts {
  rows: number
  new: number
  known: number
  changed: number
  refused: number
  /** Rows taken whose household's status was lost, for want of its number; absent where there is none. */
  lackingHousehold?: number | undefined
}

/** What is known of a file beside its rows. */
export interface RosterFacts {
  /** By sheet, the day of which it speaks; null where it names none. */
  days: Record<string, string | null>
  /** What of the file is not read: a column, or so many rows, and why. */
  unread: { sheet: string; column?: string; rows?: number; why: string }[]
}

export const rosterImports = sqliteTable(
  'roster_imports',
  {
    /** Also that of its file. */
    id: text('id')
      .primaryKey()
      .references(() => storedFiles.id),
    fileName: text('file_name').notNull(),
    cohortId: text('cohort_id').references(() => cohorts.id),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: integer('uploaded_at', { mode: 'timestamp_ms' }).notNull(),
    /** What the preview found; null while it is being read. */
    preview: text('preview', { mode: 'json' }).$type<RosterCounts & { facts?: RosterFacts; batches?: number }>(),
    /** The sentence of a file that could not be read, or of an import that did not go through. */
    failure: text('failure'),
    /** What the officer chose, and who did; set when it begins. */
    choice: text('choice', { enum: ['all-good-rows', 'none-if-any-refused'] }),
    acceptedBy: text('accepted_by'),
    /** What came of the rows taken in so far; the batch that is next, and the last row (of `roster_rows`) that is done with. */
    taken: text('taken', { mode: 'json' }).$type<RosterCounts>(),
    nextPlace: integer('next_place').notNull().default(0),
    takenUpTo: integer('taken_up_to').notNull().default(0),
    acceptedAt: integer('accepted_at', { mode: 'timestamp_ms' }),
    /** What was really done: the register may have changed since the preview. */
    outcome: text('outcome', { mode: 'json' }).$type<RosterCounts>(),
  },
  (row) => [...tableRules(row), index('roster_imports_by_uploader').on(row.uploadedBy, row.uploadedAt)],
)

/** What the good rows say, some hundreds at a time and encrypted, from the preview until they are taken in. */
export const rosterEntries = sqliteTable(
  'roster_entries',
  {
    importId: text('import_id')
      .notNull()
      .references(() => rosterImports.id),
    place: integer('place').notNull(),
    sealed: text('sealed').notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.importId, row.place] })],
)

/** What each row came to, as of the preview and, once accepted, as of then. */
export const rosterRows = sqliteTable(
  'roster_rows',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    importId: text('import_id')
      .notNull()
      .references(() => rosterImports.id),
    sheet: text('sheet').notNull(),
    row: integer('row').notNull(),
    name: text('name').notNull(),
    outcome: text('outcome', { enum: ['new', 'known', 'changed', 'refused'] }).notNull(),
    column: text('column_name'),
    code: text('code'),
    /** Why it is refused, what changes, what to look at. */
    message: text('message').notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('roster_rows_by_outcome').on(row.importId, row.outcome, row.id),
    index('roster_rows_of_import').on(row.importId, row.id),
  ],
)
