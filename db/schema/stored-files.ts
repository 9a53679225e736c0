// Files that were handed in, as they came: what an import is read from, and given back with reasons.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

/** Known by the id of the import that stands on it. */
export const storedFiles = sqliteTable(
  'kept_files',
  {
    id: text('id').primaryKey(),
    keptBy: text('kept_by').notNull(),
    keptAt: integer('kept_at', { mode: 'timestamp_ms' }).notNull(),
    /** How many pieces it has; null until an import stands on it: before, it is of no use to anybody and goes after a while. */
    pieces: integer('pieces'),
  },
  tableRules,
)

/** In pieces, each encrypted: such files are full of ID numbers. */
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
