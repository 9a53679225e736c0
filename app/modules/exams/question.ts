// The part of a frozen course version that an exam needs.
import { z } from 'zod'
import { questionKinds } from './draw.ts'

export const question = z.object({
  id: z.string(),
  kind: z.enum(questionKinds),
  text: z.string(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
  correct: z.array(z.string()),
  explanation: z.string(),
  /** The lesson that it is about. */
  lesson: z.string().optional(),
})
export type Question = z.infer<typeof question>

/** What the course's author proposes for the exam. */
const proposal = z.object({ single: z.int(), multiple: z.int(), trueFalse: z.int(), minutes: z.int(), passMark: z.int() })

const lessonTitle = z.object({ slug: z.string(), title: z.string() })

export const frozenContent = z.object({ slug: z.string().optional(), lessons: z.array(lessonTitle).default([]), questions: z.array(question), exam: proposal.optional() })
export type FrozenContent = z.infer<typeof frozenContent>
