// Questions between their preview and being accepted: they travel in the form itself, so that nothing is kept of a file that nobody accepts.
// Photographs are too large for it: their hashes travel, and they are deleted after a day if nobody accepts.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { z } from 'zod'
import { listOf, longText, shortText } from '#app/fields.ts'
import { maxBankQuestions } from '#app/modules/courses/bank-files.ts'
import { questionKinds } from '#app/modules/exams/draw.ts'
import { invalidInput } from '#app/refusal.ts'
import type { ComingQuestion } from './match-questions.ts'
import { findFault } from './question-form.ts'
import { comingPictureName, maxDrawing } from './question-pictures.server.ts'

/** Of what a bank has room for, packed, in digits of base64. */
const most = { characters: 12_000_000, bytes: 40_000_000, questions: maxBankQuestions }

/** The field of the form. */
export const carriedField = z.string('请再选一次文件。').max(most.characters, '题太多，请分成几个文件再传。')

const tier = z.union([z.literal(1), z.literal(2), z.literal(3)])
const question = z
  .strictObject({
    kind: z.enum(questionKinds),
    text: longText().min(4),
    options: listOf(longText().min(1), 26),
    right: listOf(z.int().min(0).max(25), 26),
    explanation: longText(),
    lesson: shortText().nullable(),
    name: shortText().optional(),
    difficulty: tier.optional(),
    tags: listOf(z.string().max(40), 20).optional(),
    picture: z.string().max(80).regex(comingPictureName).optional(),
    alt: shortText().min(1).optional(),
    drawing: z.string().max(maxDrawing).optional(),
  })
  .refine((one) => findFault(one) === null)
  .refine(
    ({ picture, alt, drawing }) =>
      (picture === undefined) === (alt === undefined) && /svg$/.test(picture ?? '') === (drawing !== undefined),
  )

export const encodeQuestions = async (questions: readonly ComingQuestion[]): Promise<string> =>
  (await promisify(deflateRaw)(JSON.stringify(questions))).toString('base64url')

/** Throws 422 if it is not what `encodeQuestions` made. */
export async function decodeQuestions(carried: string): Promise<ComingQuestion[]> {
  try {
    const json = await promisify(inflateRaw)(Buffer.from(carried, 'base64url'), { maxOutputLength: most.bytes })
    const carriedQuestions = listOf(z.unknown(), most.questions).parse(JSON.parse(json.toString('utf8')))
    const read: ComingQuestion[] = []
    for (const [nth, one] of carriedQuestions.entries()) {
      if (nth % 250 === 249) await nextTurn() // others have their turn
      read.push(question.parse(one))
    }
    return read
  } catch (fault) {
    const sentence = '预览没有收全，题目没有放进去。请再选一次文件。'
    throw Object.assign(invalidInput({ file: [sentence] }, sentence), { cause: fault })
  }
}
