// The input of matching: who would accept whom, in order. Pure data; lists are strict, and whoever is not listed is not acceptable.

export interface WestSide {
  id: string
  /** Acceptable eastern shops, best first. */
  prefers: readonly string[]
}

export interface EastSide {
  id: string
  /** How many western shops it helps at most; 0 for none. */
  capacity: number
  /** Acceptable western shops, best first. */
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

/** Compares ids by code unit, not by locale, so that the order is the same on every machine. */
export const compareIds = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** Builds a table of the rank that each shop gives each of the others, both by index: 0 for the best, -1 if not in its list. */
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

/** Indexes each id by its place in the list, 0 for the best. */
export const indexRanks = (prefers: readonly string[]) => new Map(prefers.map((id, rank) => [id, rank]))
