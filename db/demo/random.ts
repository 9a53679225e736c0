// A seeded random number generator, so that the demo county is the same everywhere. Our own on purpose: another
// generator would change the names, fates and answers of everybody in the demo county.

export interface Random {
  /** Returns an integer from `low` to `high`, both inclusive. */
  whole(low: number, high: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32: small, and good enough to invent people. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return { whole, pick: (list) => list[whole(0, list.length - 1)]! }
}
