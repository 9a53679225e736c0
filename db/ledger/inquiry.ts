// Finds which rows of a table differ from what the entries recorded. Runs only if the table's sum does not match.
import type { Connection } from '../dialect/sqlite/driver.ts'
import { digestTag, readTags } from './digests.ts'
import type { LedgerKeys } from './keyed.ts'
import { selectAllRowsWithKeys, type WatchedTable } from './tables.ts'

export interface Investigation {
  table: string
  /** Keys of some rows that no write left as they are now. */
  strange: string[]
  /** Some entries whose row is missing now, or differs. */
  lost: { sequence: number; at: number; actor: string }[]
  /** There are too many rows to find them one by one. */
  isTooLarge: boolean
}

const maxNamed = 5
/** Maximum number of tags held at once: some fifty bytes each. */
const maxTags = 8_000_000

/** Finds some of the rows whose tag is in no entry, and the entries whose rows are missing. */
export function investigateTable(database: Connection, other: Connection, keys: LedgerKeys, table: WatchedTable): Investigation {
  const found: Investigation = { table: table.name, strange: [], lost: [], isTooLarge: false }
  const entries = () =>
    other
      .prepare('SELECT sequence, at, actor, digests FROM audit_entries WHERE digests IS NOT NULL ORDER BY sequence')
      .iterate() as IterableIterator<{ sequence: number; at: number; actor: string; digests: Buffer }>
  const expected = new Map<number, number>() // tag → number of rows that have it, according to the entries
  for (const { digests } of entries()) {
    const tags = readTags(digests, table.code)
    if (!tags) continue
    if (tags.isFresh) expected.clear()
    for (const tag of tags.came) count(expected, tag, 1)
    for (const tag of tags.went) count(expected, tag, -1)
    if (expected.size > maxTags) return { ...found, isTooLarge: true }
  }
  try {
    const rows = database.prepare(selectAllRowsWithKeys(table)).raw().iterate() as IterableIterator<[string, string | number]>
    for (const [text, key] of rows) {
      const tag = digestTag(keys.row(`${table.code}${text}`))
      if ((expected.get(tag) ?? 0) > 0) count(expected, tag, -1)
      else if (found.strange.length < maxNamed) found.strange.push(String(key))
    }
  } catch {
    return found // a value that cannot even be read as one of ours
  }
  if (expected.size === 0) return found
  for (const { digests, sequence, at, actor } of entries()) {
    if (found.lost.length === maxNamed) break
    if (readTags(digests, table.code)?.came.some((tag) => (expected.get(tag) ?? 0) > 0)) found.lost.push({ sequence, at, actor })
  }
  return found
}

function count(tags: Map<number, number>, tag: number, by: 1 | -1) {
  const now = (tags.get(tag) ?? 0) + by
  if (now === 0) tags.delete(tag)
  else tags.set(tag, now)
}
