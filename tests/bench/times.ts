// How long work takes, for the rows of the bench.
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

export const median = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1]!

/** Does the work several times, the first time cold; how long each took, in milliseconds. */
export async function timesOf(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  return times
}

/**
 * How long others wait at most while some work goes on, and how long that takes, in milliseconds; and what it gives. They wait for their turn,
 * and, if `write` is given, for a small write of theirs to be on disk.
 */
export async function waitDuring<T>(
  work: () => Promise<T>,
  { write }: { write?: () => Promise<unknown> } = {},
): Promise<{ longest: number; took: number; result: T }> {
  let goesOn = true
  let longest = 0
  const repeat = async (what: () => Promise<unknown>, usually: number) => {
    while (goesOn) {
      const begun = performance.now()
      await what()
      longest = Math.max(longest, performance.now() - begun - usually)
    }
  }
  const writeAndPause = async (once: () => Promise<unknown>) => {
    await once()
    await pause(5)
  }
  const others = [repeat(() => pause(5), 5), ...(write ? [repeat(() => writeAndPause(write), 5)] : [])]
  const begun = performance.now()
  const result = await work()
  const took = performance.now() - begun
  goesOn = false
  await Promise.all(others)
  return { longest, took, result }
}
