// Verifies the audit trail: each entry against the one before, each workflow event against the line that its write
// noted, and the rows of every watched table against what the entries say of them. It reads everything, and its memory
// grows only with the number of tables.
import { type Connection, Sqlite } from '../dialect/sqlite/driver.ts'
import { findAlteredTriggers } from '../dialect/sqlite/triggers.ts'
import { createChangeAdder, getSum, decodeTotals } from './digests.ts'
import { walkEvents } from './events.ts'
import type { LedgerFault } from './fault.ts'
import { type Investigation, investigateTable } from './inquiry.ts'
import type { LedgerKeys } from './keyed.ts'
import { firstLink, keyedLink, type StoredEntry, totalsInterval, unkeyedLink } from './link.ts'
import { computeDigests } from './rebase.ts'
import { Sum } from './sum.ts'
import { listWatchedTables } from './tables.ts'

export interface Head {
  sequence: number
  hash: string
}

export interface Verification {
  /** Number of entries walked, and of events compared with them. */
  entries: number
  events: number
  head: Head
  fault: LedgerFault | null
  /** The first entry that a key protects; null if there is none yet. */
  keyedSince: { sequence: number; at: number } | null
  /** The first entry walked: 1 unless the walk began at a noted head. */
  from: number
}

export interface VerifyChoices {
  /** `NUMBER-HASH`, or the hash alone. With the number, everything before it is skipped. */
  notedHead?: string
  /** Heads that were noted daily: each must be in the chain. */
  notedHeads?: readonly Head[]
}

export const formatHead = ({ sequence, hash }: Head) => `${sequence}-${hash}`

/** Parses `NUMBER-HASH`, or a hash alone, whose number is then null. */
export function parseHead(text: string): { sequence: number | null; hash: string } {
  const [, sequence, hash = ''] = /^(?:(\d{1,15})-)?(.*)$/s.exec(text.trim()) ?? []
  return { sequence: sequence === undefined ? null : Number(sequence), hash }
}

/** Reads the last entry of a database file. */
export function readDatabaseHead(file: string): Head {
  const database = new Sqlite(file, { readonly: true })
  try {
    return lastEntry(database)
  } finally {
    database.close()
  }
}

const lastEntry = (database: Connection) =>
  (database.prepare('SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1').get() as Head | undefined) ?? {
    sequence: 0,
    hash: firstLink,
  }

/** Verifies a database file as of one moment, while others keep writing. */
export function verifyLedger(file: string, keys: LedgerKeys, choices: VerifyChoices = {}): Verification {
  const [walking, looking] = [new Sqlite(file, { readonly: true }), new Sqlite(file, { readonly: true })]
  try {
    // Two connections, because each does one thing at a time; both see the database at the same moment.
    for (;;) {
      for (const one of [walking, looking]) one.exec('BEGIN')
      const [one, other] = [walking, looking].map((each) => JSON.stringify(lastEntry(each)))
      if (one === other) break
      for (const each of [walking, looking]) each.exec('COMMIT')
    }
    walking.pragma('cache_size = -32768')
    return verifyNow(walking, looking, keys, choices)
  } finally {
    walking.close()
    looking.close()
  }
}

