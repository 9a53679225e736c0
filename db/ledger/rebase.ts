// When the schema changes, so do the digests of rows. What the change subtracted from the sums and added to them
// becomes an ordinary entry, so that a row that was tampered with before is still detected afterwards.
import type { Connection } from '../dialect/sqlite/driver.ts'
import { Change } from './digests.ts'
import type { LedgerKeys } from './keyed.ts'
import type { Recorder } from './recorder.ts'
import { Sum } from './sum.ts'
import { selectAllRows, listWatchedTables, type WatchedTable } from './tables.ts'

/** Yields the digest of each row of a table, as the rows are now. */
export function* computeDigests(database: Connection, keys: LedgerKeys, table: WatchedTable): Generator<string> {
  for (const text of database.prepare(selectAllRows(table)).pluck().iterate() as IterableIterator<string>)
    yield keys.row(`${table.code}${text}`)
}

/** Computes the sums of all tables that have rows. */
export function computeSums(database: Connection, keys: () => LedgerKeys): Map<number, { table: string; sum: Sum; rows: number }> {
  const sums = new Map<number, { table: string; sum: Sum; rows: number }>()
  for (const table of listWatchedTables(database)) {
    const [isThere] = database.prepare(`SELECT 1 FROM "${table.name}" LIMIT 1`).all()
    if (!isThere) continue
    const all = { table: table.name, sum: new Sum(), rows: 0 }
    for (const digest of computeDigests(database, keys(), table)) {
      all.sum.add(digest, 1)
      all.rows += 1
    }
    sums.set(table.code, all)
  }
  return sums
}

/** Maximum number of rows in an entry that records a table as found. */
const rowsInOneEntry = 20_000

/** Adds an entry for what a schema change did to all rows; `before` are the sums before it. */
export function rebase(
  database: Connection,
  keys: () => LedgerKeys,
  recorder: Recorder,
  { before, at, why }: { before: ReturnType<typeof computeSums>; at: Date; why: string },
) {
  const after = computeSums(database, keys)
  const tables = new Map(listWatchedTables(database).map((table) => [table.code, table]))
  const nothing = new Sum()
  for (const code of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(code)
    const is = after.get(code)
    if ((is?.sum ?? nothing).equals(was?.sum ?? nothing)) continue
    // Everything is read before anything is written: the connection does one thing at a time.
    let piece = new Change()
    const pieces = [piece]
    piece.isFresh = true
    if (was) piece.sum.addSum(was.sum, -1)
    for (const digest of is ? computeDigests(database, keys(), tables.get(code)!) : []) {
      if (piece.came.length === rowsInOneEntry) pieces.push((piece = new Change()))
      piece.add(digest, 1)
    }
    const lines = [`${(is ?? was)!.table}: ${is?.rows ?? 0} rows as found`]
    for (const piece of pieces) recorder.appendChanges({ at, actor: 'system', why, lines }, new Map([[code, piece]]))
  }
}
