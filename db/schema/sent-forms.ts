// Forms that were received from a phone.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { tableRules } from './rules.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

/** Forms that were carried out, under the id that the phone gave them: one that is sent again is not carried out a second time. */
export const sentForms = sqliteTable(
  'sent_forms',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    device: text('device').notNull(),
    sequence: integer('sequence').notNull(),
    at: moment('at').notNull(),
  },
  (row) => [...tableRules(row), primaryKey({ columns: [row.accountId, row.device, row.sequence] })],
)
