// All triggers of the database. They are part of its schema: laid by a migration, in its transaction, and never at a mere start.
import { appendOnlyTriggers } from './append-only.ts'
import { countedTriggers, recomputeAll } from './counted.ts'
import type { Connection } from './driver.ts'
import { searchTriggers } from './search-triggers.ts'

/** To be raised with every change of a trigger, or of what the counted completions are derived from. Kept as `user_version`. */
export const triggersVersion = 4

const allTriggers = [...appendOnlyTriggers, ...countedTriggers, ...searchTriggers]

const names = (database: Connection) =>
  database.prepare("SELECT name FROM main.sqlite_master WHERE type = 'trigger' ORDER BY name").pluck().all() as string[]

export const selectTriggersVersion = (database: Connection) => database.pragma('user_version', { simple: true }) as number

/** Takes all triggers away: while tables are rebuilt they would stand in the way. */
export function dropTriggers(database: Connection) {
  for (const name of names(database)) database.exec(`DROP TRIGGER "${name}"`)
}

/** Lays all triggers; where those before were of another version, what they keep is worked out anew. */
export function createTriggers(database: Connection) {
  for (const statement of allTriggers) database.exec(statement)
  if (selectTriggersVersion(database) === triggersVersion) return
  database.exec(recomputeAll)
  database.pragma(`user_version = ${triggersVersion}`)
}

const nameOf = (statement: string) => /CREATE TRIGGER (\w+)/.exec(statement)![1]!

/** The triggers that should be there and are not, or say something else. */
export function findAlteredTriggers(database: Connection): string[] {
  const there = new Map(
    (database.prepare("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").all() as { name: string; sql: string }[]).map(
      ({ name, sql }) => [name, sql],
    ),
  )
  const expected = new Map(allTriggers.map((statement) => [nameOf(statement), statement.replace(/;$/, '')]))
  return [...new Set([...there.keys(), ...expected.keys()])].filter((name) => there.get(name) !== expected.get(name)).sort()
}
