// A pairing in a list: who with whom, and how it stands.
import type { Ending, Side } from './pairing.machine.ts'

export interface PairingLine {
  id: string
  roundId: string
  state: string
  west: { id: string; name: string; regionCode: string }
  east: { id: string; name: string }
  /** The viewer's side; null for who only looks. */
  side: Side | null
  replacesId: string | null
  proposedAt: Date
  /** The moment since which both have agreed; null while, or if, they never did. */
  beganAt: string | null
  /** How it ended before its time; stays when another pairing takes its place. */
  ending: Ending | null
}
