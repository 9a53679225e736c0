// What matching is asked: who would take whom, in order. Pure data; lists are strict, and whoever is not listed is not acceptable.

export interface WestSide {
  id: string
  /** Eastern shops it would take, best first. */
  prefers: readonly string[]
}

export interface EastSide {
  id: string
  /** How many western shops it helps at most; 0 for none. */
  capacity: number
  /** Western shops it would take, best first. */
  prefers: readonly string[]
}

export interface Instance {
  west: readonly WestSide[]
  east: readonly EastSide[]
}

/** A western shop and the eastern shop that helps it. */
export type Pair = readonly [west: string, east: string]

export interface Matching {
  /** By western id. */
  pairs: Pair[]
  /** Western shops without help, by id. */
  unmatched: string[]
}

/** Ids in one order on every machine: by code unit, not by language. */
export const byId = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** Each id with its place in the list, 0 for the best. */
export const ranksOf = (prefers: readonly string[]) => new Map(prefers.map((id, rank) => [id, rank]))
