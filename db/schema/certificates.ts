// Certificates as issued. The content of a certificate never changes; its state is a workflow.
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { cohorts, enrolments } from './cohorts.ts'
import { persons } from './households.ts'
import { workflows } from './workflow.ts'
import { tableRules } from './rules.ts'

export const certificates = sqliteTable(
  'certificates',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    /** In the QR code and on paper: long enough not to be guessed. */
    code: text('code').notNull(),
    number: text('number').notNull(),
    enrolmentId: text('enrolment_id')
      .notNull()
      .references(() => enrolments.id),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    issuedOn: text('issued_on').notNull(),
    /** Everything printed on it, as issued: name, course, hours, cohort, day, office. */
    content: text('content', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    issuedAt: integer('issued_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('certificates_by_code').on(row.code),
    uniqueIndex('certificates_by_number').on(row.number),
    index('certificates_of_enrolment').on(row.enrolmentId),
    index('certificates_of_person').on(row.personId),
    index('certificates_of_cohort').on(row.cohortId),
    index('certificates_by_day').on(row.issuedOn, row.number),
  ],
)
