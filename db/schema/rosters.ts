// Rosters that were uploaded, and the result of each row. The original file is kept under the same id
// (stored-files.ts).
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
  /**
   * Rows that were accepted without their household's status, because the household number is missing; absent if there
   * are none.
   */
  lackingHousehold?: number | undefined
  /** New people who belong to no household, because their rows name none; absent if there are none. */
  withoutHousehold?: number | undefined
}

/** What is known about a file besides its rows. */
export interface RosterFacts {
  /** For each sheet, the day it is about; null if it names none. */
  days: Record<string, string | null>
  /** What is not read of the file: a column, or a number of rows, and why. */
  unread: { sheet: string; column?: string; rows?: number; why: string }[]
}

/** What the preview found: counts, facts, the number of batches, and the id of each batch's first row (of `roster_rows`). */
export type RosterPreview = RosterCounts & { facts?: RosterFacts; batches?: number; starts?: number[] }

export const rosterImports = sqliteTable(
  'roster_imports',
  {
    /** Also the id of its file. */
    id: text('id')
      .primaryKey()
      .references(() => storedFiles.id),
    fileName: text('file_name').notNull(),
    cohortId: text('cohort_id').references(() => cohorts.id),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: integer('uploaded_at', { mode: 'timestamp_ms' }).notNull(),
    /** What the preview found; null while it is being read. */
    preview: text('preview', { mode: 'json' }).$type<RosterPreview>(),
    /** The message for a file that could not be read, or for an import that failed. */
    failure: text('failure'),
    /** The officer's choice, and who made it; set when the import begins. */
    choice: text('choice', { enum: ['all-good-rows', 'none-if-any-refused'] }),
    acceptedBy: text('accepted_by'),
    /** The result of the rows imported so far; the next batch, and the last row (of `roster_rows`) that is done. */
    taken: text('taken', { mode: 'json' }).$type<RosterCounts>(),
    nextPlace: integer('next_place').notNull().default(0),
    takenUpTo: integer('taken_up_to').notNull().default(0),
    acceptedAt: integer('accepted_at', { mode: 'timestamp_ms' }),
    /** What was really done: the register may have changed since the preview. */
    outcome: text('outcome', { mode: 'json' }).$type<RosterCounts>(),
  },
  (row) => [...tableRules(row), index('roster_imports_by_uploader').on(row.uploadedBy, row.uploadedAt)],
)

/** The content of the good rows, some hundreds per row and encrypted, from the preview until they are imported. */
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

/** The result of each row, as of the preview and, once accepted, as of then. */
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
    /** Why it is refused, what changes, what to check. */
    message: text('message').notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('roster_rows_by_outcome').on(row.importId, row.outcome, row.id),
    index('roster_rows_of_import').on(row.importId, row.id),
  ],
)
