// Lots: who comes first if scores are equal. The same seed gives the same lot for the same two shops, in any order of input. A hash and not
// a generator: a lot depends on nothing that was drawn before it. It must never change, because a closed round is computed again from its
// seed (`tidui match FILE --seed N`).

/** Computes a shop's share of all its lots, from the round's recorded seed and its id: 32 bits. */
export function drawLotPart(seed: number, side: 'west' | 'east', id: string): number {
  const text = JSON.stringify([seed, side, id])
  let drawn = 0x811c9dc5
  for (let index = 0; index < text.length; index++) drawn = mixBits(drawn ^ text.charCodeAt(index))
  return drawn
}

/** Combines the shares of two shops into their lot: an integer from 0 to below 2^32. */
export const combineLots = (west: number, east: number) => mixBits(mixBits(west) + Math.imul(east, 0x9e3779b1)) >>> 0

/** Returns the lot of two shops in a round. */
export const drawLot = (seed: number, west: string, east: string) =>
  combineLots(drawLotPart(seed, 'west', west), drawLotPart(seed, 'east', east))

/** Spreads every bit over the whole word (the last steps of MurmurHash3). */
function mixBits(word: number) {
  let spread = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  spread = Math.imul(spread ^ (spread >>> 13), 0xc2b2ae35)
  return spread ^ (spread >>> 16)
}
