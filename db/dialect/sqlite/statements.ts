// Statements that write, kept: compiling one that has checks, references and triggers to look at costs several times what running it does.
import type { Connection } from './driver.ts'

const maxStatements = 300

/** The connection, which prepares each INSERT, UPDATE and DELETE once. Those are all asked by drizzle in the same manner, so one object serves. */
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
