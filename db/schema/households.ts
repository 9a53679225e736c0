// Persons and households, and what is true of them from a day to a day. Spells have two clocks: from–to is when it was
// true, knownAt–supersededAt is when we believed it.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

const spell = {
  id: text('id').primaryKey(),
  /** First day on which it holds. */
  from: text('from_day').notNull(),
  /** First day on which it no longer holds; null while it goes on. */
  to: text('to_day'),
  knownAt: integer('known_at', { mode: 'timestamp_ms' }).notNull(),
  /** When a later row replaced this one; null while we still believe it. */
  supersededAt: integer('superseded_at', { mode: 'timestamp_ms' }),
}

export const persons = sqliteTable(
  'persons',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    sex: text('sex', { enum: ['female', 'male'] }).notNull(),
    birthday: text('birthday').notNull(),
    idNumberSealed: text('id_number_sealed'),
    idNumberFingerprint: text('id_number_fingerprint'),
    phoneSealed: text('phone_sealed'),
    phoneFingerprint: text('phone_fingerprint'),
    /** Where the person lives now: a village or township code. Never taken from the ID number. */
    regionCode: text('region_code').notNull(),
    knownAt: integer('known_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('persons_one_an_id_number').on(row.idNumberFingerprint),
    index('persons_in_order').on(row.regionCode, row.name, row.id),
    index('persons_by_name').on(row.name),
    index('persons_by_phone').on(row.phoneFingerprint),
  ],
)

/** Other names under which a person was entered: a rare character written differently, a name used at home. */
export const nameVariants = sqliteTable(
  'name_variants',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    name: text('name').notNull(),
    knownAt: integer('known_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), uniqueIndex('name_variants_once').on(row.personId, row.name)],
)

export const households = sqliteTable(
  'households',
  {
    id: text('id').primaryKey(),
    /** 户编号: opaque, unique in the county, never computed. */
    number: text('number').notNull(),
    countyCode: text('county_code').notNull(),
    /** Where the household lives now. */
    regionCode: text('region_code').notNull(),
    knownAt: integer('known_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('households_one_a_number').on(row.countyCode, row.number),
    index('households_in_order').on(row.regionCode, row.number, row.id),
    index('households_by_number').on(row.number),
  ],
)

export const memberships = sqliteTable(
  'memberships',
  {
    ...spell,
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    householdId: text('household_id')
      .notNull()
      .references(() => households.id),
    /** Relation to the head: 户主, 配偶, 子女 … as the register writes it. */
    relation: text('relation').notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('memberships_of_person').on(row.personId),
    index('memberships_of_household').on(row.householdId),
    uniqueIndex('memberships_one_current')
      .on(row.personId)
      .where(sql`${row.to} IS NULL AND ${row.supersededAt} IS NULL`),
  ],
)

export const registrations = sqliteTable(
  'registrations',
  {
    ...spell,
    householdId: text('household_id')
      .notNull()
      .references(() => households.id),
    status: text('status', { enum: ['none', 'registered', 'lifted', 'returned'] }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('registrations_of_household').on(row.householdId),
    index('registrations_current_by_status')
      .on(row.status, row.householdId)
      .where(sql`${row.to} IS NULL AND ${row.supersededAt} IS NULL`),
    uniqueIndex('registrations_one_current')
      .on(row.householdId)
      .where(sql`${row.to} IS NULL AND ${row.supersededAt} IS NULL`),
  ],
)

export const monitorings = sqliteTable(
  'monitorings',
  {
    ...spell,
    householdId: text('household_id')
      .notNull()
      .references(() => households.id),
    kind: text('kind', { enum: ['none', 'unstable', 'marginal', 'sudden', 'cleared'] }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('monitorings_of_household').on(row.householdId),
    uniqueIndex('monitorings_one_current')
      .on(row.householdId)
      .where(sql`${row.to} IS NULL AND ${row.supersededAt} IS NULL`),
  ],
)

/**
 * Where a household or a person lived. Only subjects that ever moved or were corrected have rows, and then for all
 * days; for all others the `region_code` of their own row is valid from the beginning. That column is the current
 * residence of everybody.
 */
export const residences = sqliteTable(
  'residences',
  {
    ...spell,
    /** Id of a household or a person. */
    subjectId: text('subject_id').notNull(),
    regionCode: text('region_code').notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('residences_of_subject').on(row.subjectId),
    uniqueIndex('residences_one_current')
      .on(row.subjectId)
      .where(sql`${row.to} IS NULL AND ${row.supersededAt} IS NULL`),
  ],
)

/** Each time a sensitive field was shown in clear: to whom, when, why. The person may read it. */
export const disclosures = sqliteTable(
  'looks',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    field: text('field', { enum: ['idNumber', 'phone'] }).notNull(),
    accountId: text('account_id').notNull(),
    reason: text('reason').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), index('looks_at_person').on(row.personId)],
)

/** Each correction of what was believed: the spells that it wrote became known at the same moment. Append only. */
export const corrections = sqliteTable(
  'corrections',
  {
    id: text('id').primaryKey(),
    householdId: text('household_id')
      .notNull()
      .references(() => households.id),
    /** Whose membership; null for what is true of the whole household. */
    personId: text('person_id').references(() => persons.id),
    kind: text('kind', { enum: ['registration', 'monitoring', 'membership', 'residence'] }).notNull(),
    /** What is true now, in a sentence. */
    says: text('says').notNull(),
    accountId: text('account_id').notNull(),
    reason: text('reason').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), index('corrections_of_household').on(row.householdId), index('corrections_of_person').on(row.personId)],
)

/** Each change of a person's own data by hand. `says` masks numbers. Append only. */
export const personCorrections = sqliteTable(
  'person_corrections',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    kind: text('kind', { enum: ['name', 'phone', 'idNumber', 'residence'] }).notNull(),
    /** What was changed into what, in a sentence. */
    says: text('says').notNull(),
    accountId: text('account_id').notNull(),
    reason: text('reason').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), index('person_corrections_of_person').on(row.personId)],
)
