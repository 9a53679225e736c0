// The door of question files: GIFT, Moodle XML, Aiken, QTI and Excel, read and written. Always in a thread.
import type { Site } from '#app/site.ts'
import type { UnreadPart } from '#app/spreadsheet/unread.ts'
import { toShared } from '#app/threads/shared-bytes.ts'
import { type Limits, ThreadLimitReached } from '#app/threads/threads.server.ts'
import type { QtiVersion } from './qti/names.ts'
import { isRefused, limits, type QuestionFormat, type QuestionToWrite, type ReadQuestion, type RefusedQuestion } from './question.ts'
import { UnreadableQuestions } from './unreadable-questions.ts'
import type { QuestionsWritten } from './write-questions.server.ts'

export {
  type Difficulty,
  formatLabels,
  isRefused,
  type Picture,
  type QuestionFormat,
  questionFormats,
  type QuestionToWrite,
  type ReadQuestion,
  type RefusalCode,
  type RefusedQuestion,
} from './question.ts'
export { UnreadableQuestions, type UnreadableQuestionsCode } from './unreadable-questions.ts'
export type { LeftOut, QuestionsWritten } from './write-questions.server.ts'
export { writeQuestionTemplate } from './xlsx/write-workbook.server.ts'

/** Maximum size of a file, in bytes. */
export const maxQuestionFileBytes = limits.bytes

export interface QuestionFile {
  format: QuestionFormat
  /** In the order of the file. */
  questions: (ReadQuestion | RefusedQuestion)[]
  /** Of a workbook, what was not read: sheets without heads, columns that mean nothing. */
  unread: UnreadPart[]
}

const threadLimits = (owner: string, signal?: AbortSignal): Limits => ({ pool: 'files', seconds: 120, megabytes: 256, owner, signal })

const toFault = (fault: unknown) =>
  fault instanceof ThreadLimitReached ? new UnreadableQuestions(fault.limit === 'seconds' ? 'too-slow' : 'too-much') : fault

type WithThreads = Pick<Site, 'threads'>

/**
 * Reads a file of questions. What a question cannot be read for refuses that one alone. Refuses with 422 a file that holds none of
 * the formats, by what it is, or that is clearly not of the chosen one. Nothing outside the file is ever fetched.
 */
export async function readQuestions(
  site: WithThreads,
  { owner, bytes, format, signal }: { owner: string; bytes: Uint8Array; format?: QuestionFormat | undefined; signal?: AbortSignal },
): Promise<QuestionFile> {
  const questions: (ReadQuestion | RefusedQuestion)[] = []
  const reading = site.threads.stream('questions.read', { bytes: toShared(bytes), format }, threadLimits(owner, signal))
  try {
    for (;;) {
      const { done, value } = await reading.next()
      if (done) return { ...value, questions }
      for (const one of value) questions.push(isRefused(one) ? one : { ...one, pictures: one.pictures.map(withBuffer) })
    }
  } catch (fault) {
    throw toFault(fault)
  }
}

const withBuffer = ({ name, bytes }: { name: string; bytes: Uint8Array }) => ({ name, bytes: Buffer.from(bytes) })

/** Writes questions as a file of a format; what the format cannot hold is in `left`. */
export async function writeQuestions(
  site: WithThreads,
  {
    owner,
    format,
    questions,
    qtiVersion = '2.2',
    signal,
  }: { owner: string; format: QuestionFormat; questions: readonly QuestionToWrite[]; qtiVersion?: QtiVersion; signal?: AbortSignal },
): Promise<QuestionsWritten> {
  try {
    return await site.threads.run('questions.write', { format, questions, qtiVersion }, threadLimits(owner, signal))
  } catch (fault) {
    throw toFault(fault)
  }
}
