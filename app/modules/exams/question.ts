// The part of a frozen course version that an exam needs.
import { z } from 'zod'
import { count, id, keptText, listOf, shortText } from '#app/fields.ts'
import { questionKinds } from './draw.ts'

const question = z.object({
  id: id(),
  kind: z.enum(questionKinds),
  text: keptText(),
  options: listOf(z.object({ key: shortText(), text: keptText() }), 100),
  correct: listOf(shortText(), 100),
  explanation: keptText(),
  /** The lesson that it is about. */
  lesson: shortText().optional(),
  /** 1 is easy, 3 is hard; plans may draw by it. */
  difficulty: z.int().min(1).max(3).optional(),
  /** The name of a file of the course, and what it shows. */
  picture: shortText().optional(),
  alt: shortText().optional(),
})
export type Question = z.infer<typeof question>

/** What the course's author proposes for the exam. */
const proposal = z.object({ single: count(), multiple: count(), trueFalse: count(), minutes: count(), passMark: count() })

const lessonTitle = z.object({ slug: shortText(), title: keptText() })

export const frozenContent = z.object({
  slug: shortText().optional(),
  lessons: listOf(lessonTitle, 1_000).default([]),
  questions: listOf(question, 5_000),
  exam: proposal.optional(),
  /** The hashes of its media, and its drawings as text, by the names of their files. */
  media: z.record(z.string().max(100), z.string().max(100)).default({}),
  pictures: z.record(z.string().max(100), z.string().max(300_000)).default({}),
})
export type FrozenContent = z.infer<typeof frozenContent>
