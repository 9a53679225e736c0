// The writing side: records what each write does to the rows of watched tables, and adds its entry to the chain.
import type { Connection } from '../dialect/sqlite/driver.ts'
import { createChangeAdder, Change, type Changes, encodeChanges, encodeTotals, getSum, decodeTotals } from './digests.ts'
import type { LedgerKeys } from './keyed.ts'
import { firstLink, keyedLink, type StoredEntry, totalsInterval } from './link.ts'
import { Sum } from './sum.ts'
import { listWatchedTables, createWatchTriggers } from './tables.ts'

export interface NewEntry {
  at: Date
  actor: string
  why: string
  lines: string[]
}

export interface Recorder {
  /** Must be called when a transaction has begun: another process may have written meanwhile. */
  resume(): void
  /** Whether any row change was recorded since the last entry. */
  hasChanges(): boolean
  /** Discards the row changes since the last entry: their write is rolled back. */
  forget(): void
  /** Adds the entry of a finished write, with its row changes. */
  append(entry: NewEntry): void
  /** Adds an entry with the given changes. */
  appendChanges(entry: NewEntry, changes: Changes): void
}

/** Records all rows that the connection writes from now on. The keys are requested when first needed. */
export function watchRows(database: Connection, keys: () => LedgerKeys): Recorder {
  let changes: Changes = new Map()
  database.function('ledger_row', { deterministic: false }, (code: unknown, before: unknown, after: unknown) => {
    if (before === after) return null
    const { row } = keys()
    let change = changes.get(code as number)
    if (!change) changes.set(code as number, (change = new Change()))
    if (before !== null) change.add(row(`${code as number}${before as string}`), -1)
    if (after !== null) change.add(row(`${code as number}${after as string}`), 1)
    return null
  })
  database.pragma('recursive_triggers = ON') // rows that REPLACE removes are recorded too
  for (const table of listWatchedTables(database)) for (const trigger of createWatchTriggers(table)) database.exec(trigger)
  const take = () => {
    const noted = changes
    changes = new Map()
    return noted
  }
  return createRecorder(database, keys, { take, hasChanges: () => changes.size > 0 })
}

const nothing = { take: (): Changes => new Map(), hasChanges: () => false }

/** Returns what adds entries to the chain; `take` returns and clears the recorded row changes. */
export function createRecorder(database: Connection, keys: () => LedgerKeys, { take, hasChanges } = nothing): Recorder {
  const columns = 'sequence, at, actor, why, lines, digests, totals, previous, hash'
  const last = database.prepare('SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1')
  const given = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entries'").pluck()
  const hashOf = database.prepare('SELECT hash FROM audit_entries WHERE sequence = ?').pluck()
  const backwards = database.prepare('SELECT previous, digests, totals FROM audit_entries WHERE sequence > ? ORDER BY sequence DESC')
  const insert = database.prepare(`INSERT INTO audit_entries (${columns}) VALUES (${columns.replace(/\w+/g, '@$&')})`)

  /**
   * The last entry, and the highest number ever given: after entries were cut off at the end they differ, and stay so.
   */
  let head = { sequence: 0, hash: firstLink }
  let highest = 0
  /** The sums of all tables after the entry `summed`; null until they are first needed. */
  let totals: Map<number, Sum> | null = null
  let summed = { sequence: 0, hash: firstLink }

  /** Brings the sums of all tables up to the last entry: walks back from the end to the last known sums or the start of the ledger. */
  function totalsNow(): Map<number, Sum> {
    const isKnown = totals && (summed.sequence === 0 || hashOf.get(summed.sequence) === summed.hash)
    const sums = isKnown ? totals! : new Map<number, Sum>()
    const adder = createChangeAdder(keys(), sums)
    for (const { previous, digests, totals: encoded } of backwards.iterate(isKnown ? summed.sequence : 0) as IterableIterator<
      Pick<StoredEntry, 'previous' | 'digests' | 'totals'>
    >) {
      if (!digests) break
      if (encoded && !isKnown) {
        for (const [code, sum] of decodeTotals(keys(), previous, encoded)) getSum(sums, code).addSum(sum)
        break
      }
      adder.add(previous, digests)
    }
    totals = adder.totals()
    summed = head
    return totals
  }

  function appendChanges({ at, actor, why, lines }: NewEntry, changes: Changes) {
    const sequence = highest + 1
    const entry: Omit<StoredEntry, 'hash'> = {
      sequence,
      at: at.getTime(),
      actor,
      why,
      lines: JSON.stringify(lines),
      digests: encodeChanges(keys(), head.hash, changes),
      totals: null,
      previous: head.hash,
    }
    if (sequence % totalsInterval === 0) {
      const after = new Map(totalsNow())
      for (const [code, { sum }] of changes) {
        const total = new Sum()
        for (const part of [after.get(code), sum]) if (part) total.addSum(part)
        after.set(code, total)
      }
      entry.totals = encodeTotals(keys(), head.hash, after)
    }
    const hash = keyedLink(keys(), entry)
    insert.run({ ...entry, hash })
    head = { sequence, hash }
    highest = sequence
  }

  return {
    resume() {
      keys() // not while a statement runs: storing a new key takes a statement of its own
      head = (last.get() as typeof head | undefined) ?? { sequence: 0, hash: firstLink }
      highest = Math.max(head.sequence, (given.get() as number | undefined) ?? 0)
      take()
    },
    hasChanges,
    forget: () => void take(),
    append: (entry) => appendChanges(entry, take()),
    appendChanges,
  }
}
