// What is right.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPassed } from '#app/modules/exams/attempt.machine.ts'
import { countRight, isRight } from '#app/modules/exams/grade.ts'

const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 })

test.each([
  ['single, right', ['b'], ['b'], true],
  ['single, wrong', ['b'], ['a'], false],
  ['no answer', ['b'], [], false],
  ['true or false', ['false'], ['false'], true],
  ['multiple, all of them in any order', ['a', 'c'], ['c', 'a'], true],
  ['multiple, one missing', ['a', 'c'], ['a'], false],
  ['multiple, one too many', ['a', 'c'], ['a', 'b', 'c'], false],
  ['everything ticked', ['a', 'c'], ['a', 'b', 'c', 'd'], false],
])('%s', (_, correct, chosen, right) => {
  expect(isRight({ correct }, chosen)).toBe(right)
})

test('an answer is right if and only if it is the same set of options', () => {
  fc.assert(
    fc.property(
      keys,
      keys,
      (correct, chosen) => isRight({ correct }, chosen) === ([...correct].sort().join() === [...chosen].sort().join()),
    ),
  )
})

test('each question is one point, and one without an answer is none', () => {
  const questions = [
    { id: 'one', correct: ['a'] },
    { id: 'two', correct: ['a', 'b'] },
    { id: 'three', correct: ['true'] },
  ]
  const chosen = new Map([
    ['one', ['a']],
    ['two', ['a']],
  ])
  expect(countRight(questions, (id) => chosen.get(id))).toBe(1)
  // A question of which nothing is right does not come from an author; without an answer it would be.
  expect(countRight([{ id: 'none', correct: [] }], () => undefined)).toBe(1)
})

test.each([
  [60, 10, 6, true],
  [60, 10, 5, false],
  [60, 15, 9, true],
  [70, 10, 7, true],
  [67, 3, 2, false],
  [66, 3, 2, true],
  [100, 12, 11, false],
  [1, 100, 1, true],
])('with a pass mark of %i per cent of %i questions, %i right: %s', (passMark, of, correct, passed) => {
  expect(isPassed({ of, passMark }, correct)).toBe(passed)
})
