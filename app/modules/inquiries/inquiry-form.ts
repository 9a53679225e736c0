// What is posted about trainees' questions: by her, and by whoever answers.
import { z } from 'zod'
import { id, boundedText, severalOf, shortText, version } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** Signs of a question or a reply: they are read on a phone. */
export const maxText = 500

const text = () => z.string().trim().max(maxText, `最多 ${maxText} 字。`)

/** A question under a section, or taking one back. */
export const askForm = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('ask'),
    at: shortText('请选要问哪一节。').regex(/^[a-z0-9-]{1,60}\/s\d{1,3}$/, '请选要问哪一节。'),
    version: id().optional(),
    text: text().default(''),
  }),
  z.object({ do: z.literal('withdraw'), inquiry: id() }),
])

/**
 * One answer for the ticked questions. `question` is what the class reads if it is shown to it; `picture` and `heard` name the question whose
 * photograph and voice it sees and hears too, empty for none.
 */
export const answerForm = z.object({
  inquiries: severalOf(id(), 100),
  text: text().default(''),
  show: z.literal('yes').optional(),
  question: text().default(''),
  picture: id().default(''),
  heard: id().default(''),
})

/** Correcting a reply, or showing it to the class. */
export const replyForm = z.object({
  do: z.enum(['correct', 'show']),
  version: version(),
  text: text().default(''),
  question: text().default(''),
  picture: id().default(''),
  heard: id().default(''),
})

/** The steps that end something for those who read a reply, by their addresses. */
export const replySteps = { hide: '不再给全班看', 'take-back': '收回回答' } as const
export type ReplyStepName = keyof typeof replySteps

export const replyStepForm = z.object({ version: version(), reason: boundedText(maxLengths.reason, '原因').default('') })
