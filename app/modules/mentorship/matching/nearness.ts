// How near two shops' goods are, in the one tree, where what few sell weighs more.
import { commonAncestor, lineage, liesUnder } from '../categories.ts'

/** Knows how rare each category is among the shops of a round. */
export interface Rarity {
  /** Information in nats: 0 for the root, more for what fewer sell. */
  of(code: string | null): number
}

/** Counts each shop once in each category it sells in and in all above; one is added so that nothing is infinitely rare. */
export function rarityAmong(shops: readonly { categories: readonly string[] }[]): Rarity {
  const counts = new Map<string, number>()
  for (const { categories } of shops) {
    for (const code of new Set(categories.flatMap(lineage))) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const all = shops.length + 2 // so that even what every shop sells says a little
  return { of: (code) => (code === null ? 0 : Math.log(all / ((counts.get(code) ?? 0) + 1))) }
}

/** Nearness of two categories, 0 to 1: what they share of what both say (Lin's measure). */
export function likeness(rarity: Rarity, one: string, other: string) {
  if (one === other) return 1
  return (2 * rarity.of(commonAncestor(one, other))) / (rarity.of(one) + rarity.of(other))
}

export interface Nearness {
  value: number
  /** The western category that is met best, and by which eastern one; null when nothing is near. */
  best: { west: string; east: string } | null
}

/** Each western category at its best eastern likeness, the rare ones weighing more. */
export function nearness(rarity: Rarity, west: readonly string[], east: readonly string[]): Nearness {
  let sum = 0
  let weight = 0
  let best: Nearness['best'] = null
  let highest = 0
  for (const code of west) {
    const its = rarity.of(code)
    let most = 0
    for (const other of east) {
      const like = likeness(rarity, code, other)
      if (like > most) most = like
      if (like * its > highest) {
        highest = like * its
        best = { west: code, east: other }
      }
    }
    sum += its * most
    weight += its
  }
  return { value: weight === 0 ? 0 : sum / weight, best }
}

/** The western categories that the eastern shop wants to buy. */
export const wantedGoods = (west: readonly string[], buys: readonly string[]) => west.filter((code) => buys.some((wanted) => liesUnder(code, wanted)))
