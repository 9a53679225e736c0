// A cache of write statements: compiling one with checks, references and triggers costs several times as much as
// running it.
import type { Connection } from './driver.ts'

const maxStatements = 300

/**
 * Makes the connection prepare each INSERT, UPDATE and DELETE only once. Drizzle runs all of them in the same way, so
 * one statement object is enough.
 */
export function withStatementCache(connection: Connection): Connection {
  const kept = new Map<string, ReturnType<Connection['prepare']>>()
  const prepare = (sql: string) => {
    if (!/^(insert|update|delete) /i.test(sql)) return connection.prepare(sql)
    const known = kept.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    kept.set(sql, statement)
    if (kept.size > maxStatements) kept.delete(kept.keys().next().value!) // the oldest: lists of values come in many lengths
    return statement
  }
  return Object.assign(Object.create(connection) as Connection, { prepare })
}
