// The hash of an audit entry, over its content and the entry before it.
import { createHash } from 'node:crypto'
import type { LedgerKeys } from './keyed.ts'

export const firstLink = '0'.repeat(64)

/** An entry as stored in the database. `lines` is the JSON of its lines. */
export interface StoredEntry {
  sequence: number
  at: number
  actor: string
  why: string
  lines: string
  /** What it records of rows; null in entries older than the ledger, which had no key either. */
  digests: Buffer | null
  /** The sums of all tables after it; in one of every `totalsInterval` entries. */
  totals: Buffer | null
  previous: string
  hash: string
}

/** Number of entries from one that carries the sums of all tables to the next. */
export const totalsInterval = 4096

type Linked = Omit<StoredEntry, 'hash'>

const content = ({ previous, at, actor, why, lines }: Linked) =>
  `["${previous}",${at},${JSON.stringify(actor)},${JSON.stringify(why)},${lines}]`

/** Hash of an entry that is older than the ledger. */
export const unkeyedLink = (entry: Linked) => createHash('sha256').update(content(entry)).digest('hex')

/** Hash of an entry since the ledger began. */
export const keyedLink = (keys: LedgerKeys, entry: Linked) =>
  keys.link(
    `${entry.sequence}${content(entry)}${entry.digests!.length}:${entry.digests!.toString('latin1')}${entry.totals ? entry.totals.toString('latin1') : '-'}`,
  )
