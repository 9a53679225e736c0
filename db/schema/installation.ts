// The one row about this installation itself.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { rulesOf } from './rules.ts'

export const installation = sqliteTable('installation', {
  id: integer('id').primaryKey(),
  /** A fingerprint by the key that personal data is sealed with: another key would make nonsense of it. */
  keyCheck: text('key_check').notNull(),
}, rulesOf)
