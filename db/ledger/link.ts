// The hash of an audit entry, over its content and the entry before it.
import { createHash } from 'node:crypto'
import type { LedgerKeys } from './keyed.ts'

export const firstLink = '0'.repeat(64)

/** An entry as it lies in the database. `lines` is the JSON of its lines. */
export interface StoredEntry {
  sequence: number
  at: number
  actor: string
  why: string
  lines: string
  /** What it says of rows; null in entries from before the ledger, which had no key either. */
  digests: Buffer | null
  /** The sums of all tables after it; in one entry of `totalsInterval`. */
  totals: Buffer | null
  previous: string
  hash: string
}

/** So many entries apart stand the sums of all tables. */
export const totalsInterval = 4096

type Linked = Omit<StoredEntry, 'hash'>

const content = ({ previous, at, actor, why, lines }: Linked) =>
  `["${previous}",${at},${JSON.stringify(actor)},${JSON.stringify(why)},${lines}]`

/** The rule of entries from before the ledger. */
export const unkeyedLink = (entry: Linked) => createHash('sha256').update(content(entry)).digest('hex')

/** The rule since. */
export const keyedLink = (keys: LedgerKeys, entry: Linked) =>
  keys.link(
    `${entry.sequence}${content(entry)}${entry.digests!.length}:${entry.digests!.toString('latin1')}${entry.totals ? entry.totals.toString('latin1') : '-'}`,
  )
