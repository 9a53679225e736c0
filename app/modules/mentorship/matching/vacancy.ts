// Whom one more place would bring in: the chain that begins when a place falls open.
import { byId, type Instance, type Pair, ranksOf } from './instance.ts'

/**
 * For each western shop without help, the eastern shops where one more place would get it help, not necessarily there:
 * somebody may move up and leave a place behind. The open place goes to the best who would rather have it; whoever
 * moves opens the next. That ends in a stable outcome, and all stable outcomes help the same western shops.
 */
export function comesInWith({ west, east }: Instance, pairs: readonly Pair[]): Map<string, string[]> {
  const westRanks = new Map(west.map(({ id, prefers }) => [id, ranksOf(prefers)]))
  const eastById = new Map(east.map((shop) => [shop.id, shop]))
  const before = new Map(pairs)
  const taken = new Map<string, number>()
  for (const [, id] of pairs) taken.set(id, (taken.get(id) ?? 0) + 1)
  const found = new Map<string, string[]>()
  for (const { id, capacity } of [...east].sort((one, other) => byId(one.id, other.id))) {
    if ((taken.get(id) ?? 0) < capacity) continue // it has places that nobody wants
    const now = new Map(before)
    for (let open: string | undefined = id; open !== undefined; ) {
      const place: string = open
      const mover: string | undefined = eastById.get(place)!.prefers.find((shop) => {
        const ranks = westRanks.get(shop)
        const wanted = ranks?.get(place)
        if (!ranks || wanted === undefined) return false
        const held = now.get(shop)
        return held === undefined || wanted < ranks.get(held)!
      })
      if (mover === undefined) break
      open = now.get(mover)
      now.set(mover, place)
      if (open === undefined) found.set(mover, [...(found.get(mover) ?? []), id])
    }
  }
  return found
}
