// How long the next try must wait after wrong ones: one ladder for an account, and a wider one for an address, which a
// whole office, or a village on one mobile network, shares.
import ipaddr from 'ipaddr.js'

export interface Rung {
  /** From this many wrong tries on … */
  tries: number
  /** … the next may come after so many seconds. */
  seconds: number
}

export interface Ladder {
  rungs: readonly Rung[]
  /** Each time so many seconds have passed, one wrong try is forgotten. */
  forgetsEvery: number
}

const minute = 60

export const ladders: Record<'account' | 'address' | 'signIns', Ladder> = {
  // Allows about 50 guesses a day; a PIN has a million values.
  account: {
    rungs: [
      { tries: 3, seconds: 5 },
      { tries: 4, seconds: 15 },
      { tries: 5, seconds: 30 },
      { tries: 6, seconds: minute },
      { tries: 8, seconds: 5 * minute },
      { tries: 10, seconds: 30 * minute },
    ],
    forgetsEvery: 60 * minute,
  },
  // Does not hinder a class of 40 in which everybody mistypes once; allows about 140 guesses a day at one PIN for many numbers.
  address: {
    rungs: [
      { tries: 40, seconds: 15 },
      { tries: 60, seconds: minute },
      { tries: 100, seconds: 15 * minute },
      { tries: 200, seconds: 60 * minute },
    ],
    forgetsEvery: 10 * minute,
  },
  // Successful sign-ins, since each leaves audit entries that cannot be deleted. Does not hinder a class that shares one phone.
  signIns: {
    rungs: [
      { tries: 30, seconds: minute },
      { tries: 60, seconds: 15 * minute },
    ],
    forgetsEvery: 5 * minute,
  },
}

/** Wrong tries, and the moment from which forgetting is counted. */
export interface Tries {
  count: number
  since: Date
}

/** What is left of wrong tries at a later moment. Calling it in steps gives the same as calling it once. */
export function decayTries({ count, since }: Tries, at: Date, { forgetsEvery }: Ladder): Tries {
  const forgotten = Math.max(0, Math.floor((at.getTime() - since.getTime()) / (forgetsEvery * 1000)))
  return forgotten >= count
    ? { count: 0, since: at }
    : { count: count - forgotten, since: new Date(since.getTime() + forgotten * forgetsEvery * 1000) }
}

/** Seconds to wait after this many wrong tries. Never falls as tries grow. */
export const computeWait = (tries: number, { rungs }: Ladder) => rungs.findLast((rung) => tries >= rung.tries)?.seconds ?? 0

/** Milliseconds until a lock ends; never more than the longest wait, even when the clock has been set back meanwhile. */
export function computeRemainingWait(lockedUntil: Date | null, at: Date, { rungs }: Ladder) {
  const left = lockedUntil ? lockedUntil.getTime() - at.getTime() : 0
  return Math.min(Math.max(0, left), rungs.at(-1)!.seconds * 1000)
}

/**
 * The address that wrong tries are counted under. Of IPv6 it is the first 64 bits: the visitor chooses the others, and could
 * choose new ones for each try.
 */
export function toAddressKey(address: string) {
  const parsed = ipaddr.isValid(address) ? ipaddr.process(address) : null
  if (!(parsed instanceof ipaddr.IPv6)) return parsed?.toString() ?? address
  return parsed.parts
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')
}

/** The network of an address, as it is recorded: enough to tell an office from a stranger, but not one phone from another. */
export function toNetwork(address: string) {
  const near = toAddressKey(address)
  return near.includes(':') ? `${near.split(':').slice(0, 3).join(':')}::/48` : near.replace(/\.\d+$/, '.0/24')
}

/** A wait in words: 30 秒, 5 分钟. */
export function formatWait(milliseconds: number) {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}
