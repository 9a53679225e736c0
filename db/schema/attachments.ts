// What people of a class send along: photographs and recordings, re-encoded or checked by the server. In the database, so that a backup
// is complete.
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { cohorts } from './cohorts.ts'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'

export const attachments = sqliteTable(
  'attachments',
  {
    id: text('id').primaryKey(),
    /** Whoever teaches this class may see it. */
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    /** The trainee to whom or from whom it goes. Null for what an instructor says to several. */
    personId: text('person_id').references(() => persons.id),
    /** Whether the whole class may see it. If not, of her class only the trainee does, and those to whom it was given. */
    isOpen: integer('is_open', { mode: 'boolean' }).notNull().default(false),
    /** Whether the trainee from whom it came took it back: then nobody but her sees it. */
    isTakenBack: integer('is_taken_back', { mode: 'boolean' }).notNull().default(false),
    mediaType: text('media_type', { enum: ['image/jpeg', 'audio/mp4', 'audio/mpeg', 'audio/ogg'] }).notNull(),
    /** SHA-256 of the bytes, in hexadecimal. */
    hash: text('hash').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** Null for photographs. */
    seconds: integer('seconds'),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
    /** Last: what is read without them does not pass over them. */
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  (row) => [...tableRules(row), index('attachments_of_day').on(row.by, row.at), index('attachments_of_person').on(row.personId)],
)

/** To whom of a class something was given that an instructor says to several: those whose question it answers. */
export const attachmentReaders = sqliteTable(
  'attachment_readers',
  {
    attachmentId: text('attachment_id')
      .notNull()
      .references(() => attachments.id),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
  },
  (row) => [
    ...tableRules(row),
    primaryKey({ columns: [row.attachmentId, row.personId] }),
    index('attachment_readers_of_person').on(row.personId),
  ],
)
