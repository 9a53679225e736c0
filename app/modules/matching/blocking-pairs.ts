// Judges an outcome without knowing how it came about: shares no code with deferred acceptance but the shape of its input.
import { compareIds, type Instance, type Pair, indexRanks } from './instance.ts'

/**
 * Two shops that would both rather have each other than what they got. Stable means: there are none.
 * By western id, then eastern id.
 */
export function findBlockingPairs({ west, east }: Instance, pairs: readonly Pair[]): Pair[] {
  const helper = new Map(pairs)
  const places = new Map(
    east.map(({ id, capacity, prefers }) => {
      const ranks = indexRanks(prefers)
      const helped = pairs.filter(([, by]) => by === id).map(([shop]) => ranks.get(shop) ?? Infinity)
      return [id, { ranks, capacity, hasRoom: helped.length < capacity, worst: Math.max(-1, ...helped) }] as const
    }),
  )
  const blocking: Pair[] = []
  for (const { id, prefers } of west) {
    for (const wanted of prefers) {
      if (wanted === helper.get(id)) break // from here on it likes what it has better
      const place = places.get(wanted)
      const rank = place?.ranks.get(id)
      if (!place || rank === undefined || place.capacity === 0) continue
      if (place.hasRoom || rank < place.worst) blocking.push([id, wanted])
    }
  }
  return blocking.sort(([one, a], [other, b]) => compareIds(one, other) || compareIds(a, b))
}

/** What no outcome may contain, each as a sentence: somebody helped twice, too many in a place, a pair one side never named. */
export function findConstraintViolations({ west, east }: Instance, pairs: readonly Pair[]): string[] {
  const westById = new Map(west.map((shop) => [shop.id, shop]))
  const eastById = new Map(east.map((shop) => [shop.id, shop]))
  const found: string[] = []
  const seen = new Set<string>()
  const taken = new Map<string, number>()
  for (const [one, other] of pairs) {
    if (seen.has(one)) found.push(`${one} 结了不止一次`)
    seen.add(one)
    taken.set(other, (taken.get(other) ?? 0) + 1)
    if (!westById.get(one)?.prefers.includes(other)) found.push(`${one} 没有列出 ${other}`)
    if (!eastById.get(other)?.prefers.includes(one)) found.push(`${other} 没有列出 ${one}`)
  }
  for (const [id, count] of taken) {
    const capacity = eastById.get(id)?.capacity ?? 0
    if (count > capacity) found.push(`${id} 有 ${capacity} 个名额，结了 ${count} 家`)
  }
  return found
}
