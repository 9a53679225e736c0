// What a course's files must look like: one schema a file, with sentences for authors.
import { z } from 'zod'
import { tiers } from './tiers.ts'

const slug = z.string().regex(/^[a-z0-9-]+$/, '名字只能用小写字母、数字和 -。')

export const courseFile = z.strictObject({
  title: z.string('少了 title（课程名）。').min(1),
  summary: z.string('少了 summary（一句话简介）。').min(1),
  hours: z.number('hours（学时）应是数字。').positive(),
  lessons: z.array(slug, 'lessons 应列出各课的文件名。').min(1, '至少要有一课。'),
  exam: z.strictObject({
    single: z.number().int().min(0),
    multiple: z.number().int().min(0),
    trueFalse: z.number().int().min(0),
    minutes: z.number().int().positive(),
    passMark: z.number().int().min(1).max(100),
  }),
})
export type CourseFile = z.infer<typeof courseFile>

export const questionKinds = ['single', 'multiple', 'trueFalse'] as const

const option = z.strictObject({ key: z.string().regex(/^[a-z]$/, '选项的 key 应是一个小写字母。'), text: z.string().min(1, '选项没有写字。') })

export const questionFile = z.strictObject({
  id: slug,
  lesson: slug,
  kind: z.enum(questionKinds, 'kind 应是 single、multiple 或 trueFalse。'),
  text: z.string().min(4, '题目太短。'),
  options: z.array(option).optional(),
  correct: z.array(z.string()).min(1, '没有写正确答案。'),
  explanation: z.string('少了 explanation（解释）。').min(4, '解释太短。'),
})
export type QuestionFile = z.infer<typeof questionFile>

/** A question as exams take it. */
export interface Question {
  id: string
  kind: (typeof questionKinds)[number]
  text: string
  options: { key: string; text: string }[]
  correct: string[]
  explanation: string
  lesson: string
}

const trueOrFalse = [
  { key: 'a', text: '对' },
  { key: 'b', text: '错' },
]

/** True/false questions need no options in the file: `correct: [a]` is 对, `[b]` is 错. */
export const asQuestion = ({ options, ...question }: QuestionFile): Question => ({ ...question, options: question.kind === 'trueFalse' ? trueOrFalse : (options ?? []) })

/** What is wrong with a question beyond its shape; null if nothing. */
export function faultOfQuestion({ id, kind, options, correct }: Question): string | null {
  const keys = options.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) return `试题 ${id} 的选项 key 有重复。`
  if (correct.some((key) => !keys.includes(key))) return `试题 ${id} 的正确答案不在选项里。`
  if (kind === 'multiple' ? correct.length < 2 : correct.length !== 1) return kind === 'multiple' ? `试题 ${id} 是多选题，正确答案至少两个。` : `试题 ${id} 的正确答案应只有一个。`
  if (kind !== 'trueFalse' && keys.length < 3) return `试题 ${id} 的选项太少，至少三个。`
  return null
}

export const tierOfFolder = z.enum(tiers)
