// Which answer stands for a question, on every copy alike.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectLatestAnswers } from '#app/modules/exams/sheet.ts'

const given = (questionId: string, givenAt: number, device: string, sequence: number) => ({ questionId, givenAt, device, sequence })

test.each([
  ['the one given later', given('q', 1, 'b', 9), given('q', 2, 'a', 1)],
  ['at the same moment, that of the device that sorts last', given('q', 1, 'a', 9), given('q', 1, 'b', 1)],
  ['from one device at the same moment, the next in sequence', given('q', 1, 'a', 1), given('q', 1, 'a', 2)],
])('%s stands, whichever came first', (_, before, after) => {
  for (const order of [
    [before, after],
    [after, before],
  ])
    expect([...selectLatestAnswers(order)]).toEqual([['q', after]])
})

test('each question has one, and an answer to one question says nothing of another', () => {
  const [one, other] = [given('one', 5, 'a', 1), given('other', 1, 'a', 2)]
  expect(selectLatestAnswers([one, other])).toEqual(
    new Map([
      ['one', one],
      ['other', other],
    ]),
  )
  expect(selectLatestAnswers([]).size).toBe(0)
})

test('an answer that came twice is the one that came first', () => {
  const [first, again] = [given('q', 1, 'a', 1), given('q', 1, 'a', 1)]
  expect(selectLatestAnswers([first, again]).get('q')).toBe(first)
})

test('all copies agree, in whatever order the answers came', () => {
  const answer = fc.record({
    questionId: fc.constantFrom('one', 'other'),
    givenAt: fc.nat(3),
    device: fc.constantFrom('a', 'b'),
    sequence: fc.nat(20),
  })
  fc.assert(
    fc.property(fc.uniqueArray(answer, { selector: ({ device, sequence }) => `${device} ${sequence}` }), (answers) => {
      const byQuestion = (all: typeof answers) => [...selectLatestAnswers(all)].sort(([a], [b]) => (a < b ? -1 : 1))
      expect(byQuestion([...answers].reverse())).toEqual(byQuestion(answers))
    }),
  )
})
