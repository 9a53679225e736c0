// Lots: who comes first where scores are equal. The same seed gives the same lot for the same two shops, in any order of input.

/** A number from 0 up to 2^53, from the round's recorded seed and the ids of the two shops. */
export function lot(seed: number, west: string, east: string): number {
  const text = JSON.stringify([seed, west, east])
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
