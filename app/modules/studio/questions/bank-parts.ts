// The question bank of a course over all of its files: which question stands where, and where new ones go.
import { fullBankFileBytes, fullBankFileLines, maxBankQuestions, nameNextBankFile } from '#app/modules/courses/bank-files.ts'
import {
  addQuestions,
  type Bank,
  type BankQuestion,
  changeQuestions,
  type ListedQuestion,
  parseBank,
  questionsOf,
} from './question-bank.ts'

/** A file of a bank. */
export interface BankPart {
  name: string
  content: string
}

/** Why a bank is not written: a file of it cannot be read, or there would be too many questions. */
export type BankFault = 'unreadable' | 'full'

interface Changes {
  changed: ReadonlyMap<string, BankQuestion>
  added: readonly BankQuestion[]
}

/** A file of a bank with what it holds: each is parsed once, however much is done with it. */
export interface ParsedPart extends BankPart {
  bank: Bank
}

/** Parses all files of a bank; null if one of them cannot be read. */
export function parseParts(parts: readonly BankPart[]): ParsedPart[] | null {
  const parsed: ParsedPart[] = []
  for (const { name, content } of parts) {
    const bank = parseBank(content)
    if (!bank) return null
    parsed.push({ name, content, bank })
  }
  return parsed
}

/** The questions of all files in their order. */
export const listQuestions = (parts: readonly ParsedPart[]): ListedQuestion[] => parts.flatMap(({ bank }) => questionsOf(bank))

/** Changes questions where they stand, and puts new ones behind the last, into further files as these get full. */
export function changeParts(parts: readonly ParsedPart[], { changed, added }: Changes): BankPart[] | BankFault {
  if (listQuestions(parts).length + added.length > maxBankQuestions) return 'full'
  return addToParts(
    parts.map(({ name, bank }) => ({ name, content: changeQuestions(bank, changed) })),
    added,
  )
}

/** Adds questions behind the last, without reading what stands before it. */
export function addToParts(parts: readonly BankPart[], added: readonly BankQuestion[]): BankPart[] | BankFault {
  const written = [...parts]
  for (let from = 0; from < added.length;) {
    let last = written.at(-1)
    if (!last || isFull(roomOf(last))) {
      const name = nameNextBankFile(written.map((part) => part.name))
      if (name === null) return 'full'
      last = { name, content: '' }
      written.push(last)
    }
    const few = added.slice(from, from + countFitting(added.slice(from), roomOf(last)))
    const content = addQuestions(last.content, few)
    if (content === null) return 'unreadable'
    written[written.length - 1] = { name: last.name, content }
    from += few.length
  }
  return written
}

interface Room {
  bytes: number
  lines: number
}

const roomOf = ({ content }: BankPart): Room => ({
  bytes: fullBankFileBytes - Buffer.byteLength(content),
  lines: fullBankFileLines - content.split('\n').length,
})
const isFull = ({ bytes, lines }: Room) => bytes <= 0 || lines <= 0

/** No question takes more lines in a file: a line for each field, two for each option, one for each tag, and those of its texts. */
function countLines({ text, options, explanation, tags = [] }: BankQuestion): number {
  const ofTexts = [text, explanation, ...options].reduce((sum, words) => sum + words.split('\n').length + 1, 0)
  return 12 + ofTexts + options.length + tags.length
}

/** How many of these questions fit into so much room, at least one. */
function countFitting(questions: readonly BankQuestion[], { bytes, lines }: Room): number {
  const room = { bytes, lines }
  const first = questions.findIndex((question) => {
    room.bytes -= Buffer.byteLength(JSON.stringify(question))
    room.lines -= countLines(question)
    return room.bytes < 0 || room.lines < 0
  })
  return first === -1 ? questions.length : Math.max(1, first)
}

/** Those of these files that are written otherwise than before, or are new. */
export const listChangedParts = (before: readonly BankPart[], after: readonly BankPart[]): BankPart[] =>
  after.filter(({ name, content }) => before.find((part) => part.name === name)?.content !== content)
