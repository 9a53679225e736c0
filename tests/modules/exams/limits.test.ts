// What an exam may be, and what passes: one home each.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { courseFile } from '#app/modules/courses/course-files.ts'
import { examPlan } from '#app/modules/exams/plan/exam-plan.ts'
import { requiredCorrect, isPassed } from '#app/modules/exams/attempt.machine.ts'
import { attemptWorkflow } from '#app/modules/exams/attempt.workflow.ts'
import { examLimits } from '#app/modules/exams/exam-limits.ts'
import { formatStep } from '#app/modules/exams/labels.ts'

const plan = { single: 5, multiple: 3, trueFalse: 2, minutes: 30, passMark: 60 }
const proposed = (exam: object) => courseFile.safeParse({ title: '卖茶', summary: '从头学', hours: 16, lessons: ['one'], exam }).success
const planned = (exam: object) => examPlan.safeParse({ ...exam, attemptsAllowed: 2, opensOn: '2019-03-04', closesOn: '2019-03-05' }).success

test('what an author may propose the desk may plan, and the other way round', () => {
  const near = (...limits: number[]) => fc.constantFrom(...limits.flatMap((limit) => [limit - 1, limit, limit + 1]))
  const { minutes, passMark, questions, ofAKind } = examLimits
  fc.assert(
    fc.property(
      near(0, questions.least, ofAKind.most),
      near(minutes.least, 180, minutes.most),
      near(passMark.least, passMark.most),
      (single, length, mark) => {
        const exam = { ...plan, single, multiple: 0, trueFalse: 0, minutes: length, passMark: mark }
        expect(proposed(exam)).toBe(planned(exam))
      },
    ),
    { numRuns: 300 },
  )
  expect([planned({ ...plan, minutes: minutes.most }), proposed({ ...plan, minutes: minutes.most + 1 })]).toEqual([true, false])
})

test('what is said to be needed is just what passes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100 }), (of, passMark) => {
      const needed = requiredCorrect({ of, passMark })
      expect([isPassed({ of, passMark }, needed), isPassed({ of, passMark }, needed - 1)]).toEqual([true, false])
      expect(needed * 100 >= passMark * of && (needed - 1) * 100 < passMark * of).toBe(true)
    }),
  )
})

test('grading has the same words in the history, in the diagram and in refusals', () => {
  const { events, system } = attemptWorkflow.labels
  for (const [type, words] of Object.entries({ ...events, ...system })) expect(formatStep({ type, to: '' })).toContain(words)
})
