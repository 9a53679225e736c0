// The written rule for late answers (README, 迟到的答案): no answer is dropped; this says which count.
import type { AnswerStanding } from './attempt.events.ts'
import type { AttemptContext } from './attempt.machine.ts'

/** How long after the deadline an answer that was given in time may arrive and still count. */
const graceHours = 24

/**
 * In how many deliveries late answers of one sheet may come and still count. A phone sends all it kept in one or two;
 * whoever sends a sheet again and again to see whether it passes now gets no further.
 */
export const mostLateDeliveries = 20

/** What the server knows of a sitting: nothing a phone says outweighs it. */
export type Ended = Pick<AttemptContext, 'openedAt' | 'deadlineAt' | 'submittedAt' | 'closedAt'>

interface Arrival {
  ended: Ended
  /** Milliseconds since the opening by the phone's monotonic clock; null for a plain form, which is given when it comes. */
  elapsed: number | null
  receivedAt: Date
}

/** When an answer was given, never before the opening nor after it came, and whether it counts. */
export function judgeAnswer({ ended, elapsed, receivedAt }: Arrival): { givenAt: Date; standing: AnswerStanding } {
  const openedAt = Date.parse(ended.openedAt)
  const claimed = elapsed === null ? receivedAt.getTime() : openedAt + elapsed
  const givenAt = new Date(Math.max(openedAt, Math.min(claimed, receivedAt.getTime())))
  return { givenAt, standing: standingOf(ended, givenAt.toISOString(), receivedAt) }
}

function standingOf({ deadlineAt, submittedAt, closedAt }: Ended, givenAt: string, receivedAt: Date): AnswerStanding {
  // Handed in or closed: nobody can tell any more whether an answer was read off the result. The order in which the server
  // took them decides, not the clock: what comes after the handing in comes after it, be it in the same millisecond.
  if (submittedAt !== null || closedAt !== null) return 'lateKept'
  if (givenAt > deadlineAt) return 'lateKept'
  if (receivedAt.toISOString() <= deadlineAt) return 'inTime'
  return receivedAt <= lateUntil({ deadlineAt }) ? 'lateCounted' : 'lateKept'
}

/** Until when late answers to a sheet that was not handed in may come. */
export const lateUntil = ({ deadlineAt }: Pick<Ended, 'deadlineAt'>) => new Date(Date.parse(deadlineAt) + graceHours * 3_600_000)

/** Whether no answer to come can count any more: only then do a count or right answers leave the server. */
export const isSettled = (ended: Ended, now: Date) => ended.submittedAt !== null || ended.closedAt !== null || now > lateUntil(ended)
