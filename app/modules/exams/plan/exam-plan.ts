// The plan of an exam: as the desk enters it, and as a program gives it.
import { z } from 'zod'
import { isDay } from '#app/calendar.ts'
import { listOf, shortText, wholeNumberField } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'
import { type BlueprintPart, countQuestions, questionKinds } from '../draw.ts'
import { examLimits } from '../exam-limits.ts'
import { kindLabels } from './kind-labels.ts'
import { difficulties, maxParts, sumOfParts } from './parts.ts'

const number = (min: number, max: number, what: string) => wholeNumberField(what, { min, max })
const day = (what: string) => shortText({ error: `请填${what}` }).refine(isDay, `${what}要填一个日期`)

const isLeftOut = (entered: unknown) => entered === undefined || (typeof entered === 'string' && entered.trim() === '')
/** Left empty, it is none. */
const countOfPart = z.preprocess((entered) => (isLeftOut(entered) ? 0 : entered), number(0, examLimits.ofAKind.most, '题数'))
const countsOfPart = { single: countOfPart, multiple: countOfPart, trueFalse: countOfPart }

const part = z.object({ lesson: shortText().min(1), difficulty: z.literal([...difficulties]).nullable(), ...countsOfPart })

/** A part as the form posts it: the row says of which lesson, and how hard; 0 for any. */
const postedPart = z.object({ row: shortText().regex(/^[0-3]\.[a-z0-9-]+$/), ...countsOfPart }).transform(({ row, ...counts }) => ({
  lesson: row.slice(2),
  difficulty: difficulties.find((one) => row.startsWith(`${one}.`)) ?? null,
  ...counts,
}))

/** The name of a part's row in the form. */
export const rowOfPart = ({ lesson, difficulty }: Pick<BlueprintPart, 'lesson' | 'difficulty'>) => `${difficulty ?? 0}.${lesson}`

const planWith = <P extends z.ZodType<BlueprintPart>>(ofPart: P) =>
  z
    .object({
      single: number(0, examLimits.ofAKind.most, '单选题'),
      multiple: number(0, examLimits.ofAKind.most, '多选题'),
      trueFalse: number(0, examLimits.ofAKind.most, '判断题'),
      minutes: number(examLimits.minutes.least, examLimits.minutes.most, '时间'),
      passMark: number(examLimits.passMark.least, examLimits.passMark.most, '及格线'),
      attemptsAllowed: number(examLimits.attemptsAllowed.least, examLimits.attemptsAllowed.most, '次数'),
      opensOn: day('开考日期'),
      closesOn: day('截止日期'),
      /** How many of these are of which lesson; the others are of any. */
      parts: listOf(ofPart, maxParts)
        .transform((parts) => [...new Map(parts.filter((one) => countQuestions(one) > 0).map((one) => [rowOfPart(one), one])).values()])
        .optional(),
    })
    .refine((plan) => countQuestions(plan) >= examLimits.questions.least, {
      path: ['single'],
      error: `一共至少要 ${examLimits.questions.least} 道题`,
    })
    .refine((plan) => plan.opensOn <= plan.closesOn, { path: ['closesOn'], error: '截止日期不能早于开考日期' })
    .superRefine(({ parts = [], ...plan }, context) => {
      for (const kind of questionKinds) {
        const ofParts = sumOfParts(parts, kind)
        if (ofParts > plan[kind])
          context.addIssue({
            code: 'custom',
            path: [kind],
            message: `指定到各课的${kindLabels[kind]}有 ${ofParts} 道，比这里的 ${plan[kind]} 道多。请改多这里，或少指定几道`,
          })
      }
    })

/** The blueprint of an exam. Both days are inclusive. */
export const examPlan = planWith(part)
export type ExamPlan = z.infer<typeof examPlan>

/** The same as the form posts it, with the numbers of each part in fields of their own. */
export const examPlanForm = withRows(
  { parts: questionKinds },
  planWith(postedPart).and(z.object({ /** The fingerprint of the plan that was seen. */ seen: shortText().optional() })),
)
