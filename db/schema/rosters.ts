// Rosters that were handed in: the file as it came, sealed, and what each row came to.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export interface RosterCounts {
  rows: number
  new: number
  known: number
  changed: number
  refused: number
}

export const rosterImports = sqliteTable(
  'roster_imports',
  {
    id: text('id').primaryKey(),
    fileName: text('file_name').notNull(),
    /** The whole file, encrypted: it is full of ID numbers. */
    fileSealed: text('file_sealed').notNull(),
    cohortId: text('cohort_id'),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: integer('uploaded_at', { mode: 'timestamp_ms' }).notNull(),
    /** What the preview found; null while it is being read. */
    preview: text('preview', { mode: 'json' }).$type<RosterCounts>(),
    /** The sentence of a file that could not be read, or of an import that did not go through. */
    failure: text('failure'),
    /** What the officer chose; set when it begins. */
    choice: text('choice', { enum: ['all-good-rows', 'none-if-any-refused'] }),
    acceptedAt: integer('accepted_at', { mode: 'timestamp_ms' }),
    /** What was really done: the register may have changed since the preview. */
    outcome: text('outcome', { mode: 'json' }).$type<RosterCounts>(),
  },
  (row) => [index('roster_imports_by_uploader').on(row.uploadedBy, row.uploadedAt)],
)

/** What each row came to, as of the preview and, once accepted, as of then. */
export const rosterRows = sqliteTable(
  'roster_rows',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    importId: text('import_id').notNull().references(() => rosterImports.id),
    sheet: text('sheet').notNull(),
    row: integer('row').notNull(),
    name: text('name').notNull(),
    outcome: text('outcome', { enum: ['new', 'known', 'changed', 'refused'] }).notNull(),
    column: text('column_name'),
    code: text('code'),
    /** Why it is refused, what changes, what to look at. */
    message: text('message').notNull(),
  },
  (row) => [index('roster_rows_by_outcome').on(row.importId, row.outcome, row.id), index('roster_rows_of_import').on(row.importId, row.id)],
)
