// In which order those write who wait. The answers of exams go first and share no limit with anybody: whatever else is
// waiting, they find their lane free.

/** `bulk`: slices of something long, which nobody is kept waiting by: each has a commit of its own, in turn with all others. */
export type Lane = 'exams' | 'others' | 'bulk'

interface LaneLimits {
  /** How many may wait: more are told to come back. */
  mayWait: number
  /** How many share a commit, and for how many milliseconds it is gathered: many long ones do not add up. */
  inOneCommit: number
  milliseconds: number
}

/** A write of an exam takes well under a millisecond: ten thousand are some seconds. */
export const lanes: Record<Lane, LaneLimits> = {
  exams: { mayWait: 10_000, inOneCommit: 256, milliseconds: 60 },
  others: { mayWait: 1_000, inOneCommit: 256, milliseconds: 25 },
  bulk: { mayWait: 100, inOneCommit: 1, milliseconds: 0 },
}

export interface WriteQueue<J> {
  /** False if too many wait there already. */
  add(lane: Lane, job: J): boolean
  length(): number
  /** The jobs of one commit, one after the other; null when it is time to commit. */
  batch(): { next(): J | null }
  /** All that wait, for when nothing can be written at all. */
  takeAll(): J[]
}

/** Three lanes before one counter. `clock` in milliseconds. */
export function createWriteQueue<J>(limits: Record<Lane, LaneLimits>, clock: () => number = () => performance.now()): WriteQueue<J> {
  const waiting: Record<Lane, J[]> = { exams: [], others: [], bulk: [] }
  let isBulkNext = false
  /** A slice by itself: whoever shared its commit would wait for it twice, while one is at work and with the next. */
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
          // Once others have had their turn, answers that come are for the next commit, and it begins at once.
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
