// Finds whom one more place would get matched: follows the chain that begins with a free place.
import { compareIds, type Instance, type Pair, buildRankTable } from './instance.ts'

/**
 * Finds for each unmatched western shop the eastern shops where one more place would get it matched, not necessarily there: another shop
 * may move up and free its place. The free place goes to the best shop that prefers it; its move frees the next. That ends in a stable
 * outcome, and all stable outcomes match the same western shops.
 */
export function findHelpfulVacancies({ west, east }: Instance, pairs: readonly Pair[]): Map<string, string[]> {
  const westRanks = buildRankTable(west, east)
  const westIndex = new Map(west.map(({ id }, index) => [id, index]))
  const eastIndex = new Map(east.map(({ id }, index) => [id, index]))
  // Each eastern list by index, without those who would not accept it.
  const lists = east.map(({ prefers }, place) =>
    prefers.map((id) => westIndex.get(id) ?? -1).filter((shop) => shop >= 0 && westRanks[shop]![place]! >= 0),
  )
  const before = new Int32Array(west.length).fill(-1)
  for (const [shop, place] of pairs) before[westIndex.get(shop)!] = eastIndex.get(place)!
  const taken = new Int32Array(east.length)
  for (const place of before) if (place >= 0) taken[place]!++

  const found = new Map<string, string[]>()
  for (const { id, capacity } of [...east].sort((one, other) => compareIds(one.id, other.id))) {
    const first = eastIndex.get(id)!
    if (taken[first]! < capacity) continue // it has places that nobody wants
    const now = before.slice()
    for (let open = first; open >= 0;) {
      const mover = lists[open]!.find((shop) => now[shop]! < 0 || westRanks[shop]![open]! < westRanks[shop]![now[shop]!]!)
      if (mover === undefined) break
      const left = now[mover]!
      now[mover] = open
      if (left < 0) found.set(west[mover]!.id, [...(found.get(west[mover]!.id) ?? []), id])
      open = left
    }
  }
  return found
}
