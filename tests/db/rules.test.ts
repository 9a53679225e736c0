// The database itself holds what the code promises: values of a list, yes or no, days, references, one of a kind.
import { getTableName } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Table, tableConfigOf } from '#db/dialect/dialect.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { applyMigrations } from '#db/migrate.ts'
import { deriveLedgerKeys } from '#db/ledger/keyed.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { households, persons } from '#db/schema/households.ts'
import { allTables, findViolations } from '#db/violations.ts'
import { anyRow, insertRaw, isDayColumn } from '#tests/support/any-row.ts'

let empty: Buffer | undefined

/** An empty database in memory, as the migrations leave it; references are not looked at. */
function aDatabase() {
  if (!empty) {
    const made = new Sqlite(':memory:')
    applyMigrations(made, { now: () => new Date(0), keys: () => deriveLedgerKeys(Buffer.alloc(32)) })
    empty = made.serialize()
    made.close()
  }
  const database = new Sqlite(empty)
  onTestFinished(() => void database.close())
  database.pragma('foreign_keys = OFF')
  return database
}

const isChecked = (table: Table) => getTableName(table) !== 'audit_entries' // rebuilding it would take a large site minutes; its hashes hold its content

describe.each(allTables.filter(isChecked).map((table) => [getTableName(table), table] as const))('%s', (_, table) => {
  test('a whole row is taken', () => {
    const database = aDatabase()
    insertRaw(database, table, anyRow(table))
  })

  test('a value that is none of the list, no yes or no, no JSON, no number or no day is refused', () => {
    const database = aDatabase()
    for (const column of tableConfigOf(table).columns) {
      const { name, enumValues, dataType } = column
      const wrong = enumValues?.length
        ? 'none of them'
        : dataType === 'boolean'
          ? 2
          : dataType === 'json'
            ? '{'
            : dataType === 'number' || dataType === 'date'
              ? 'many'
              : isDayColumn(name)
                ? '1 March'
                : undefined
      if (wrong === undefined) continue
      expect(() => insertRaw(database, table, { ...anyRow(table), [name]: wrong }), `${name}: ${String(wrong)}`).toThrow(
        /CHECK constraint failed|datatype mismatch/,
      )
    }
  })
})

/** Ids that refer to no one table. */
const withoutReference: Record<string, string> = {
  'grants.scope_id': "a region's code or a cohort, by its kind",
  'residences.subject_id': 'a household or a person',
  'audit_subjects.subject_id': 'a thing by its kind',
  'looks.account_id': 'an actor: an account, `operator` or `system`',
  'corrections.account_id': 'an actor',
  'person_corrections.account_id': 'an actor',
  'answers.question_id': "a question within the cohort's course version",
}
const isDerived = (table: string) => table === 'search_backlog' || /^(counted|stage)_/.test(table) // written by triggers, or computed from facts

test('every id of something else refers to it', () => {
  const missing = allTables.flatMap((table) => {
    const { columns, foreignKeys, name } = tableConfigOf(table)
    const referring = new Set(foreignKeys.flatMap((key) => key.reference().columns.map((column) => column.name)))
    return columns
      .filter((column) => column.name.endsWith('_id') && !referring.has(column.name) && !isDerived(name))
      .map((column) => `${name}.${column.name}`)
  })
  expect(missing.sort()).toEqual(Object.keys(withoutReference).sort())
})

test.each([
  ['memberships', { person_id: 'p', household_id: 'h' }, { household_id: 'other' }, { to_day: '2019-04-01' }],
  ['registrations', { household_id: 'h' }, { status: 'lifted' }, { superseded_at: 5 }],
  ['monitorings', { household_id: 'h' }, { kind: 'sudden' }, { superseded_at: 5 }],
  ['residences', { subject_id: 's' }, { region_code: '422826101' }, { superseded_at: 5 }],
  ['completions', { enrolment_id: 'e' }, { day: '2019-03-02' }, { superseded_at: 5 }],
  ['shop_results', { shop_id: 's', month: '2019-03' }, { sales: 5 }, { superseded_at: 5 }],
  ['shop_people', { shop_id: 's', certificate_id: 'c' }, { by: 'else' }, { removed_at: 5 }],
  ['grants', { account_id: 'a', scope_id: '422826' }, { granted_at: 7 }, { revoked_at: 5 }],
  ['grants', { account_id: 'a', scope_id: null }, { granted_at: 7 }, { revoked_at: 5 }],
])('%s: one of a kind holds now', (name, kind, another, noLonger) => {
  const database = aDatabase()
  const table = allTables.find((one) => getTableName(one) === name)!
  const holding = Object.fromEntries(
    ['superseded_at', 'removed_at', 'revoked_at'].filter((column) => column in anyRow(table)).map((column) => [column, null]),
  )
  insertRaw(database, table, { ...anyRow(table, 1), ...holding, ...kind })
  expect(() => insertRaw(database, table, { ...anyRow(table, 2), ...holding, ...kind, ...another })).toThrow(/UNIQUE/)
  insertRaw(database, table, { ...anyRow(table, 2), ...holding, ...kind, ...another, ...noLonger })
})

test('a spell ends after it begins', () => {
  const database = aDatabase()
  for (const name of ['memberships', 'registrations', 'monitorings', 'residences']) {
    const table = allTables.find((one) => getTableName(one) === name)!
    expect(() => insertRaw(database, table, { ...anyRow(table), to_day: '2019-03-01' })).toThrow(/CHECK/)
    insertRaw(database, table, { ...anyRow(table), to_day: '2019-03-02' })
  }
})

test('what the database holds is what the schema says', () => {
  expect(findViolations(aDatabase())).toEqual([])
})

test('a day that no calendar has, and a place that is no code, are refused by whoever writes them', () => {
  const raw = aDatabase()
  const refused = (table: Table, values: Record<string, unknown>) =>
    expect(() => insertRaw(raw, table, { ...anyRow(table), ...values }), JSON.stringify(values)).toThrow('CHECK constraint failed')
  refused(persons, { birthday: '2019-99-99' })
  refused(persons, { birthday: '2019-02-29' })
  refused(persons, { region_code: 'xx' })
  refused(cohorts, { region_code: '4' })
  refused(households, { county_code: '42282六' })
  insertRaw(raw, persons, anyRow(persons))
  for (const set of ["birthday = '2019-02-30'", "region_code = ''"])
    expect(() => raw.exec(`UPDATE persons SET ${set}`)).toThrow('CHECK constraint failed')
})
