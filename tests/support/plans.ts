// How SQLite would answer each query that was asked: which of them go through a whole table that grows with people.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { openDatabase } from '#db/database.ts'
import { type Connection, Sqlite } from '#db/dialect/sqlite/driver.ts'
import { migrationsFolder } from '#db/schema-version.ts'

/** Tables that do not grow with people, and how large they become in a county. All others do. */
const bounded: Record<string, string> = {
  installation: 'one row',
  course_versions: 'some dozens: courses, and what was changed in them',
  cohorts: 'hundreds: a county holds some dozens a year',
  class_sessions: 'thousands: some to each class',
  exams: 'one to each class',
  shops: 'some hundred: those that take part',
  shop_imports: 'lists of shops that were handed in',
  pairing_rounds: 'some a year',
  round_shops: 'the shops of each round',
  round_rulings: 'some to each round',
  pairings: 'one to a shop of a round',
  pairing_goals: 'some to each pairing',
  shop_people: 'whom a shop says it employs',
  shop_results: 'a month of a shop each',
  ratings: 'some to each shop',
  rating_facts: 'some to each shop',
  plan_templates: 'a handful',
  lesson_renders: 'one to each lesson of each course',
  roster_imports: 'rosters that were handed in',
  programme_settings: 'what the administrator changed of the programme',
  studio_courses: 'some dozens',
  studio_versions: 'some to each course',
  course_authors: 'some to each course',
  media: 'the pictures, sounds and videos of courses',
  media_variants: 'some to each photograph',
  lesson_passages: 'some hundred to each version of a course',
  searched_versions: 'the course versions that can be searched',
  replies: 'some dozens to each class: what instructors answered',
  course_offers: 'one to each course: what new classes get of it',
}

/** Notes each statement that is prepared from now on, until it is told to stop. */
export function noteQueries() {
  const noted = new Set<string>()
  const { prepare } = Sqlite.prototype
  Sqlite.prototype.prepare = function (this: Connection, query: string) {
    noted.add(query)
    return prepare.call(this, query)
  } as typeof prepare
  return { noted, stop: () => void (Sqlite.prototype.prepare = prepare) }
}

/** The most rows that one statement gives while the work goes on. */
export async function mostRowsOf(work: () => Promise<unknown>): Promise<number> {
  let most = 0
  const { prepare } = Sqlite.prototype
  Sqlite.prototype.prepare = function (this: Connection, query: string) {
    const statement = prepare.call(this, query)
    const all = statement.all.bind(statement) as (...given: never[]) => unknown[]
    return Object.assign(statement, {
      all: (...given: never[]) => {
        const rows = all(...given)
        most = Math.max(most, rows.length)
        return rows
      },
    })
  } as typeof prepare
  await work().finally(() => void (Sqlite.prototype.prepare = prepare))
  return most
}

const withoutStrings = (query: string) => query.replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '')
/** Nothing for each `?`, and for each `@name`, outside of strings and names. */
const nothingFor = (query: string) => [
  ...Array.from(withoutStrings(query).match(/\?/g) ?? [], () => null),
  ...[Object.fromEntries(Array.from(withoutStrings(query).matchAll(/@(\w+)/g), ([, name]) => [name, null]))].filter(
    (named) => Object.keys(named).length > 0,
  ),
]

export interface Scan {
  table: string
  plan: string
  query: string
}

function scansIn(database: Connection, query: string, growing: ReadonlySet<string>): Scan[] {
  const lines = database.prepare(`EXPLAIN QUERY PLAN ${query}`).all(...nothingFor(query)) as { detail: string }[]
  return lines.flatMap(({ detail }) => {
    const table = /^SCAN (\w+)/.exec(detail)?.[1]
    return table && growing.has(table) ? [{ table, plan: detail, query }] : []
  })
}

/** The statements of a trigger, as if they stood alone. */
const statementsOf = (trigger: string) =>
  trigger
    .slice(trigger.search(/\bBEGIN\b/i) + 5, trigger.search(/\bEND\s*;?\s*$/i))
    .split(';')
    .map((statement) => statement.replace(/\b(NEW|OLD)\.\w+/g, '?').trim())
    .filter((statement) => statement && !/\bRAISE\b/.test(statement))

