// What the household report counts, computed in advance and kept up to date by the database itself
// (db/dialect/sqlite/counted.ts).
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

/** A completion that counts, as believed now, with what was true on its day. Written by triggers only. */
export const countedCompletions = sqliteTable(
  'counted_completions',
  {
    /** Not the completion's id: while spells are being corrected within a write, two may be valid on one day. */
    row: integer('row').primaryKey({ autoIncrement: true }),
    completionId: text('completion_id').notNull(),
    enrolmentId: text('enrolment_id').notNull(),
    personId: text('person_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    day: text('day').notNull(),
    householdId: text('household_id'),
    status: text('status', { enum: ['none', 'registered', 'lifted', 'returned'] }).notNull(),
    region: text('region').notNull(),
    /** Small numbers that stand for person, household and cohort: they make counting a hundred thousand fast. */
    person: integer('person').notNull(),
    household: integer('household'),
    cohort: integer('cohort').notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('counted_for_report').on(row.region, row.status, row.day, row.person, row.household, row.cohort),
    index('counted_of_person').on(row.personId),
    index('counted_of_household').on(row.householdId),
    index('counted_of_cohort').on(row.cohortId),
  ],
)

/** Which number stands for which id. */
export const countedNumbers = sqliteTable(
  'counted_numbers',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
  },
  tableRules,
)
