// All triggers of the database. They are part of its schema: created by a migration, in its transaction, never merely
// at start.
import { appendOnlyTriggers } from './append-only.ts'
import { countedTriggers, recomputeAll } from './counted.ts'
import type { Connection } from './driver.ts'
import { searchTriggers } from './search-triggers.ts'
import { queueAllForStages, stageTriggers } from './stage-triggers.ts'

/** Raise this with every change of a trigger, or of what the counted completions or the stages are derived from. Stored as `user_version`. */
export const triggersVersion = 8

const allTriggers = [...appendOnlyTriggers, ...countedTriggers, ...searchTriggers, ...stageTriggers]

const names = (database: Connection) =>
  database.prepare("SELECT name FROM main.sqlite_master WHERE type = 'trigger' ORDER BY name").pluck().all() as string[]

export const selectTriggersVersion = (database: Connection) => database.pragma('user_version', { simple: true }) as number

/** Drops all triggers: they would fire or fail while tables are rebuilt. */
export function dropTriggers(database: Connection) {
  for (const name of names(database)) database.exec(`DROP TRIGGER "${name}"`)
}

/** Creates all triggers; if the previous ones were of another version, recomputes the data that they maintain. */
export function createTriggers(database: Connection) {
  for (const statement of allTriggers) database.exec(statement)
  if (selectTriggersVersion(database) === triggersVersion) return
  database.exec(recomputeAll)
  database.exec(queueAllForStages)
  database.pragma(`user_version = ${triggersVersion}`)
}

const nameOf = (statement: string) => /CREATE TRIGGER (\w+)/.exec(statement)![1]!

/** Lists the triggers that are missing or differ from their definition. */
export function findAlteredTriggers(database: Connection): string[] {
  const there = new Map(
    (database.prepare("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").all() as { name: string; sql: string }[]).map(
      ({ name, sql }) => [name, sql],
    ),
  )
  const expected = new Map(allTriggers.map((statement) => [nameOf(statement), statement.replace(/;$/, '')]))
  return [...new Set([...there.keys(), ...expected.keys()])].filter((name) => there.get(name) !== expected.get(name)).sort()
}
