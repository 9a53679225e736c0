// How near two shops' goods are, in the one tree, where what few sell weighs more.
import { commonAncestor, lineage, liesUnder } from '../categories.ts'

/** Knows how rare each category is among the shops of a round, and so how near two of them are. */
export interface Rarity {
  /** Information in nats: 0 for the root, more for what fewer sell. */
  of(code: string | null): number
  /** Nearness of two categories, 0 to 1: what they share of what both say (Lin's measure). */
  likeness(one: string, other: string): number
}

/** Counts each shop once in each category it sells in and in all above; one is added so that nothing is infinitely rare. */
export function rarityAmong(shops: readonly { categories: readonly string[] }[]): Rarity {
  const counts = new Map<string, number>()
  for (const { categories } of shops) {
    for (const code of new Set(categories.flatMap(lineage))) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const all = shops.length + 2 // so that even what every shop sells says a little
  const of = (code: string | null) => (code === null ? 0 : Math.log(all / ((counts.get(code) ?? 0) + 1)))
  const likenessTo = remembered((one: string) => remembered((other: string) => (one === other ? 1 : (2 * of(commonAncestor(one, other))) / (of(one) + of(other)))))
  return { of: remembered(of), likeness: (one, other) => likenessTo(one)(other) }
}

// A large round asks the same few questions a million times.
function remembered<K, V>(ask: (key: K) => V) {
  const known = new Map<K, V>()
  return (key: K): V => {
    let answer = known.get(key)
    if (answer === undefined) known.set(key, (answer = ask(key)))
    return answer
  }
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
      const like = rarity.likeness(code, other)
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
