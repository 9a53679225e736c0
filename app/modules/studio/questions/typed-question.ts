// A question as its page's script sends it while it is being typed: half-written in most cases.
import { z } from 'zod'
import { listOf, longText, shortText } from '#app/fields.ts'
import { questionKinds } from '#app/modules/exams/draw.ts'

export const typedQuestion = z.strictObject({
  kind: z.enum(questionKinds),
  text: longText(),
  options: listOf(z.string().max(200), 26),
  right: listOf(z.int().min(0).max(25), 26),
  explanation: longText(),
  picture: shortText().optional(),
  alt: shortText().optional(),
})
