// Data about this installation itself, in a single row each.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

export const installation = sqliteTable(
  'installation',
  {
    id: integer('id').primaryKey(),
    /** A fingerprint made with the key that personal data is sealed with: another key could not decrypt it. */
    keyCheck: text('key_check').notNull(),
    /** The secret of the audit trail, sealed, if the key was ever changed: the trail outlives keys. */
    ledgerSealed: text('ledger_sealed'),
  },
  tableRules,
)

/** When writing was last tested while there was nothing else to write. */
export const writeProofs = sqliteTable(
  'write_proofs',
  {
    id: integer('id').primaryKey(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  tableRules,
)
