// How wrong tries are slowed down: one table for an account, and a wider one for an address, which a whole office shares.

export interface Rung {
  /** From this many wrong tries on … */
  tries: number
  /** … the next may come after so many seconds. */
  seconds: number
}

const minute = 60

export const ladders: Record<'account' | 'address', readonly Rung[]> = {
  account: [
    { tries: 3, seconds: 5 },
    { tries: 4, seconds: 15 },
    { tries: 5, seconds: 30 },
    { tries: 6, seconds: minute },
    { tries: 8, seconds: 5 * minute },
    { tries: 10, seconds: 30 * minute },
  ],
  address: [
    { tries: 30, seconds: 15 },
    { tries: 60, seconds: minute },
    { tries: 100, seconds: 15 * minute },
    { tries: 200, seconds: 60 * minute },
  ],
}

/** After this long without a wrong try, all is forgotten. */
export const forgottenAfter = 24 * 60 * minute

/** Seconds to wait after this many wrong tries. Never falls as tries grow. */
export const waitAfter = (tries: number, ladder: readonly Rung[]) => ladder.findLast((rung) => tries >= rung.tries)?.seconds ?? 0

/** A wait in words: 30 秒, 5 分钟. */
export function sayWait(milliseconds: number) {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}
