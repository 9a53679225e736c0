// The written rule for late answers (README, 迟到的答案): no answer is dropped; this says which count.
import type { AnswerStatus } from './attempt.events.ts'
import type { AttemptContext } from './attempt.machine.ts'

/** How long after the deadline an answer that was given in time may arrive and still count. */
const graceHours = 24

/**
 * In how many deliveries late answers of one sheet may come and still count. A phone sends all it kept in one or two;
 * whoever sends a sheet again and again to see whether it passes now gets no further.
 */
export const maxLateDeliveries = 20

/** What the server knows of a sitting: nothing a phone says outweighs it. */
export type SittingEnd = Pick<AttemptContext, 'openedAt' | 'deadlineAt' | 'submittedAt' | 'closedAt'>

interface Arrival {
  ended: SittingEnd
  /** Milliseconds since the opening by the phone's monotonic clock; null for a plain form, which is given when it comes. */
  elapsed: number | null
  receivedAt: Date
}

/** When an answer was given, never before the opening nor after it came, and whether it counts. */
export function classifyAnswer({ ended, elapsed, receivedAt }: Arrival): { givenAt: Date; standing: AnswerStatus } {
  const openedAt = Date.parse(ended.openedAt)
  const claimed = elapsed === null ? receivedAt.getTime() : openedAt + elapsed
  const givenAt = new Date(Math.max(openedAt, Math.min(claimed, receivedAt.getTime())))
  return { givenAt, standing: statusOf(ended, givenAt.toISOString(), receivedAt) }
}

function statusOf({ deadlineAt, submittedAt, closedAt }: SittingEnd, givenAt: string, receivedAt: Date): AnswerStatus {
  // Handed in or closed: nobody can tell any more whether an answer was read off the result. The order in which the server
  // took them decides, not the clock: what comes after the handing in comes after it, be it in the same millisecond.
  if (submittedAt !== null || closedAt !== null) return 'lateKept'
  if (givenAt > deadlineAt) return 'lateKept'
  if (receivedAt.toISOString() <= deadlineAt) return 'inTime'
  return receivedAt <= lateAnswerDeadline({ deadlineAt }) ? 'lateCounted' : 'lateKept'
}

/** Until when late answers to a sheet that was not handed in may come. */
export const lateAnswerDeadline = ({ deadlineAt }: Pick<SittingEnd, 'deadlineAt'>) =>
  new Date(Date.parse(deadlineAt) + graceHours * 3_600_000)

/** Whether no answer to come can count any more: only then do a count or right answers leave the server. */
export const isClosedForAnswers = (ended: SittingEnd, now: Date) =>
  ended.submittedAt !== null || ended.closedAt !== null || now > lateAnswerDeadline(ended)
