// The events of an attempt and their data.
import { z } from 'zod'
import { count, device, id, listOf, moment, shortText } from '#app/fields.ts'

/** Events that the candidate may send. */
export const attemptEvents = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SUBMIT') }),
  z.strictObject({ type: z.literal('CLOSE') }),
])

/** Events that only the system sends. */
export const attemptSystemEvents = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('EXPIRE') }),
  z.strictObject({ type: z.literal('GRADE'), correct: count() }),
  z.strictObject({ type: z.literal('REGRADE'), correct: count(), because: listOf(shortText(), 20_000).min(1) }),
])

export const attemptContext = z.strictObject({
  enrolmentId: id(),
  openedAt: z.iso.datetime(),
  deadlineAt: z.iso.datetime(),
  of: count().min(1),
  passMark: z.int().min(1).max(100),
  submittedAt: z.iso.datetime().nullable(),
  closedAt: moment().nullable().default(null), // null in sheets from before the rule
  correct: count().nullable(),
  gradedAt: z.iso.datetime().nullable(),
  regradings: count(),
})

/** One answer as a phone sends it. `device` and `sequence` identify it for ever: sent again, it is the same answer. */
const sentAnswer = z.strictObject({
  device: device(),
  sequence: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  questionId: z.string().max(100),
  chosen: z.array(z.string().max(20)).max(10),
  /** Milliseconds from the opening of the attempt to this answer, by the phone's monotonic clock. */
  elapsed: z.int().min(0).max(1e11),
})
export type SentAnswer = z.infer<typeof sentAnswer>

/** What a phone sends: the waiting answers, and whether they are all there will be. */
export const sentAnswers = z.strictObject({ answers: z.array(sentAnswer).max(200), handIn: z.boolean().optional() })

/** The proof that an answer is on disk. */
export interface Receipt {
  device: string
  sequence: number
  questionId: string
  /** The receipt's number. */
  number: string
  /** When the server had written it to disk (ISO). */
  receivedAt: string
  status: AnswerStatus
}

export type AnswerStatus = 'inTime' | 'lateCounted' | 'lateKept'

/** What the system did with an answer: a receipt, or the reason why it does not belong to this sheet at all. */
export interface Acknowledgement {
  receipts: Receipt[]
  refused: { device: string; sequence: number; reason: string }[]
  /** The state of the attempt now, and the server's clock. */
  state: string
  now: string
}