/** A database without rows or statistics, as each begins. */
function withEmptyDatabase<T>(work: (database: Connection) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-plans-'))
  const opened = openDatabase(join(folder, 'tidui.db'), { now: () => new Date(), ledgerKey: () => Buffer.alloc(32) })
  const database = new Sqlite(join(folder, 'tidui.db'), { readonly: true })
  return Promise.resolve()
    .then(() => work(database))
    .finally(async () => {
      database.close()
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
    })
}

function growingIn(database: Connection): Set<string> {
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'person_terms%' AND name NOT LIKE 'lesson_terms%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    )
    .pluck()
    .all() as string[]
  for (const table of Object.keys(bounded)) if (!tables.includes(table)) throw new Error(`There is no table ${table}.`)
  return new Set(tables.filter((table) => !(table in bounded)))
}

/** Which of these statements go through a whole table that grows with people. */
export const scansAmong = (queries: Iterable<string>): Promise<Scan[]> =>
  withEmptyDatabase((database) => {
    const growing = growingIn(database)
    const migrations = new Set(readMigrationFiles({ migrationsFolder }).flatMap((file) => file.sql.map((statement) => statement.trim())))
    const asked = [...queries].filter((query) => !migrations.has(query.trim()))
    return asked
      .filter((query) => /^\s*(select|insert|update|delete|with)\b/i.test(query))
      .flatMap((query) => scansIn(database, query, growing))
  })

/** The same of what triggers do. */
export const scansInTriggers = (): Promise<Scan[]> =>
  withEmptyDatabase((database) => {
    const growing = growingIn(database)
    const triggers = database.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[]
    return triggers.flatMap(statementsOf).flatMap((statement) => scansIn(database, statement, growing))
  })

interface Declared {
  query: RegExp
  why: string
}

/** Scans that read a few rows whatever the table holds. */
const declared: Declared[] = [
  { query: / where \(?false\b/, why: 'nobody is asked for: nothing is read' },
  {
    query: /^SELECT (1|sequence, hash) FROM audit_entries( ORDER BY sequence DESC)? LIMIT 1$/,
    why: 'one row: any, or the last by the key',
  },
  {
    query:
      /from "persons" order by "persons"."region_code" (a|de)sc, "persons"."name" (a|de)sc, "persons"."id" (a|de)sc limit \?( offset \?)?$/,
    why: 'a page in the order of the index',
  },
  {
    query: / "completions" where "completions"."superseded_at" is null order by "completions"."day" desc limit \?$/,
    why: 'the last day by the index; few are no longer believed',
  },
  { query: /^select sum\("count"\) from "person_counts"$/, why: 'a row for each village' },
  {
    query:
      /from "households"( where .*)? order by "households"."region_code" (a|de)sc, "households"."number" (a|de)sc, "households"."id" (a|de)sc limit \?( offset \?)?$/,
    why: 'a page in the order of the index',
  },
  {
    query: /^select count\(\*\) from \(select "id" from "(households|persons)"( where .*)? limit \?\) "some"$/,
    why: 'no more than a thousand are counted',
  },
  {
    query: /from "households" where .*instr\("households"."number", \?\) > 0\)? limit \?$/,
    why: 'part of a household number, in the index alone: some 30 ms for 280,000 households',
  },
  {
    query:
      /^select "id" from "persons" where exists \(select "person_id" from "stage_spells" .* order by "persons"."region_code" (a|de)sc, .* limit \?( offset \?)?$/,
    why: 'whoever is in no class yet, in the order of the index: nearly everybody',
  },
  { query: /from "search_backlog" limit \?/, why: 'the first few of those who wait' },
  { query: /^select count\(\*\) from "search_backlog"$/, why: 'empty but for the minutes after an upgrade' },
  { query: /from "stage_due"( limit \?)?\)?( "some")?$/, why: 'empty but for moments after a change, and the minutes after an upgrade' },
  {
    query: /from "persons"\) "registered_persons" where "id" > \? order by "id" asc limit \?$/,
    why: 'a page in the order of the key: everybody is computed again, by the operator',
  },
  { query: /^insert into "search_backlog"/, why: 'everybody, when another key is taken: by the operator' },
]

/** The scans that nobody gave a reason for, to be read by whoever has to mend them. */
export const listUndeclared = (scans: readonly Scan[]) => [
  ...new Set(scans.filter(({ query }) => !declared.some((one) => one.query.test(query))).map(({ plan, query }) => `${plan}: ${query}`)),
]
