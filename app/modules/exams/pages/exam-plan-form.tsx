// The form of an exam's plan: starts with the current plan, or with the course author's proposal.
import { toDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { examLimits } from '../exam-limits.ts'
import type { ExamPlanning } from '../exams.server.ts'
import { getLastDay } from '../labels.ts'
import { ExamPartFields } from './exam-part-fields.tsx'

export function ExamPlanForm({ planning, refused }: { planning: ExamPlanning; refused: Refused | null }) {
  const {
    exam,
    proposed: { day, ...proposed },
    inBank,
    begun,
  } = planning
  const shown: Record<string, string | number | undefined> = {
    attemptsAllowed: useProgramme().shares.attempts,
    ...proposed,
    opensOn: day,
    closesOn: day,
    ...(exam && { ...pickNumbers(exam), opensOn: toDay(exam.opensAt), closesOn: getLastDay(exam) }),
    ...refused?.entered,
  }
  const loose = (name: string) => ({ name, defaultValue: shown[name], errors: refused?.refused.fields[name], required: true })
  const field = (name: string) => ({ ...loose(name), readOnly: begun }) // cannot change once somebody has sat it
  const count = (name: 'single' | 'multiple' | 'trueFalse') => ({
    ...field(name),
    type: 'number',
    min: 0,
    max: inBank[name],
    hint: `题库有 ${inBank[name]} 道`,
  })
  return (
    <PostForm>
      <input type="hidden" name="seen" value={planning.seen} />
      {begun && <Notice>已经有人开考，题数、时间和及格线不能再改。还可以把截止日期延后，或者多给机会。</Notice>}
      <p>
        题目从「{planning.course}」的题库里抽，每人一份，题和选项的次序都不一样。一共至少 {examLimits.questions.least} 题。
      </p>
      <div className="columns short-fields">
        <Field label="单选题" {...count('single')} />
        <Field label="多选题" {...count('multiple')} />
        <Field label="判断题" {...count('trueFalse')} />
        <Field label="时间（分钟）" {...field('minutes')} type="number" min={examLimits.minutes.least} max={examLimits.minutes.most} />
        <Field label="及格线（%）" {...field('passMark')} type="number" min={examLimits.passMark.least} max={examLimits.passMark.most} />
        <Field
          label="每人几次机会"
          {...loose('attemptsAllowed')}
          type="number"
          min={examLimits.attemptsAllowed.least}
          max={examLimits.attemptsAllowed.most}
        />
        <Field label="开考日期" {...field('opensOn')} type="date" />
        <Field label="截止日期（当天还能考）" {...loose('closesOn')} type="date" />
      </div>
      <ExamPartFields planning={planning} refused={refused} />
      <Button>{exam ? '保存' : '安排考试'}</Button>
    </PostForm>
  )
}

const pickNumbers = ({ single, multiple, trueFalse, minutes, passMark, attemptsAllowed }: NonNullable<ExamPlanning['exam']>) => ({
  single,
  multiple,
  trueFalse,
  minutes,
  passMark,
  attemptsAllowed,
})
