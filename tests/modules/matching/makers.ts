// Random instances, and slower ways to the same answers that share nothing with the product's.
import fc from 'fast-check'
import { compareIds, type Instance, type Pair } from '#app/modules/matching/instance.ts'

interface Bounds {
  west: number
  east: number
  capacity: number
}

/** Any instance: incomplete lists, one-sided lists, empty lists, places for nobody. */
export const anInstance = ({ west, east, capacity }: Bounds = { west: 9, east: 5, capacity: 3 }): fc.Arbitrary<Instance> =>
  fc.tuple(fc.integer({ min: 0, max: west }), fc.integer({ min: 0, max: east })).chain(([wests, easts]) => {
    const westIds = Array.from({ length: wests }, (_, index) => `w${index + 1}`)
    const eastIds = Array.from({ length: easts }, (_, index) => `e${index + 1}`)
    return fc.record({
      west: fc.tuple(...westIds.map((id) => fc.record({ id: fc.constant(id), prefers: fc.shuffledSubarray(eastIds) }))),
      east: fc.tuple(
        ...eastIds.map((id) =>
          fc.record({ id: fc.constant(id), capacity: fc.integer({ min: 0, max: capacity }), prefers: fc.shuffledSubarray(westIds) }),
        ),
      ),
    })
  })

/** The same instance handed in another order. */
export const reordered = (instance: Instance): fc.Arbitrary<Instance> =>
  fc.record({
    west: fc.shuffledSubarray([...instance.west], { minLength: instance.west.length }),
    east: fc.shuffledSubarray([...instance.east], { minLength: instance.east.length }),
  })

/** Deferred acceptance with the eastern side proposing: stable too, and best for the east. */
export function eastProposing({ west, east }: Instance): Pair[] {
  const helper = new Map<string, string>()
  for (let moved = true; moved;) {
    moved = false
    for (const { id, capacity, prefers } of east) {
      for (const wanted of prefers) {
        if ([...helper.values()].filter((by) => by === id).length >= capacity) break
        const { prefers: list } = west.find((shop) => shop.id === wanted)!
        const now = helper.get(wanted)
        if (!list.includes(id) || now === id || (now !== undefined && list.indexOf(now) < list.indexOf(id))) continue
        helper.set(wanted, id)
        moved = true
      }
    }
  }
  return [...helper].sort(([one], [other]) => compareIds(one, other))
}

/** Every outcome that keeps to lists and capacities, one by one. For small instances only. */
export function* allOutcomes({ west, east }: Instance, from = 0, taken = new Map<string, number>()): Generator<Pair[]> {
  const shop = west[from]
  if (!shop) {
    yield []
    return
  }
  for (const rest of allOutcomes({ west, east }, from + 1, taken)) yield rest
  for (const wanted of shop.prefers) {
    const place = east.find(({ id }) => id === wanted)!
    const used = taken.get(wanted) ?? 0
    if (used >= place.capacity || !place.prefers.includes(shop.id)) continue
    const after = new Map(taken).set(wanted, used + 1)
    for (const rest of allOutcomes({ west, east }, from + 1, after)) yield [[shop.id, wanted], ...rest]
  }
}

/** By the definition of stability, word for word. */
export function isStable({ west, east }: Instance, pairs: readonly Pair[]) {
  const helper = new Map(pairs)
  return !west.some((shop) =>
    east.some((place) => {
      if (helper.get(shop.id) === place.id || !shop.prefers.includes(place.id) || !place.prefers.includes(shop.id)) return false
      const now = helper.get(shop.id)
      if (now !== undefined && shop.prefers.indexOf(now) < shop.prefers.indexOf(place.id)) return false
      const helped = pairs.filter(([, by]) => by === place.id).map(([id]) => id)
      return (
        helped.length < place.capacity ||
        (place.capacity > 0 && helped.some((id) => place.prefers.indexOf(id) > place.prefers.indexOf(shop.id)))
      )
    }),
  )
}

/** How well a western shop fares: its rank in its own list, the length of the list when it has no help. */
export function fares({ west }: Instance, pairs: readonly Pair[], id: string) {
  const { prefers } = west.find((shop) => shop.id === id)!
  const by = new Map(pairs).get(id)
  return by === undefined ? prefers.length : prefers.indexOf(by)
}
