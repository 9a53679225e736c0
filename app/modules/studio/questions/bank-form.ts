// The forms of a question bank: several questions pasted at once, and how the exam draws from them.
import { z } from 'zod'
import { linesOfText, shortText, typedNumber } from '#app/fields.ts'
import { examLimits } from '#app/modules/exams/exam-limits.ts'

const { minutes, passMark, ofAKind, questions } = examLimits
const many = typedNumber('写一个整数。').pipe(z.int('写一个整数。').min(0, '不能小于 0。').max(ofAKind.most, `最多 ${ofAKind.most} 道。`))

export const bankForm = z.discriminatedUnion('do', [
  z
    .object({
      do: z.literal('exam'),
      single: many,
      multiple: many,
      trueFalse: many,
      minutes: typedNumber('写一个整数。').pipe(
        z.int('写一个整数。').min(minutes.least, `至少 ${minutes.least} 分钟。`).max(minutes.most, `最多 ${minutes.most} 分钟。`),
      ),
      passMark: typedNumber('写一个整数。').pipe(
        z.int('写一个整数。').min(passMark.least, `至少 ${passMark.least}。`).max(passMark.most, `最多 ${passMark.most}。`),
      ),
    })
    .refine(({ single, multiple, trueFalse }) => single + multiple + trueFalse >= questions.least, {
      message: `一张卷子至少 ${questions.least} 道题。`,
      path: ['single'],
    }),
  z.object({
    do: z.literal('paste'),
    lesson: shortText('请选这些题是哪一课讲的。'),
    pasted: linesOfText('请把题目贴进来。').trim().min(1, '请把题目贴进来。'),
  }),
])
export type BankOrder = z.output<typeof bankForm>
