// About this installation itself, a row each.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

export const installation = sqliteTable(
  'installation',
  {
    id: integer('id').primaryKey(),
    /** A fingerprint by the key that personal data is sealed with: another key would make nonsense of it. */
    keyCheck: text('key_check').notNull(),
    /** The secret that the audit trail is keyed with, sealed, once the key was changed: the trail outlives keys. */
    ledgerSealed: text('ledger_sealed'),
  },
  tableRules,
)

/** When it was last tried whether anything can be written, while nobody had anything to write. */
export const writeProofs = sqliteTable(
  'write_proofs',
  {
    id: integer('id').primaryKey(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  tableRules,
)
