// Schemas of a course's files, with messages for authors.
import { z } from 'zod'
import { questionKinds } from '#app/modules/exams/draw.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { examLimits } from '#app/modules/exams/exam-limits.ts'
import { listOf, longText, shortText } from '#app/fields.ts'
import { placeholders } from '#app/lesson/placeholders.ts'

const slug = shortText('少了名字。').regex(/^[a-z0-9-]+$/, '名字只能用小写字母、数字和 -。')

const { minutes, passMark, questions, ofAKind } = examLimits
const count = z.int('题数应是整数。').min(0, '题数不能小于 0。').max(ofAKind.most, `一种题最多 ${ofAKind.most} 道。`)
const passMarkMessage = `及格线应是 ${passMark.least} 到 ${passMark.most} 的整数。`

export const courseFile = z.strictObject({
  title: z.string('少了课程名。').min(1, '少了课程名。').max(30, '课程名太长，最多 30 字。'),
  summary: z.string('少了一句话简介。').min(1, '少了一句话简介。').max(80, '简介太长，最多 80 字。'),
  /** 学时 of the whole class: lessons, practice in the room and exam together. */
  hours: z.number('学时应是数字。').positive('学时要大于 0。').max(1_000, '学时最多 1000。'),
  lessons: z.array(slug, '要列出各课的文件名。').min(1, '至少要有一课。').max(200, '一门课最多 200 课。'),
  exam: z
    .strictObject(
      {
        single: count,
        multiple: count,
        trueFalse: count,
        minutes: z
          .int('考试的分钟数应是整数。')
          .min(minutes.least, `考试至少 ${minutes.least} 分钟。`)
          .max(minutes.most, `考试最多 ${minutes.most} 分钟。`),
        passMark: z.int(passMarkMessage).min(passMark.least, passMarkMessage).max(passMark.most, passMarkMessage),
      },
      '少了考试的安排。',
    )
    .refine(
      ({ single, multiple, trueFalse }) => single + multiple + trueFalse >= questions.least,
      `一张卷子至少 ${questions.least} 道题。`,
    ),
})
export type CourseFile = z.infer<typeof courseFile>

export { questionKinds }

/** Fewer characters explain nothing. */
export const shortestExplanation = 4

const option = z.strictObject({
  key: z.string('少了选项的字母。').regex(/^[a-z]$/, '选项的字母应是一个小写字母。'),
  text: longText('选项没有写字。').min(1, '选项没有写字。'),
})

/** The names of pictures that a question may show. */
export const questionPictureName = /^[a-z0-9-]+\.(?:svg|jpg|png|webp)$/

export const questionFile = z.strictObject({
  id: slug,
  lesson: slug,
  kind: z.enum(questionKinds, `题型要写 ${questionKinds.map((kind) => `${kind}（${kindLabels[kind]}）`).join('、')}中的一个。`),
  text: longText('没有写题目。').min(4, '题目太短。'),
  options: listOf(option, 26).optional(),
  correct: z.array(shortText(), '没有写正确答案。').min(1, '没有写正确答案。').max(26, '正确答案最多 26 个。'),
  /** May be empty: it is asked for, and remarked on. */
  explanation: longText('少了解释。'),
  /** A file of the course that is shown below the text. */
  picture: shortText().regex(questionPictureName, 'picture 应是图的文件名（.svg、.jpg、.png、.webp）。').optional(),
  /** What the picture shows, for those who cannot see it. */
  alt: shortText().optional(),
  /** What it is called among others; for those who write courses. */
  name: shortText().optional(),
  /** 1 is easy, 3 is hard. */
  difficulty: z.int('难度应是 1、2 或 3。').min(1, '难度应是 1、2 或 3。').max(3, '难度应是 1、2 或 3。').optional(),
  tags: listOf(z.string().max(40, '标签最多 40 字。'), 20).optional(),
})
export type QuestionFile = z.infer<typeof questionFile>

/** A question in the form that exams use. */
export interface Question {
  id: string
  kind: (typeof questionKinds)[number]
  text: string
  options: { key: string; text: string }[]
  correct: string[]
  explanation: string
  lesson: string
  /** 1 is easy, 3 is hard: plans of exams may draw by it. */
  difficulty?: number | undefined
  /** A file of the course, and what it shows. */
  picture?: string | undefined
  alt?: string | undefined
}

const trueOrFalse = [
  { key: 'a', text: '对' },
  { key: 'b', text: '错' },
]

/** True/false questions need no options in the file: `correct: [a]` is 对, `[b]` is 错. Name and tags stay with those who write. */
export const toQuestion = ({ options, name: _name, tags: _tags, ...question }: QuestionFile): Question => ({
  ...question,
  options: question.kind === 'trueFalse' ? trueOrFalse : (options ?? []),
})

/** Finds what is wrong with the picture of a question; null if nothing is. `hasFile`: whether the course has a file of that name. */
export function findPictureFault({ id, picture, alt = '' }: Question, hasFile: (name: string) => boolean): string | null {
  if (picture === undefined) return alt.trim() === '' ? null : `试题 ${id} 写了 alt，没有写 picture。`
  if (!hasFile(picture)) return `试题 ${id} 的图 ${picture} 不在这门课的文件里。`
  return alt.trim() === '' || alt.trim() === placeholders.picture ? `试题 ${id} 的图没有写图上有什么（alt），看不见图的人靠它。` : null
}

/** Finds what is wrong with a question beyond its shape; null if nothing is. */
export function findQuestionFault({ id, kind, options, correct }: Question): string | null {
  const keys = options.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) return `试题 ${id} 的选项字母有重复。`
  if (correct.some((key) => !keys.includes(key))) return `试题 ${id} 的正确答案不在选项里。`
  if (kind === 'multiple' ? correct.length < 2 : correct.length !== 1)
    return kind === 'multiple' ? `试题 ${id} 是多选题，正确答案至少两个。` : `试题 ${id} 的正确答案应只有一个。`
  if (new Set(correct).size !== correct.length) return `试题 ${id} 的正确答案写重了。`
  if (new Set(options.map(({ text }) => text)).size !== options.length) return `试题 ${id} 有两个一样的选项。`
  if (kind !== 'trueFalse' && correct.length === keys.length) return `试题 ${id} 的选项全对，没有错的可选。`
  if (kind !== 'trueFalse' && keys.length < 3) return `试题 ${id} 的选项太少，至少三个。`
  return null
}
