// A pairing in a list: its two shops and its state.
import type { Ending, PairingContext, Side } from './pairing.machine.ts'

export interface PairingLine {
  id: string
  roundId: string
  state: string
  west: { id: string; name: string; regionCode: string }
  east: { id: string; name: string }
  /** The viewer's side; null for observers. */
  side: Side | null
  replacesId: string | null
  proposedAt: Date
  /** The moment at which both had agreed; null before, or if they never did. */
  beganAt: string | null
  /** The moment at which its time is over; null before both had agreed. */
  endsAt: string | null
  /** How it ended early; stays when another pairing replaces it. */
  ending: Ending | null
}

/** A pairing of a round with all that judges what may become of it. */
export interface RoundPairing {
  id: string
  name: string
  state: string
  context: PairingContext
}

export type Waiting = 'answer' | 'checkIn' | 'officer' | 'risk' | 'pause' | 'assessment' | 'rematch'

export interface WaitingPairing {
  line: PairingLine
  what: Waiting
  /** The sides that have yet to act, or to say that they were in touch; none if the system or the coordinator has to. */
  whom: Side[]
  /** The moment until which, or since which, it waits. */
  moment: string | null
  /** Why it was paused or ended. */
  reason: string | null
  /** What the coordinator noted last, and when; null for the two themselves. */
  note: { words: string; at: string } | null
}
