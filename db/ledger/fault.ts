// What a walk along the ledger can find wrong.
import type { Investigation } from './inquiry.ts'

/** What is wrong first. */
export type LedgerFault =
  /** The entry does not fit its hash, or what lies before it. */
  | { kind: 'entry'; sequence: number }
  /** An entry without a key after the ledger began. */
  | { kind: 'unkeyed'; sequence: number }
  | { kind: 'cutOff'; after: number; missing: number }
  /** A head that was noted earlier is not in the chain. */
  | { kind: 'headLost'; head: string }
  /** The sums that an entry carries are not those of the entries before it. */
  | { kind: 'totals'; sequence: number }
  | { kind: 'event'; what: 'differs' | 'missing' | 'unconnected'; workflowId: string; version: number }
  /** A workflow that does not stand where its last event left it. */
  | { kind: 'astray'; workflowId: string }
  | { kind: 'rows'; tables: Investigation[] }
  | { kind: 'triggers'; names: string[] }
