// What the page of a file posts, and what its script sends.
import { z } from 'zod'
import { invalidInput } from '#app/refusal.ts'
import { settleParts } from './choices.ts'

const maxContent = 250_000
/** Browsers send two signs for each line break of a text field. */
const content = z
  .string('没有收到课文。')
  .max(maxContent, '课文太长。请分成两课。')
  .transform((text) => text.replaceAll('\r\n', '\n'))
const sequence = z.coerce.number('不知道是从哪一稿改的，请重新打开这个文件。').int().positive().max(1e12)

const part = z.union([
  z.strictObject({ text: z.string().max(maxContent) }),
  z.strictObject({ mine: z.string().max(maxContent), theirs: z.string().max(maxContent), base: z.string().max(maxContent) }),
])

/** The parts of a merged text, as the page of a conflict holds them. */
const mergedParts = z.array(part).max(3_000)
export const fileForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('save'), content, base: sequence }),
  z.looseObject({ do: z.literal('choose'), parts: z.string().max(3 * maxContent), base: sequence }),
])

/** What the editor's script sends to be saved. */
export const savingBody = z.strictObject({
  content: z.string().max(maxContent),
  base: z.number().int().positive().max(1e12),
  isLeaving: z.boolean().optional(),
})
export const previewBody = z.strictObject({ content: z.string().max(maxContent) })
export const pasteBody = z.strictObject({ html: z.string().max(1_000_000) })
export const revisionForm = z.object({ do: z.literal('bringBack'), sequence })

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
