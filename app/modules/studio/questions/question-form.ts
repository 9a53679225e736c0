// The form of one question of a bank.
import { z } from 'zod'
import { id, longText, severalOf, shortText } from '#app/fields.ts'
import { placeholders } from '#app/lesson/placeholders.ts'
import { questionPictureName } from '#app/modules/courses/course-files.ts'
import { questionKinds } from '#app/modules/exams/draw.ts'
import type { Difficulty } from '#app/modules/exams/draw.ts'
import type { BankQuestion } from './question-bank.ts'

/** Fields for options that a form shows. */
export const shownOptions = 6

const place = z.coerce.number().int().min(0).max(25)
const lesson = shortText('请选讲这道题的课。').regex(/^[a-z0-9-]+$/, '请选讲这道题的课。')
const mark = id()

const option = z.string().trim().max(200, '选项最多 200 字。')

const most = { tags: 20, tag: 40 }

/** Tags as they are typed, one after the other. */
const typedTags = longText()
  .default('')
  .transform((typed) => [
    ...new Set(
      typed
        .split(/[,，、;；\n]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ])
  .refine((tags) => tags.length <= most.tags, `最多 ${most.tags} 个标签。`)
  .refine((tags) => tags.every((tag) => tag.length <= most.tag), `一个标签最多 ${most.tag} 字。`)

/** A question as typed: empty fields for options are left out. */
const question = z
  .object({
    do: z.literal('save'),
    kind: z.enum(questionKinds),
    lesson,
    text: longText('请写题目。').trim().min(4, '题目至少 4 个字。'),
    option: severalOf(option, 26),
    right: severalOf(place, 26),
    explanation: longText('请写为什么。').trim().min(4, '解释至少 4 个字：答错的人要看得懂为什么。'),
    difficulty: z.preprocess((typed) => (typed === '' ? undefined : typed), z.enum(['1', '2', '3'], '请选一种难度。').optional()),
    tags: typedTags,
    picture: z.preprocess((typed) => (typed === '' ? undefined : typed), shortText().regex(questionPictureName, '请选一张图。').optional()),
    alt: shortText().trim().default(''),
    mark: mark.optional(),
    next: z.enum(['list', 'another']).optional(),
  })
  .transform(({ do: what, option: typed, right: ticked, mark: seen, next, difficulty, tags, picture, alt, ...rest }) => {
    const isTold = rest.kind === 'trueFalse'
    const kept = typed.map((text, at) => ({ text, isRight: ticked.includes(at) })).filter(({ text }) => text !== '')
    const right = isTold ? ticked.slice(0, 1) : kept.flatMap(({ isRight }, at) => (isRight ? [at] : []))
    const written: BankQuestion = {
      ...rest,
      options: isTold ? [] : kept.map(({ text }) => text),
      right,
      ...(difficulty && { difficulty: Number(difficulty) as Difficulty }),
      ...(tags.length > 0 && { tags }),
      ...(picture !== undefined && { picture, alt }),
    }
    return { do: what, question: written, mark: seen, isAnother: next === 'another' }
  })
  .superRefine(({ question: written }, context) => {
    const fault = findFault(written)
    if (fault) context.addIssue({ code: 'custom', path: fault.path, message: fault.message })
    if (written.picture !== undefined && (written.alt === '' || written.alt === placeholders.picture))
      context.addIssue({ code: 'custom', path: ['alt'], message: '请写图上有什么：看不见图的人靠它。' })
  })

/** What is wrong with options and answer, in the words of the form. */
export function findFault({
  kind,
  options,
  right,
}: Pick<BankQuestion, 'kind' | 'options' | 'right'>): { path: string[]; message: string } | null {
  if (kind !== 'trueFalse' && options.length < 3) return { path: ['option'], message: '至少写三个选项。' }
  if (new Set(options).size !== options.length) return { path: ['option'], message: '有两个选项一样。' }
  if (right.length === 0) return { path: ['right'], message: kind === 'trueFalse' ? '请选“对”或“错”。' : '请勾上对的选项。' }
  if (kind === 'multiple' && right.length < 2) return { path: ['right'], message: '多选题至少勾两个对的。只有一个对，请写成单选题。' }
  if (kind === 'single' && right.length > 1) return { path: ['right'], message: '单选题只勾一个对的。' }
  if (kind === 'multiple' && right.length === options.length) return { path: ['right'], message: '不能全对：至少留一个错的选项。' }
  return null
}

export const questionForm = z.discriminatedUnion('do', [question, z.object({ do: z.literal('delete'), mark })])
export type QuestionOrder = z.output<typeof questionForm>
