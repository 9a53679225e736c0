// Finds rows that break a rule of the schema before a migration adds the rule, so that the operator learns which rows,
// instead of getting an SQL error.
import type { SQL } from 'drizzle-orm'
import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, SQLiteColumn, SQLiteSyncDialect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { existsSync } from 'node:fs'
import { type Connection, Sqlite } from './dialect/sqlite/driver.ts'
import * as schema from './schema.ts'
import * as reports from './schema/reports.ts'

export interface Violation {
  table: string
  rule: string
  rows: number
  /** The keys of some of these rows. */
  some: string[]
}

const dialect = new SQLiteSyncDialect()
/** The SQL of a rule, with unqualified column names. */
const plain = (rule: SQL, table: string) => dialect.sqlToQuery(rule.inlineParams()).sql.replaceAll(`"${table}".`, '')

/** All tables of the schema. */
export const allTables: SQLiteTable[] = (Object.values({ ...schema, ...reports }) as unknown[]).filter((one) => is(one, SQLiteTable))

interface Rule {
  name: string
  /** The columns that the rule is about, as far as they can be found out. */
  columns: string[]
  /** Selects the rows that break the rule. */
  broken: string
}

const quoted = (name: string) => `"${name}"`

function rulesOf(table: SQLiteTable): Rule[] {
  const { name, checks, indexes, foreignKeys } = getTableConfig(table)
  return [
    ...checks.map((check): Rule => ({ name: check.name, columns: [], broken: `NOT (${plain(check.value, name)})` })),
    ...indexes.flatMap(({ config }): Rule[] => {
      if (!config.unique) return []
      const parts = config.columns.map((column) => (is(column, SQLiteColumn) ? quoted(column.name) : plain(column as SQL, name)))
      const only = config.where ? plain(config.where, name) : 'true'
      const known = parts.map((part) => `${part} IS NOT NULL`).join(' AND ')
      return [
        {
          name: config.name,
          columns: config.columns.flatMap((column) => (is(column, SQLiteColumn) ? [column.name] : [])),
          broken: `${only} AND (${parts.join(', ')}) IN (SELECT ${parts.join(', ')} FROM ${quoted(name)} WHERE ${only} AND ${known} GROUP BY ${parts.join(', ')} HAVING count(*) > 1)`,
        },
      ]
    }),
    ...foreignKeys.map((key): Rule => {
      const { columns, foreignColumns, foreignTable } = key.reference()
      const target = getTableName(foreignTable)
      const same = columns
        .map((column, nth) => `there.${quoted(foreignColumns[nth]!.name)} = ${quoted(name)}.${quoted(column.name)}`)
        .join(' AND ')
      return {
        name: `${columns.map((column) => column.name).join('_')} → ${target}`,
        columns: columns.map((column) => column.name),
        broken: `${columns.map((column) => `${quoted(column.name)} IS NOT NULL`).join(' AND ')} AND NOT EXISTS (SELECT 1 FROM ${quoted(target)} there WHERE ${same})`,
      }
    }),
  ]
}

/**
 * Finds all rows that break a rule of the schema in the code, in a database whose schema may be older. At most `most`
 * keys of each kind.
 */
export function findViolations(database: Connection, most = 3): Violation[] {
  const found: Violation[] = []
  for (const table of allTables) {
    const name = getTableName(table)
    const there = database.prepare('SELECT name, pk FROM pragma_table_info(?)').all(name) as { name: string; pk: number }[]
    if (there.length === 0) continue
    const keys = there.filter(({ pk }) => pk > 0).map((column) => quoted(column.name))
    for (const rule of rulesOf(table)) {
      if (rule.columns.some((column) => !there.some((one) => one.name === column))) continue
      const breaking = `FROM ${quoted(name)} WHERE ${rule.broken}`
      try {
        const some = database
          .prepare(`SELECT concat_ws(' ', ${keys.length > 0 ? keys.join(', ') : 'rowid'}) ${breaking} LIMIT ${most}`)
          .pluck()
          .all() as string[]
        if (some.length > 0)
          found.push({ table: name, rule: rule.name, rows: database.prepare(`SELECT count(*) ${breaking}`).pluck().get() as number, some })
      } catch (fault) {
        if (!/no such (column|table)/.test((fault as Error).message)) throw fault // otherwise the rule is about something that this older database lacks
      }
    }
  }
  return found
}

/** Does the same for a database file, which is only read; with up to a hundred keys of each kind. */
export function findViolationsIn(file: string): Violation[] {
  if (!existsSync(file)) return []
  const database = new Sqlite(file, { readonly: true })
  try {
    return findViolations(database, 100)
  } finally {
    database.close()
  }
}

/** Formats a violation for the operator. */
export const formatViolation = ({ table, rule, rows, some }: Violation) =>
  `表 ${table} 有 ${rows} 行不合规定 ${rule}：${some.join('、')}${rows > some.length ? ' ……' : ''}`

export const formatViolations = (violations: readonly Violation[]) =>
  violations.slice(0, 3).map(formatViolation).join('；') + (violations.length > 3 ? `；另有 ${violations.length - 3} 处` : '')
