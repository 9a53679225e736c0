// The written rule for late answers (README, 迟到的答案): no answer is dropped; this says which count.
import type { AnswerStanding } from './attempt.events.ts'

/** How long after the end an answer that was given in time may arrive and still count. */
export const graceHours = 24

interface Arrival {
  openedAt: Date
  /** The deadline, or the moment of handing in if that was earlier. */
  endedAt: Date
  /** Milliseconds since the opening by the phone's monotonic clock; null for a plain form, which is given when it comes. */
  elapsed: number | null
  receivedAt: Date
}

/** When an answer was given, never before the opening nor after it came, and whether it counts. */
export function judgeAnswer({ openedAt, endedAt, elapsed, receivedAt }: Arrival): { givenAt: Date; standing: AnswerStanding } {
  const claimed = elapsed === null ? receivedAt.getTime() : openedAt.getTime() + elapsed
  const givenAt = new Date(Math.max(openedAt.getTime(), Math.min(claimed, receivedAt.getTime())))
  return { givenAt, standing: standingOf(givenAt, endedAt, receivedAt) }
}

function standingOf(givenAt: Date, endedAt: Date, receivedAt: Date): AnswerStanding {
  if (givenAt > endedAt) return 'lateKept'
  if (receivedAt <= endedAt) return 'inTime'
  return receivedAt.getTime() - endedAt.getTime() <= graceHours * 3_600_000 ? 'lateCounted' : 'lateKept'
}
