// Rules that every table gets from the types of its columns. SQLite enforces them, so that writes that bypass the code
// are refused too.
import { getTableName, sql } from 'drizzle-orm'
import { type CheckBuilder, check, type SQLiteColumn } from 'drizzle-orm/sqlite-core'

const day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
/** A place is a code of digits, from the province's two to the village's twelve. */
const isPlace = (name: string) => /^(region|county)_code$/.test(name)
const isDay = (name: string) => /(_day|_on|^day|^birthday)$/.test(name)

/** Maximum length of text that is read in one line; anything longer is no name. */
const lineLength = 400
const isLine = (name: string) => /^(name|title|number|relation|place|topic|file_name|code|scope_id|kind|state)$/.test(name)
/** Maximum length of free text. */
const wordsLength = 20_000
const areWords = (name: string) => /^(reason|why|says|words|done|next|about_other|text|report_reason|proof)$/.test(name)
const isId = (name: string) => name === 'id' || name.endsWith('_id')
const idLength = 64

interface Rule {
  suffix: string
  applies: (column: SQLiteColumn) => boolean
  holds: (quoted: string, column: SQLiteColumn) => string
}

const isText = ({ dataType, enumValues }: SQLiteColumn) => dataType === 'string' && !enumValues?.length

const rules: Rule[] = [
  {
    suffix: 'one_of',
    applies: ({ enumValues }) => Boolean(enumValues?.length),
    holds: (name, { enumValues }) => `${name} IN (${enumValues!.map((value) => `'${value}'`).join(', ')})`,
  },
  { suffix: 'yes_or_no', applies: ({ dataType }) => dataType === 'boolean', holds: (name) => `${name} IN (0, 1)` },
  { suffix: 'json', applies: ({ dataType }) => dataType === 'json', holds: (name) => `json_valid(${name})` },
  {
    suffix: 'number',
    applies: ({ dataType }) => dataType === 'number' || dataType === 'date',
    holds: (name) => `typeof(${name}) IN ('integer', 'null')`,
  },
  {
    suffix: 'day',
    applies: (column) => isText(column) && isDay(column.name),
    holds: (name) => `${name} ${day} AND date(${name}) IS ${name}`,
  },
  {
    suffix: 'place',
    applies: (column) => isText(column) && isPlace(column.name),
    holds: (name) => `length(${name}) BETWEEN 2 AND 12 AND ${name} NOT GLOB '*[^0-9]*'`,
  },
  {
    suffix: 'month',
    applies: (column) => isText(column) && column.name === 'month',
    holds: (name) => `${name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'`,
  },
  {
    suffix: 'id',
    applies: (column) => isText(column) && isId(column.name) && column.name !== 'scope_id',
    holds: (name) => `length(${name}) BETWEEN 1 AND ${idLength}`,
  },
  { suffix: 'line', applies: (column) => isText(column) && isLine(column.name), holds: (name) => `length(${name}) <= ${lineLength}` },
  { suffix: 'words', applies: (column) => isText(column) && areWords(column.name), holds: (name) => `length(${name}) <= ${wordsLength}` },
]

/**
 * Builds the checks of a table from the types of its columns; for spells also that they end after they begin. For the
 * last argument of `sqliteTable`.
 */
export function tableRules(row: Record<string, SQLiteColumn>): CheckBuilder[] {
  const columns = Object.values(row).filter((column) => typeof (column as Partial<SQLiteColumn>)?.columnType === 'string')
  const table = getTableName(columns[0]!.table)
  // With unqualified column names: while SQLite rebuilds a table, it has a temporary name.
  const one = (column: SQLiteColumn, { suffix, holds }: Rule) =>
    check(`${table}_${column.name}_${suffix}`, sql.raw(holds(`"${column.name}"`, column)))
  const checks = columns.flatMap((column) => rules.filter(({ applies }) => applies(column)).map((rule) => one(column, rule)))
  const has = (name: string) => columns.some((column) => column.name === name)
  if (has('from_day') && has('to_day')) checks.push(check(`${table}_ends_after_it_begins`, sql.raw('"to_day" > "from_day"')))
  if (has('starts_on') && has('ends_on')) checks.push(check(`${table}_ends_after_it_starts`, sql.raw('"ends_on" >= "starts_on"')))
  if (has('opens_at') && has('closes_at')) checks.push(check(`${table}_closes_after_it_opens`, sql.raw('"closes_at" > "opens_at"')))
  return checks
}
