// How similar two shops' goods are in the tree of categories, where rare goods weigh more.
import { categories, findCommonAncestor, isDescendantOf, listAncestors, toTreePlaces } from '#app/modules/shops/categories.ts'

/**
 * How rare each category is among the shops of a round, and so how similar two are. Tables by index in the tree: a large round reads them a
 * million times.
 */
export interface Rarity {
  /** In nats: more for rarer categories. */
  information: Float64Array
  /**
   * Similarity of two categories, 0 to 1: shared information relative to the information of both (Lin's measure); at `one *
   * categories.length + other`.
   */
  likeness: Float64Array
}

/** Counts each shop once in each category it sells in and in all its ancestors; one is added so that nothing is infinitely rare. */
export function computeRarity(shops: readonly { categories: readonly string[] }[]): Rarity {
  const counts = new Map<string, number>()
  for (const { categories } of shops) {
    for (const code of new Set(categories.flatMap(listAncestors))) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const all = shops.length + 2 // so that even what every shop sells carries some information
  const information = new Float64Array(categories.map(({ code }) => Math.log(all / ((counts.get(code) ?? 0) + 1))))
  const likeness = new Float64Array(meetings.length)
  for (let one = 0, at = 0; one < information.length; one++) {
    for (let other = 0; other < information.length; other++, at++) {
      const meeting = meetings[at]!
      likeness[at] = one === other ? 1 : meeting < 0 ? 0 : (2 * information[meeting]!) / (information[one]! + information[other]!)
    }
  }
  return { information, likeness }
}

/** Nearest common ancestor of two categories by index, as in `likeness`; -1 for the root, which carries no information. */
const meetings = categories.flatMap(({ code: one }) =>
  categories.map(({ code: other }) => toTreePlaces([findCommonAncestor(one, other) ?? ''])[0] ?? -1),
)

/**
 * Computes the weighted mean of each western category's best eastern similarity, rare ones weighing more; 0 to 1. Categories by index in
 * the tree.
 */
export function computeSimilarity({ information, likeness }: Rarity, west: readonly number[], east: readonly number[]): number {
  let sum = 0
  let weight = 0
  for (const good of west) {
    const row = good * information.length
    let most = 0
    for (const other of east) if (likeness[row + other]! > most) most = likeness[row + other]!
    sum += information[good]! * most
    weight += information[good]!
  }
  return weight === 0 ? 0 : sum / weight
}

/**
 * Finds the western category with the best match and the eastern one that matches it; null if nothing is similar. Categories by index in
 * the tree.
 */
export function findMostSimilarCategory(
  { information, likeness }: Rarity,
  west: readonly number[],
  east: readonly number[],
): { west: string; east: string } | null {
  let best: { west: string; east: string } | null = null
  let highest = 0
  for (const good of west) {
    for (const other of east) {
      const met = likeness[good * information.length + other]! * information[good]!
      if (met <= highest) continue
      highest = met
      best = { west: categories[good]!.code, east: categories[other]!.code }
    }
  }
  return best
}

/** Lists the western categories that the eastern shop wants to buy. */
export const listWantedCategories = (west: readonly string[], buys: readonly string[]) =>
  west.filter((code) => buys.some((wanted) => isDescendantOf(code, wanted)))

const isUnder = categories.map(({ code }) => categories.map(({ code: above }) => isDescendantOf(code, above)))

/** Counts them. Categories by index in the tree. */
export const countWantedCategories = (west: readonly number[], buys: readonly number[]) =>
  west.reduce((count, good) => (buys.some((wanted) => isUnder[good]![wanted]) ? count + 1 : count), 0)
