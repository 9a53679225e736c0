// Checks an outcome independently: shares no code with deferred acceptance but the shape of its input.
import { compareIds, type Instance, type Pair, indexRanks } from './instance.ts'

/**
 * Finds pairs of shops that would both prefer each other to what they got. An outcome is stable if there are none. Sorted by western id,
 * then eastern id.
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
      if (wanted === helper.get(id)) break // from here on it prefers what it has
      const place = places.get(wanted)
      const rank = place?.ranks.get(id)
      if (!place || rank === undefined || place.capacity === 0) continue
      if (place.hasRoom || rank < place.worst) blocking.push([id, wanted])
    }
  }
  return blocking.sort(([one, a], [other, b]) => compareIds(one, other) || compareIds(a, b))
}

/**
 * Finds violations that no outcome may contain, each as a sentence: a shop helped twice, a capacity exceeded, a pair that one side never
 * listed.
 */
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
