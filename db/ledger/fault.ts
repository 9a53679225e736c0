// The faults that a verification of the ledger can find.
import type { Investigation } from './inquiry.ts'

/** The first fault found. */
export type LedgerFault =
  /** The entry does not match its hash or the entry before it. */
  | { kind: 'entry'; sequence: number }
  /** An entry without a keyed hash after the ledger began. */
  | { kind: 'unkeyed'; sequence: number }
  | { kind: 'cutOff'; after: number; missing: number }
  /** A head that was noted earlier is not in the chain. */
  | { kind: 'headLost'; head: string }
  /** The sums carried by an entry differ from the sums of the entries before it. */
  | { kind: 'totals'; sequence: number }
  | { kind: 'event'; what: 'differs' | 'missing' | 'unconnected'; workflowId: string; version: number }
  /** A workflow is not in the state in which its last event left it. */
  | { kind: 'astray'; workflowId: string }
  | { kind: 'rows'; tables: Investigation[] }
  | { kind: 'triggers'; names: string[] }
