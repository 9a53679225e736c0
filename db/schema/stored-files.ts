// Uploaded files in their original form: the source of an import, also for giving it back with reasons.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

/** Identified by the id of the import that uses it. */
export const storedFiles = sqliteTable(
  'kept_files',
  {
    id: text('id').primaryKey(),
    keptBy: text('kept_by').notNull(),
    keptAt: integer('kept_at', { mode: 'timestamp_ms' }).notNull(),
    /** Number of pieces; null until an import uses the file: before that it is orphaned, and is deleted after a while. */
    pieces: integer('pieces'),
  },
  tableRules,
)

/** The pieces of a file, each encrypted: such files are full of ID numbers. */
export const storedFilePieces = sqliteTable(
  'kept_file_pieces',
  {
    fileId: text('file_id')
      .notNull()
      .references(() => storedFiles.id),
    place: integer('place').notNull(),
    sealed: text('sealed').notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.fileId, row.place] })],
)
