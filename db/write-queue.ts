// The order of waiting writes. Exam answers go first and share no limit with others: whatever else is waiting, their
// lane is free.

/** `bulk`: slices of long work that nobody waits for: each has its own commit, in turn with all others. */
export type Lane = 'exams' | 'others' | 'bulk'

interface LaneLimits {
  /** How many may wait: further ones are refused and should be retried. */
  mayWait: number
  /** How many share a commit, and for how many milliseconds they are collected, so that many long ones do not add up. */
  inOneCommit: number
  milliseconds: number
}

/** A write of an exam takes well under a millisecond: ten thousand take some seconds. */
export const lanes: Record<Lane, LaneLimits> = {
  exams: { mayWait: 10_000, inOneCommit: 256, milliseconds: 60 },
  others: { mayWait: 1_000, inOneCommit: 256, milliseconds: 25 },
  bulk: { mayWait: 100, inOneCommit: 1, milliseconds: 0 },
}

export interface WriteQueue<J> {
  /** Adds a job; returns false if too many wait already. */
  add(lane: Lane, job: J): boolean
  length(): number
  /** Returns the jobs of one commit, one after the other; null when it is time to commit. */
  batch(): { next(): J | null }
  /** Takes all waiting jobs, for when nothing can be written at all. */
  takeAll(): J[]
}

/** Creates the queue with its three lanes. `clock` in milliseconds. */
export function createWriteQueue<J>(limits: Record<Lane, LaneLimits>, clock: () => number = () => performance.now()): WriteQueue<J> {
  const waiting: Record<Lane, J[]> = { exams: [], others: [], bulk: [] }
  let isBulkNext = false
  /** A slice gets a commit of its own: others sharing it would wait twice, for this slice and for the next. */
  const slice = () => {
    isBulkNext = false
    let isTaken = false
    return { next: () => (isTaken ? null : ((isTaken = true), waiting.bulk.shift() ?? null)) }
  }
  return {
    add(lane, job) {
      if (waiting[lane].length >= limits[lane].mayWait) return false
      waiting[lane].push(job)
      return true
    },
    length: () => waiting.exams.length + waiting.others.length + waiting.bulk.length,
    batch() {
      if (waiting.bulk.length > 0 && (isBulkNext || waiting.exams.length + waiting.others.length === 0)) return slice()
      isBulkNext = true
      const begun = clock()
      let exams = 0
      let others = 0
      let othersSince = begun
      return {
        next() {
          // Once others have had their turn, arriving exam answers wait for the next commit, which begins at once.
          if (others === 0 && waiting.exams.length > 0 && exams < limits.exams.inOneCommit && clock() - begun < limits.exams.milliseconds) {
            exams += 1
            return waiting.exams.shift()!
          }
          if (others === 0) othersSince = clock()
          else if (waiting.exams.length > 0 || others >= limits.others.inOneCommit || clock() - othersSince >= limits.others.milliseconds)
            return null
          others += 1
          return waiting.others.shift() ?? null
        },
      }
    },
    takeAll: () => [...waiting.exams.splice(0), ...waiting.others.splice(0), ...waiting.bulk.splice(0)],
  }
}