function verifyNow(
  walking: Connection,
  looking: Connection,
  keys: LedgerKeys,
  { notedHead, notedHeads = [] }: VerifyChoices,
): Verification {
  const noted = notedHead === undefined ? null : parseHead(notedHead)
  const start = startFrom(looking, keys, noted?.sequence ?? null)
  const sums = createChangeAdder(keys, start.totals)
  const events = walkEvents(looking, start.sequence > 0)
  const found: Verification = {
    entries: 0,
    events: 0,
    head: { sequence: start.sequence, hash: start.hash },
    fault: null,
    keyedSince: start.isKeyed ? { sequence: start.sequence, at: start.at } : null,
    from: start.sequence + 1,
  }
  const failed = (fault: LedgerFault) => ({ ...found, events: events.count(), fault })

  const columns = 'sequence, at, actor, why, lines, digests, totals, previous, hash'
  const rows = walking.prepare(`SELECT ${columns} FROM audit_entries WHERE sequence > ? ORDER BY sequence`).raw().iterate(start.sequence)
  let isNoted = noted === null || noted.hash === firstLink
  if (noted && noted.sequence === start.sequence && noted.hash === start.hash) isNoted = true
  for (const [sequence, at, actor, why, lines, digests, encodedTotals, previous, hash] of rows as IterableIterator<
    [number, number, string, string, string, Buffer | null, Buffer | null, string, string]
  >) {
    const entry: StoredEntry = { sequence, at, actor, why, lines, digests, totals: encodedTotals, previous, hash }
    if (sequence !== found.head.sequence + 1 || previous !== found.head.hash) return failed({ kind: 'entry', sequence })
    if (digests === null) {
      if (found.keyedSince) return failed({ kind: 'unkeyed', sequence })
      if (hash !== unkeyedLink(entry)) return failed({ kind: 'entry', sequence })
    } else {
      if (hash !== keyedLink(keys, entry)) return failed({ kind: 'entry', sequence })
      found.keyedSince ??= { sequence, at }
      sums.add(previous, digests)
      if (encodedTotals && !isSameEntry(sums.totals(), decodeTotals(keys, previous, encodedTotals)))
        return failed({ kind: 'totals', sequence })
    }
    if (lines.includes(' → ')) {
      const fault = events.hold({ at, actor, why }, lines)
      if (fault) return failed(fault)
    }
    if (noted && hash === noted.hash) isNoted = true
    found.head = { sequence, hash }
    found.entries += 1
  }
  found.events = events.count()

  const given = (looking.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entries'").pluck().get() as number | undefined) ?? 0
  if (given > found.head.sequence) return failed({ kind: 'cutOff', after: found.head.sequence, missing: given - found.head.sequence })
  if (!isNoted) return failed({ kind: 'headLost', head: notedHead! })
  const hashAt = looking.prepare('SELECT hash FROM audit_entries WHERE sequence = ?').pluck()
  for (const head of notedHeads)
    if (head.sequence > 0 && hashAt.get(head.sequence) !== head.hash) return failed({ kind: 'headLost', head: formatHead(head) })
  if (found.head.sequence > 0 && !found.keyedSince) return failed({ kind: 'unkeyed', sequence: found.head.sequence })
  const fault =
    events.end() ??
    findMisplacedEvents(looking) ??
    findDifferingRows(looking, walking, keys, sums.totals()) ??
    findDifferingTriggers(looking)
  return fault ? failed(fault) : found
}

/** Finds where to begin so that the walk passes the noted head: at the last sums before it, or at the very beginning. */
function startFrom(database: Connection, keys: LedgerKeys, notedSequence: number | null) {
  const entryAt = database.prepare(
    'SELECT sequence, at, actor, why, lines, digests, totals, previous, hash FROM audit_entries WHERE sequence = ?',
  )
  for (
    let sequence = notedSequence === null ? 0 : notedSequence - (notedSequence % totalsInterval);
    sequence > 0;
    sequence -= totalsInterval
  ) {
    const entry = entryAt.get(sequence) as StoredEntry | undefined
    if (!entry?.totals || !entry.digests || entry.hash !== keyedLink(keys, entry)) continue
    return { sequence, hash: entry.hash, at: entry.at, isKeyed: true, totals: decodeTotals(keys, entry.previous, entry.totals) }
  }
  return { sequence: 0, hash: firstLink, at: 0, isKeyed: false, totals: new Map<number, Sum>() }
}

function isSameEntry(one: Map<number, Sum>, other: Map<number, Sum>) {
  const nothing = new Sum()
  return [...new Set([...one.keys(), ...other.keys()])].every((code) => (one.get(code) ?? nothing).equals(other.get(code) ?? nothing))
}

/** Finds the first workflow that is not in the state in which its last event left it. */
function findMisplacedEvents(database: Connection): LedgerFault | null {
  const id = database
    .prepare(
      'SELECT w.id FROM workflows w LEFT JOIN workflow_events e ON e.workflow_id = w.id AND e.version = w.version WHERE e."to" IS NULL OR e."to" <> w.state LIMIT 1',
    )
    .pluck()
    .get() as string | undefined
  return id === undefined ? null : { kind: 'astray', workflowId: id }
}

function findDifferingRows(database: Connection, other: Connection, keys: LedgerKeys, totals: Map<number, Sum>): LedgerFault | null {
  const tables: Investigation[] = []
  const watched = listWatchedTables(database)
  for (const table of watched) {
    const sum = new Sum()
    let isReadable = true
    try {
      for (const digest of computeDigests(database, keys, table)) sum.add(digest, 1)
    } catch {
      isReadable = false // a type of value that none of our writes produces
    }
    if (!isReadable || !sum.equals(getSum(totals, table.code))) tables.push(investigateTable(database, other, keys, table))
  }
  const codes = new Set(watched.map(({ code }) => code))
  for (const [code, sum] of totals)
    if (!codes.has(code) && !sum.isZero()) tables.push({ table: '?', strange: [], lost: [], isTooLarge: false })
  return tables.length > 0 ? { kind: 'rows', tables } : null
}

function findDifferingTriggers(database: Connection): LedgerFault | null {
  const names = findAlteredTriggers(database)
  return names.length > 0 ? { kind: 'triggers', names } : null
}
