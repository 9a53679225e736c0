// A seeded generator of numbers, so that the demo county is the same everywhere.
// Ours on purpose: with another generator nobody in the demo county would keep his name, his fate or his answers.

export interface Random {
  /** An integer from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32: small, and good enough for inventing people. */
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
