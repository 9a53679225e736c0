// Writes questions in a format. What a format cannot hold is left out by name, rather than changed.
import { findAikenObjection, writeAiken } from './aiken/write-aiken.ts'
import { writeGift } from './gift/write-gift.ts'
import { writeMoodleXml } from './moodle-xml/write-moodle-xml.ts'
import type { QtiVersion } from './qti/names.ts'
import { writeQtiPackage } from './qti/write-qti.ts'
import type { QuestionFormat, QuestionToWrite } from './question.ts'
import { findWorkbookObjection, writeQuestionWorkbook } from './xlsx/write-workbook.server.ts'

export interface LeftOut {
  /** Position among the questions that were to be written, from 1; 0 if it is about all. */
  index: number
  name: string
  message: string
}

export interface QuestionsWritten {
  bytes: Uint8Array
  /** The ending of the file's name. */
  ending: string
  written: number
  left: LeftOut[]
}

const endings: Record<QuestionFormat, string> = { gift: 'gift', 'moodle-xml': 'xml', aiken: 'txt', qti: 'zip', xlsx: 'xlsx' }

function findObjection(format: QuestionFormat, question: QuestionToWrite): string | null {
  if (format === 'aiken') return findAikenObjection(question)
  return format === 'xlsx' ? findWorkbookObjection(question) : null
}

async function encode(format: QuestionFormat, questions: readonly QuestionToWrite[], version: QtiVersion): Promise<Uint8Array> {
  if (format === 'qti') return writeQtiPackage(questions, version)
  if (format === 'xlsx') return writeQuestionWorkbook(questions)
  const write = { gift: writeGift, 'moodle-xml': writeMoodleXml, aiken: writeAiken }[format]
  return Buffer.from(write(questions), 'utf8')
}

/** What Aiken has no place for in questions that it can hold. */
const isLossy = ({ explanation, tags, difficulty, lesson }: QuestionToWrite) =>
  explanation !== '' || tags.length > 0 || difficulty !== undefined || lesson !== undefined

/** Writes a file, and says which questions its format cannot hold. `qtiVersion`: 2.2 by default, which most systems read. */
export async function writeQuestionFile(
  format: QuestionFormat,
  questions: readonly QuestionToWrite[],
  { qtiVersion = '2.2' }: { qtiVersion?: QtiVersion } = {},
): Promise<QuestionsWritten> {
  const left: LeftOut[] = []
  const held = questions.filter((question, at) => {
    const message = findObjection(format, question)
    if (message !== null)
      left.push({ index: at + 1, name: question.name, message: `${message}这道题没有写进去，请用 Moodle XML 或 QTI 导出。` })
    return message === null
  })
  if (format === 'aiken' && held.some(isLossy))
    left.push({ index: 0, name: '', message: 'Aiken 放不下名称、解释、难度、标签和课，这些没有写进去。' })
  return { bytes: await encode(format, held, qtiVersion), ending: endings[format], written: held.length, left }
}

interface Order {
  format: QuestionFormat
  questions: readonly QuestionToWrite[]
  qtiVersion?: QtiVersion
}

/** The task of a thread. */
export const writeQuestionsTask = ({ format, questions, qtiVersion }: Order): Promise<QuestionsWritten> =>
  writeQuestionFile(
    format,
    questions.map((question) => ({
      ...question,
      // A message carries plain bytes.
      pictures: question.pictures.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })),
    })),
    qtiVersion === undefined ? {} : { qtiVersion },
  )
