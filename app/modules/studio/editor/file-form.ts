// What the page of a file posts, and what its script sends.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { invalidInput } from '#app/refusal.ts'
import { settleParts } from './choices.ts'
import { withPlainEnds } from './line-ends.ts'

const maxContent = 250_000
const text = z.string('没有收到课文。').max(maxContent, '课文太长。请分成两课。')
/** Browsers send two signs for each line break of a text field. */
const content = text.transform(withPlainEnds)
const sequence = z.coerce.number('不知道是从哪一稿改的，请重新打开这个文件。').int().positive().max(1e12)

const part = z.union([
  z.strictObject({ text: z.string().max(maxContent) }),
  z.strictObject({ mine: z.string().max(maxContent), theirs: z.string().max(maxContent), base: z.string().max(maxContent) }),
])

/** The parts of a merged text, as the page of a conflict holds them. */
const mergedParts = z.array(part).max(3_000)
export const fileForm = z.discriminatedUnion('do', [
  /** The text, where it can be written; and what was pressed beside it, by the number or id that its fields carry. */
  z.looseObject({
    do: z.literal('save'),
    content: content.optional(),
    base: sequence,
    wave: z
      .string()
      .regex(/^\d{1,3}$/)
      .optional(),
    takeBack: shortText().max(250).optional(),
    mend: z.string().max(400).optional(),
    answer: id().optional(),
    done: id().optional(),
    undone: id().optional(),
  }),
  z.looseObject({ do: z.literal('choose'), parts: z.string().max(3 * maxContent), base: sequence }),
])

/** What the editor's script sends to be saved. */
export const savingBody = z.strictObject({
  content: text,
  base: z.number().int().positive().max(1e12),
  isLeaving: z.boolean().optional(),
})
export const previewBody = z.strictObject({ content: text })
const says = z.string().trim().max(2_000, '最多 2000 字。')
/** An answer to a remark, or that it is done. */
export const remarkBody = z.strictObject({ remarkId: id(), says: says.default(''), isDone: z.boolean().optional() })
export const revisionForm = z.object({ do: z.literal('bringBack'), sequence })
/** The revision that an address names; null if it names none. */
export const readSequence = (at: string | null): number | null => (at !== null && /^\d{1,12}$/.test(at) ? Number(at) : null)

/** The text that somebody chose of two: the parts and, for each place of two, the choice. Mine, where nothing was chosen. */
export function readChosen(posted: { parts: string; [field: string]: unknown }): string {
  let written: unknown = null
  try {
    written = JSON.parse(posted.parts)
  } catch {
    // read as nothing, and refused below
  }
  const { success, data } = mergedParts.safeParse(written)
  if (!success) throw invalidInput({}, '收到的内容不完整，没有存上。请按返回键再试。')
  return settleParts(data, (nth) => {
    const choice = posted[`choice-${nth}`]
    return choice === 'theirs' || choice === 'both' ? choice : 'mine'
  })
}
