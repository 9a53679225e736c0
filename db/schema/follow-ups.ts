// Calls and visits after a class was completed, and what was answered. Whether one is due, done or declined is a life cycle (`workflows`), by
// the same id; the days and the account here follow from it, so that lists are found by an index.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { cohorts, enrolments } from './cohorts.ts'
import { persons } from './households.ts'
import { tableRules } from './rules.ts'
import { workflows } from './workflow.ts'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })

export const followUps = sqliteTable(
  'follow_ups',
  {
    /** Also the id of its workflow. */
    id: text('id')
      .primaryKey()
      .references(() => workflows.id),
    enrolmentId: text('enrolment_id')
      .notNull()
      .references(() => enrolments.id),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    /** The first, second or third of a completion. */
    ordinal: integer('ordinal').notNull(),
    /** Months after the completion, as the programme said when it was planned. */
    months: integer('months').notNull(),
    dueOn: text('due_on').notNull(),
    /** The same while somebody is to call or visit; null before and afterwards. */
    openDueOn: text('open_due_on'),
    assigneeId: text('assignee_id').references(() => accounts.id),
    /** The day on which it ended: done, not reached or declined; null if it has not, or was cancelled. */
    closedOn: text('closed_on'),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('follow_ups_once').on(row.enrolmentId, row.ordinal),
    index('follow_ups_open').on(row.openDueOn),
    index('follow_ups_of_assignee').on(row.assigneeId, row.openDueOn),
    index('follow_ups_of_person').on(row.personId),
    index('follow_ups_closed').on(row.closedOn),
  ],
)

/** What was answered. Two clocks: a correction supersedes what was written down before, with its reason. */
export const followUpAnswers = sqliteTable(
  'follow_up_answers',
  {
    id: text('id').primaryKey(),
    followUpId: text('follow_up_id')
      .notNull()
      .references(() => followUps.id),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    /** The day on which she was asked. */
    askedOn: text('asked_on').notNull(),
    how: text('how', { enum: ['visit', 'call'] }).notNull(),
    isSelling: integer('is_selling', { mode: 'boolean' }).notNull(),
    /** Where she sells; null if she does not, or did not say. */
    channel: text('channel', { enum: ['ownShop', 'platform', 'station', 'employed'] }),
    /** By whom she is employed, or the name of the shop, the platform or the station. */
    place: text('place'),
    /** The month, `YYYY-MM`, that the sales are of: the last whole one before she was asked. */
    month: text('month').notNull(),
    /** Index in the list of monthly bands; null if she did not say. */
    salesBand: integer('sales_band'),
    /** Whether she sold something in that month. */
    sold: integer('sold', { mode: 'boolean' }).notNull(),
    employed: integer('employed'),
    employedRegistered: integer('employed_registered'),
    obstacles: text('obstacles', { mode: 'json' }).$type<string[]>().notNull(),
    helps: text('helps', { mode: 'json' }).$type<string[]>().notNull(),
    words: text('words').notNull(),
    /** Told by her; proved by what the officer was shown; confirmed by what the officer saw on the spot. */
    source: text('source', { enum: ['told', 'proved', 'confirmed'] }).notNull(),
    by: text('by').notNull(),
    /** Why it was corrected; null for the first. */
    reason: text('reason'),
    knownAt: moment('known_at').notNull(),
    supersededAt: moment('superseded_at'),
  },
  (row) => [
    ...tableRules(row),
    index('follow_up_answers_of_person').on(row.personId, row.month),
    index('follow_up_answers_of_follow_up').on(row.followUpId, row.knownAt),
    uniqueIndex('follow_up_answers_one_believed')
      .on(row.followUpId)
      .where(sql`${row.supersededAt} IS NULL`),
  ],
)
