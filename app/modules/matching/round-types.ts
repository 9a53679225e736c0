// Input and output of a round's matching.
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
  /** The programme's own names of goods. */
  goods: Goods
  /** Recorded with the round: breaks ties, so that anyone can repeat the outcome. */
  seed: number
  /** Per mille of a side's total below which it would rather have nobody. */
  leastScore: number
  /** Pairs that the coordinator fixed before the matching. */
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
  /** Whether hard rules alone exclude it from all pairs. */
  isBarred: boolean
  /** Eastern shops where one more place would get it matched. */
  placesThatHelp: string[]
}

/** An eastern shop with free places, and the reason. */
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
  /** Pins that a hard rule forbids now, a sentence each: they are left out, because a rule takes precedence over a pin. */
  faults: string[]
  /** Blocking pairs that the checker finds among all that are not pinned: always empty, and shown as proof. */
  blocking: Pair[]
}

/** A prepared round: strict lists, and what they were made of. */
export interface PreparedRound {
  input: RoundInput
  rarity: Rarity
  barrier: BarrierBetween
  /** Without the pinned western shops and the places they take. */
  instance: Instance
}
