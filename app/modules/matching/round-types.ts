// What goes into a round's matching, and what comes out of it.
import type { EastShop, WestShop } from './sides.ts'
import type { BarrierBetween, Rulings } from './barriers.ts'
import type { Instance, Pair } from './instance.ts'
import type { Goods } from '#app/modules/shops/categories.ts'
import type { Rarity } from './similarity.ts'
import type { ExplainedScore, Weights } from './score.ts'

export interface RoundInput extends Rulings {
  west: readonly WestShop[]
  east: readonly EastShop[]
  /** By shop, either side: up to five of the other side, first wish first. */
  wishes: Readonly<Record<string, readonly string[]>>
  weights: Weights
  /** What the programme calls goods of its own. */
  goods: Goods
  /** Recorded with the round: breaks ties, so that anyone can repeat the outcome. */
  seed: number
  /** Per mille of a side's total under which it would rather have nobody. */
  leastScore: number
  /** Set by the coordinator before all others. */
  pins: readonly Pair[]
}

export interface ProposedPair {
  west: string
  east: string
  pinned: boolean
  score: ExplainedScore
  why: string
}

export interface Unmatched {
  west: string
  why: string
  /** What would help, in a sentence. */
  help: string
  /** Whether hard rules alone keep it apart from all. */
  isBarred: boolean
  /** Eastern shops where one more place would bring it in. */
  placesThatHelp: string[]
}

/** An eastern shop with places left, and why they are. */
export interface Vacancy {
  east: string
  places: number
  why: string
  help: string
  isBarred: boolean
}

export interface RoundOutcome {
  /** By western id. */
  pairs: ProposedPair[]
  unmatched: Unmatched[]
  free: Vacancy[]
  /** Pins that a hard rule forbids by now, a sentence each: they are left out, for a rule is harder than a pin. */
  faults: string[]
  /** What the checker finds among all that are not pinned: always empty, and shown to be. */
  blocking: Pair[]
}

/** All that a round decides upon: strict lists, and what they were made of. */
export interface PreparedRound {
  input: RoundInput
  rarity: Rarity
  barrier: BarrierBetween
  /** Without the pinned western shops and the places they take. */
  instance: Instance
}
