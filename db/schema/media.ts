// Photographs, sounds, videos and documents of courses, each stored once under the hash of its bytes. In the database, so that a backup is complete.
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

export const media = sqliteTable(
  'media',
  {
    /** SHA-256 of the bytes, in hexadecimal. */
    hash: text('hash').primaryKey(),
    mediaType: text('media_type', {
      enum: ['image/jpeg', 'image/png', 'image/webp', 'audio/mp4', 'audio/mpeg', 'audio/ogg', 'video/mp4', 'application/pdf'],
    }).notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** Pixels; null for sounds and documents. */
    width: integer('width'),
    height: integer('height'),
    /** Null for photographs and documents. */
    seconds: integer('seconds'),
    addedBy: text('added_by').notNull(),
    addedAt: integer('added_at', { mode: 'timestamp_ms' }).notNull(),
    /** Last: what is read without them does not pass over them. */
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  tableRules,
)

/** What phones get of a photograph, derived from it by a pipeline. A cache: may be emptied at any time. */
export const mediaVariants = sqliteTable(
  'media_variants',
  {
    hash: text('hash')
      .notNull()
      .references(() => media.hash),
    format: text('format', { enum: ['avif', 'webp', 'jpeg'] }).notNull(),
    /** Pixels, as asked for: of a narrower photograph it is as wide as that. */
    width: integer('width').notNull(),
    pipeline: text('pipeline').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.hash, row.format, row.width, row.pipeline] })],
)
