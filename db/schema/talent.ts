// Where each person stood in the pipeline from day to day, computed from facts and kept up to date
// (app/modules/talent/README.md); who is to be computed again; and how many stand where.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

const stage = (name: string) =>
  text(name, { enum: ['identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained'] })

/** What is counted apart: where a person lives and what her household is registered as on these days, and what she learnt by then. */
const counted = {
  regionCode: text('region_code').notNull(),
  status: text('status', { enum: ['none', 'registered', 'lifted', 'returned'] }).notNull(),
  sex: text('sex', { enum: ['female', 'male'] }).notNull(),
  /** Year of birth. */
  born: integer('born').notNull(),
  /** The tiers of the classes in which she was enrolled by then, as the sum of 1, 2 and 4. */
  tiers: integer('tiers').notNull(),
  /** The same, of the classes that she completed by then. */
  done: integer('done').notNull(),
}

/**
 * The days for which all of this holds of a person, with both clocks. Everybody of the register has rows: on each day from
 * the first exactly one is believed.
 */
export const stageSpells = sqliteTable(
  'stage_spells',
  {
    row: integer('row').primaryKey({ autoIncrement: true }),
    personId: text('person_id').notNull(),
    stage: stage('stage').notNull(),
    from: text('from_day').notNull(),
    /** First day on which it no longer holds; null while it goes on. */
    to: text('to_day'),
    knownAt: integer('known_at', { mode: 'timestamp_ms' }).notNull(),
    supersededAt: integer('superseded_at', { mode: 'timestamp_ms' }),
    ...counted,
    householdId: text('household_id'),
    /** First day of her time at this stage: the stage goes on when only the rest changes. */
    sinceDay: text('since_day').notNull(),
    /** The stage before; null at the first. */
    before: stage('before'),
    /** Why she fell back to this stage out of a class; null if she did not. */
    left: text('left', { enum: ['left', 'failed', 'dismissed'] }),
    /** Whether another stage follows. */
    ends: integer('ends', { mode: 'boolean' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('stage_spells_of_person').on(row.personId, row.from),
    index('stage_spells_in_order').on(row.stage, row.regionCode, row.personId, row.from, row.to, row.supersededAt, row.knownAt),
    index('stage_spells_by_change').on(row.regionCode, row.from),
    index('stage_spells_ended')
      .on(row.stage, row.regionCode, row.to)
      .where(sql`${row.ends} = 1 AND ${row.supersededAt} IS NULL`),
  ],
)

/** Persons whose spells must be computed (again). SQL adds everybody of whom a fact changed. */
export const stageDue = sqliteTable('stage_due', { personId: text('person_id').primaryKey() }, tableRules)

/**
 * By how many the number of persons of each kind changes on a day, as believed now: the sum up to a day is how many there
 * are on it. Maintained by SQL from `stage_spells`.
 */
export const stageCounts = sqliteTable(
  'stage_counts',
  {
    row: integer('row').primaryKey({ autoIncrement: true }),
    stage: stage('stage').notNull(),
    ...counted,
    day: text('day').notNull(),
    change: integer('change').notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('stage_counts_once').on(row.regionCode, row.stage, row.status, row.tiers, row.done, row.sex, row.born, row.day),
    // Everything that a sum reads, in one index.
    index('stage_counts_to_sum').on(row.regionCode, row.day, row.stage, row.status, row.tiers, row.done, row.sex, row.born, row.change),
  ],
)
