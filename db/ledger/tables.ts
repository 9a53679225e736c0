// Which tables the ledger watches, and how a row is read: as the JSON of its values, ordered by column name.
import { createHash } from 'node:crypto'
import type { Connection } from '../dialect/sqlite/driver.ts'

/** The tables that are not watched, with the reason. */
export const unwatchedTables: Record<string, string> = {
  __drizzle_migrations: 'which migrations ran',
  audit_entries: 'the chain itself',
  audit_index: 'derived from the chain; can be recomputed at any time',
  audit_subjects: 'derived from the chain; can be recomputed at any time',
  installation: 'a fingerprint of the key: with another one the key is refused',
  wrong_tries: 'slows down guessing, and decides nothing',
  lesson_renders: 'a cache that may be emptied at any time; the text of a lesson is in its course version',
  media_variants: 'a cache that may be emptied at any time: derived from the photographs in media',
  lesson_marks: "remembers a trainee's choices in a lesson; never counted",
  version_marks: "a trainee's choices in a lesson, counted for instructors: no figure, right or certificate depends on them",
  roster_rows: 'a list to read; accepted rows are in the register',
  sign_in_tries: 'counts of tries, which strangers can drive up: written without an entry',
  write_proofs: 'when it was last tried whether writing works',
  person_searches: 'derived from persons; can be recomputed at any time',
  search_backlog: 'persons whose search data must be recomputed',
  person_counts: 'derived from persons',
  stage_spells: 'derived from facts that are watched; can be recomputed at any time',
  stage_due: 'persons whose stages must be recomputed',
  stage_counts: 'derived from stage_spells',
  lesson_passages: 'derived from course_versions; can be computed again at any time',
  searched_versions: 'the course versions whose passages are there',
  sent_forms: 'forms received from phones, so that none is processed twice',
}

/** The columns of watched tables that are not watched: they are written without an entry. */
const unwatchedColumns: Record<string, Record<string, string>> = {
  attachments: { bytes: 'named by their own hash, which is watched and compared whenever they are read' },
  media: { bytes: 'named by their own hash, which is watched and compared whenever they are read' },
  kept_file_pieces: { sealed: 'encrypted and bound to its place: nobody else can write it; that it is there is watched' },
  roster_entries: { sealed: 'encrypted and bound to its place: nobody else can write it; that it is there is watched' },
  sessions: { last_seen_at: 'written down once a minute for everybody: it says how long a session has been idle, never whose it is' },
}

export interface WatchedTable {
  name: string
  /** Stands for the name in digests. */
  code: number
  columns: { name: string; isBlob: boolean; isKey: boolean }[]
}

/** Four bytes that stand for a table's name. */
const codeOf = (table: string) => createHash('sha256').update(table).digest().readUInt32LE()

/** Lists the watched tables of a database as it is now. */
export function listWatchedTables(database: Connection): WatchedTable[] {
  const names = database
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all() as string[]
  const columnsOf = database.prepare('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY name')
  return names
    .filter((name) => !(name in unwatchedTables))
    .map((name) => {
      const columns = (columnsOf.all(name) as { name: string; type: string; pk: number }[]).filter(
        (column) => !(column.name in (unwatchedColumns[name] ?? {})),
      )
      return {
        name,
        code: codeOf(name),
        columns: columns.map((column) => ({ name: column.name, isBlob: /blob/i.test(column.type), isKey: column.pk > 0 })),
      }
    })
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** SQL for the text that a row's digest is made of. `of` is NEW, OLD, or empty for a selected row. */
const rowText = ({ columns }: WatchedTable, of = '') =>
  `json_array(${columns.map(({ name, isBlob }) => (isBlob ? `hex(${of}${quoted(name)})` : `${of}${quoted(name)}`)).join(', ')})`

/** SQL that reads all rows of a table as texts. */
export const selectAllRows = (table: WatchedTable) => `SELECT ${rowText(table)} FROM ${quoted(table.name)}`

/** SQL that reads all rows of a table together with their keys. */
export function selectAllRowsWithKeys(table: WatchedTable) {
  const keys = table.columns.filter(({ isKey }) => isKey)
  return `SELECT ${rowText(table)}, ${keys.length > 0 ? `json_array(${keys.map(({ name }) => quoted(name)).join(', ')})` : 'rowid'} FROM ${quoted(table.name)}`
}

/** Temporary triggers that call `ledger_row(code, before, after)` for every row that changes. */
export const createWatchTriggers = (table: WatchedTable) =>
  [
    ['insert', 'NULL', rowText(table, 'NEW.')],
    ['update', rowText(table, 'OLD.'), rowText(table, 'NEW.')],
    ['delete', rowText(table, 'OLD.'), 'NULL'],
  ].map(
    ([verb, before, after]) =>
      `CREATE TEMP TRIGGER ${quoted(`ledger_${verb}_${table.name}`)} AFTER ${verb!.toUpperCase()} ON main.${quoted(table.name)} BEGIN SELECT ledger_row(${table.code}, ${before}, ${after}); END`,
  )
