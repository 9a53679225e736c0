// What the desk reads of an attempt.
import { expect, test } from 'vitest'
import { formatStep } from '#app/modules/exams/labels.ts'

test.each([
  [{ type: 'begin', to: 'sitting' }, '开考，作答中'],
  [{ type: 'SUBMIT', to: 'collected.submitted' }, '已交卷'],
  [{ type: 'EXPIRE', to: 'collected.expired' }, '时间到，已收卷'],
  [{ type: 'GRADE', to: 'graded.passed' }, '判卷，通过'],
])('a step says each thing once: %j', (step, sentence) => {
  expect(formatStep(step)).toBe(sentence)
})
