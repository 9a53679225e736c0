// The written rule for late answers (README, 迟到的答案): no answer is dropped; this decides which ones count.
import type { AnswerStatus } from './attempt.events.ts'
import type { AttemptContext } from './attempt.machine.ts'

/** How many hours after the deadline an answer that was given in time may arrive and still count. */
const graceHours = 24

/**
 * In how many deliveries the late answers of one sheet may arrive and still count. A phone sends all it kept in one or two deliveries; the
 * limit stops anybody from resending a sheet until it passes.
 */
export const maxLateDeliveries = 20

/** The server's own facts about the end of a sitting; nothing that a phone sends overrides them. */
export type SittingEnd = Pick<AttemptContext, 'openedAt' | 'deadlineAt' | 'submittedAt' | 'closedAt'>

interface Arrival {
  ended: SittingEnd
  /** Milliseconds since the opening by the phone's monotonic clock; null for a plain form, whose answer counts as given when it arrives. */
  elapsed: number | null
  receivedAt: Date
}

/** Decides when an answer was given (never before the opening, never after its arrival) and whether it counts. */
export function classifyAnswer({ ended, elapsed, receivedAt }: Arrival): { givenAt: Date; status: AnswerStatus } {
  const openedAt = Date.parse(ended.openedAt)
  const claimed = elapsed === null ? receivedAt.getTime() : openedAt + elapsed
  const givenAt = new Date(Math.max(openedAt, Math.min(claimed, receivedAt.getTime())))
  return { givenAt, status: statusOf(ended, givenAt.toISOString(), receivedAt) }
}

function statusOf({ deadlineAt, submittedAt, closedAt }: SittingEnd, givenAt: string, receivedAt: Date): AnswerStatus {
  // After handing in or closing, an answer could have been read off the result. The order in which the server accepted things decides, not
  // the clock: what comes after the handing in is late, even in the same millisecond.
  if (submittedAt !== null || closedAt !== null) return 'lateKept'
  if (givenAt > deadlineAt) return 'lateKept'
  if (receivedAt.toISOString() <= deadlineAt) return 'inTime'
  return receivedAt <= lateAnswerDeadline({ deadlineAt }) ? 'lateCounted' : 'lateKept'
}

/** The moment until which late answers to a sheet that was not handed in may arrive. */
export const lateAnswerDeadline = ({ deadlineAt }: Pick<SittingEnd, 'deadlineAt'>) =>
  new Date(Date.parse(deadlineAt) + graceHours * 3_600_000)

/** Whether no future answer can count any more. Counts and right answers leave the server only then. */
export const isClosedForAnswers = (ended: SittingEnd, now: Date) =>
  ended.submittedAt !== null || ended.closedAt !== null || now > lateAnswerDeadline(ended)
