// Builds strict lists from scores: the higher total first, then the lower lot, then the earlier shop.
import { maxScore } from './score.ts'

/**
 * Creates an encoder for the lists of one side over so many shops of the other. An entry is stored as one number that sorts in the order of
 * preference: sorting half a million objects would take longer than all the rest of a round. All values stay below 2^53.
 */
export function createListEncoder(shops: number) {
  const indexes = 2 ** Math.ceil(Math.log2(Math.max(2, shops)))
  const lots = Math.min(2 ** 32, 2 ** 42 / indexes)
  return {
    encode: (score: number, lot: number, index: number) =>
      ((maxScore - score) * lots + Math.floor((lot / 2 ** 32) * lots)) * indexes + index,
    /** Returns the ids of encoded entries, best first; `ids` by index. */
    inOrder: (encoded: readonly number[], ids: readonly string[]): string[] => {
      const sorted = new Float64Array(encoded).sort()
      const list = new Array<string>(sorted.length)
      for (let place = 0; place < list.length; place++) list[place] = ids[sorted[place]! % indexes]!
      return list
    },
  }
}
