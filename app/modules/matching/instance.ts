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
export const compareIds = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** The rank that each shop gives each of the others, both by index: 0 for the best, -1 for who is not in its list. */
export function buildRankTable(shops: readonly { prefers: readonly string[] }[], others: readonly { id: string }[]): Int32Array[] {
  const indexes = new Map(others.map(({ id }, index) => [id, index]))
  return shops.map(({ prefers }) => {
    const ranks = new Int32Array(others.length).fill(-1)
    for (let rank = 0; rank < prefers.length; rank++) {
      const index = indexes.get(prefers[rank]!)
      if (index !== undefined) ranks[index] = rank
    }
    return ranks
  })
}

/** Each id with its place in the list, 0 for the best. */
export const indexRanks = (prefers: readonly string[]) => new Map(prefers.map((id, rank) => [id, rank]))
