// Many-to-one deferred acceptance, the western side proposing: stable, best for every western shop among all stable outcomes, and
// independent of the order of the input.
import { compareIds, type Instance, type Matching, type Pair, buildRankTable } from './instance.ts'

interface Held {
  west: number
  rank: number
}

/**
 * Each western shop proposes down its list; each eastern shop holds the best proposals, up to its capacity. A rejected shop proposes to the
 * next on its list. A pair needs both lists to name the other.
 */
export function runDeferredAcceptance({ west, east }: Instance): Matching {
  const eastIndex = new Map(east.map(({ id }, index) => [id, index]))
  const ranks = buildRankTable(east, west)
  const held: Held[][] = east.map(() => []) // best first
  const next = west.map(() => 0)
  const proposing = west.map((_, index) => index)

  while (proposing.length > 0) {
    const proposer = proposing.pop()!
    const wanted = west[proposer]!.prefers[next[proposer]!++]
    if (wanted === undefined) continue // its list is exhausted: it stays unmatched
    const place = eastIndex.get(wanted)
    const rank = place === undefined ? -1 : ranks[place]![proposer]!
    if (place === undefined || rank < 0) {
      proposing.push(proposer)
      continue
    }
    const keeping = held[place]!
    insert(keeping, { west: proposer, rank })
    if (keeping.length > east[place]!.capacity) proposing.push(keeping.pop()!.west)
  }

  const pairs = held.flatMap((keeping, place) => keeping.map(({ west: index }): Pair => [west[index]!.id, east[place]!.id]))
  const matched = new Set(pairs.map(([id]) => id))
  return {
    pairs: pairs.sort(([one], [other]) => compareIds(one, other)),
    unmatched: west
      .map(({ id }) => id)
      .filter((id) => !matched.has(id))
      .sort(compareIds),
  }
}

/** Inserts a proposal by its rank. */
function insert(held: Held[], proposal: Held) {
  let low = 0
  let high = held.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (held[middle]!.rank < proposal.rank) low = middle + 1
    else high = middle
  }
  held.splice(low, 0, proposal)
}
