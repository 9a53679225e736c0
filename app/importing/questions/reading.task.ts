// Reads a file of questions in a thread: questions are emitted as they are read.
import { UnreadableFile } from '#app/spreadsheet/unreadable.ts'
import type { UnreadPart } from '#app/spreadsheet/unread.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { readAiken } from './aiken/read-aiken.ts'
import { assertReadableBytes, detectText, detectZip, isZip } from './detect.ts'
import { readGift } from './gift/read-gift.ts'
import { readMoodleXml } from './moodle-xml/read-moodle-xml.ts'
import { findTitle, readItem } from './qti/read-item.ts'
import { readQtiPackage } from './qti/read-package.server.ts'
import { formatLabels, isRefused, limits, type QuestionFormat, type ReadQuestion, type RefusedQuestion } from './question.ts'
import { readOne } from './settle.ts'
import { decodeFile } from './text/decode.ts'
import type { FindPicture } from './text/picture-bag.ts'
import { isOfOtherFormat, isWithoutQuestions, toUnreadableQuestions, UnreadableQuestions } from './unreadable-questions.ts'
import { readWorkbookQuestions } from './xlsx/read-workbook.server.ts'
import { openZip, type OpenedZip } from './zip.server.ts'

export interface QuestionsRead {
  format: QuestionFormat
  /** Of a workbook, what was not read. */
  unread: UnreadPart[]
}

type Questions = Iterable<ReadQuestion | RefusedQuestion> | AsyncIterable<ReadQuestion | RefusedQuestion>

interface Opened {
  format: QuestionFormat
  questions: Questions
  unread: UnreadPart[]
}

/** Questions of one message: few if they have pictures. */
const maxInBatch = 100
const maxBytesInBatch = 4 * 1024 * 1024

export async function readQuestionsTask(
  { bytes, format }: { bytes: Uint8Array; format?: QuestionFormat | undefined },
  emit: Emit<(ReadQuestion | RefusedQuestion)[]>,
): Promise<QuestionsRead> {
  try {
    const opened = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), format)
    await emitAll(opened, emit)
    return { format: opened.format, unread: opened.unread }
  } catch (fault) {
    throw toUnreadableQuestions(fault)
  }
}

/** Refuses a file without any question: to whoever brings it, nothing read is no success. */
async function emitAll({ questions, format }: Opened, emit: Emit<(ReadQuestion | RefusedQuestion)[]>) {
  let batch: (ReadQuestion | RefusedQuestion)[] = []
  let bytesInBatch = 0
  let allBytes = 0
  let count = 0
  for await (const one of questions) {
    if (++count > limits.questions) throw new UnreadableQuestions('too-many-questions')
    const size = isRefused(one) ? 0 : one.pictures.reduce((sum, picture) => sum + picture.bytes.length, 0)
    allBytes += size
    if (allBytes > limits.allPictureBytes) throw new UnreadableQuestions('too-much')
    batch.push(one)
    bytesInBatch += size
    if (batch.length < maxInBatch && bytesInBatch < maxBytesInBatch) continue
    await emit(batch)
    batch = []
    bytesInBatch = 0
  }
  if (count === 0) throw isWithoutQuestions(format)
  if (batch.length > 0) await emit(batch)
}

const nothingBeside: FindPicture = () => null

/** Finds out what a file is. With `chosen`, refuses a file that is clearly of another format. */
async function open(bytes: Buffer, chosen: QuestionFormat | undefined): Promise<Opened> {
  assertReadableBytes(bytes)
  if (bytes.length > limits.bytes) throw new UnreadableQuestions('too-large')
  if (isZip(bytes)) return openPackage(bytes, chosen)
  return openText(decodeFile(bytes), { chosen, find: nothingBeside, bytes })
}

function assertChosen(found: QuestionFormat, chosen: QuestionFormat | undefined) {
  if (chosen !== undefined && chosen !== found) throw isOfOtherFormat(formatLabels[found], formatLabels[chosen])
}

async function openPackage(bytes: Buffer, chosen: QuestionFormat | undefined): Promise<Opened> {
  const zip = await openZip(bytes)
  const content = detectZip(zip.names)
  if (content.kind === 'xlsx') {
    assertChosen('xlsx', chosen)
    return openWorkbook(bytes)
  }
  if (content.kind === 'qti') {
    assertChosen('qti', chosen)
    return { format: 'qti', questions: readPackage(zip, content.manifest), unread: [] }
  }
  const text = await zip.text(content.member)
  if (text === null) throw new UnreadableQuestions('archive')
  return openText(text, { chosen, find: zip.finder(content.member.split('/').slice(0, -1).join('/')) })
}

/** A package without any item of QTI 2 or 3 is named for what it holds. */
async function* readPackage(zip: OpenedZip, manifest: string | null) {
  let isEmpty = true
  for await (const one of readQtiPackage(zip, manifest)) {
    isEmpty = false
    yield one
  }
  if (!isEmpty) return
  for (const name of zip.names.filter((member) => member.endsWith('.xml')))
    if (/<(?:[\w-]+:)?questestinterop[\s>]/.test((await zip.text(name))?.slice(0, 5_000) ?? '')) throw new UnreadableQuestions('qti-1')
  throw new UnreadableQuestions(manifest === null ? 'archive' : 'no-questions')
}

function openText(
  text: string,
  { chosen, find, bytes }: { chosen: QuestionFormat | undefined; find: FindPicture; bytes?: Buffer },
): Promise<Opened> | Opened {
  if (text.trim() === '') throw new UnreadableQuestions('empty')
  const found = detectText(text)
  // What a text means may be in doubt between these two, and whoever chose knows; XML is never in doubt.
  const isInDoubt = found === 'gift' || found === 'aiken' || found === 'xlsx' || found === null
  const isText = chosen === 'gift' || chosen === 'aiken' || chosen === 'xlsx'
  if (found !== null && !(isInDoubt && isText)) assertChosen(found, chosen)
  const format = (isInDoubt && isText ? chosen : undefined) ?? found
  if (format === 'gift') return { format, questions: readGift(text, find), unread: [] }
  if (format === 'aiken') return { format, questions: readAiken(text), unread: [] }
  if (format === 'moodle-xml') return { format, questions: readMoodleXml(text, find), unread: [] }
  if (format === 'qti') return { format, questions: readSingleItem(text, find), unread: [] }
  if (format === 'xlsx' && bytes) return openWorkbook(bytes)
  throw new UnreadableQuestions('no-questions')
}

function* readSingleItem(text: string, find: FindPicture) {
  yield readOne({ index: 1, line: 1, name: findTitle(text) }, () => readItem(text, { find, tags: [], name: '' }))
}

/** A workbook without heads is refused as a whole. */
function openWorkbook(bytes: Buffer): Opened {
  const unread: UnreadPart[] = []
  async function* questions() {
    let isEmpty = true
    try {
      for await (const one of readWorkbookQuestions(bytes, unread)) {
        isEmpty = false
        yield one
      }
    } catch (fault) {
      if (fault instanceof UnreadableFile && fault.code === 'not-a-workbook') throw new UnreadableQuestions('no-questions')
      throw fault
    }
    if (isEmpty && unread.some(({ why }) => why.includes('没有表头'))) throw new UnreadableQuestions('no-heads')
  }
  return { format: 'xlsx', questions: questions(), unread }
}
