// A bank that can be passed by a habit is told so, with the habit; one that cannot is left alone.
import { expect, test } from 'vitest'
import { firstBankFile, isBankFile, listBankFiles, nameNextBankFile } from '#app/modules/courses/bank-files.ts'
import { findGuessable, givesItselfAway } from '#app/modules/courses/guessable.ts'

const single = (nth: number, right: number, options = [`新箱子${nth}`, `旧箱子${nth}`, `湿箱子${nth}`]) => ({
  kind: 'single' as const,
  options,
  right: [right],
})
const many = <T>(count: number, make: (nth: number) => T) => Array.from({ length: count }, (_, nth) => make(nth))

test.each([
  ['the same place', many(20, (nth) => single(nth, nth < 15 ? 1 : 0)), ['单选题只按 B，能对 75%。']],
  [
    'the longest option',
    many(20, (nth) =>
      single(
        nth,
        nth % 3,
        [0, 1, 2].map((at) => (at === nth % 3 ? '又新又干又没有破的箱子' : `${at}号箱子`)),
      ),
    ),
    ['单选题只按最长的选项，能对 100%。'],
  ],
  ['对', many(20, (nth) => ({ kind: 'trueFalse' as const, options: [], right: [nth < 15 ? 0 : 1] })), ['判断题只按“对”，能对 75%。']],
  ['nothing, as right answers are spread', many(30, (nth) => single(nth, nth % 3)), []],
  ['nothing, as there are too few to say', many(5, (nth) => single(nth, 0)), []],
  [
    'nothing, as 对 is right as often as it takes to pass and no more',
    many(10, (nth) => ({ kind: 'trueFalse' as const, options: [], right: [nth < 6 ? 0 : 1] })),
    [],
  ],
])('what is guessable by %s', (_, questions, sentences) => {
  expect(findGuessable(questions, 60)).toEqual(sentences)
})

test('one option that says far more than the others gives the answer away', () => {
  expect(givesItselfAway(single(1, 0, ['告诉买的人哪天发，再问要不要退', '随便填', '不说']))).toBe(true)
  expect(givesItselfAway(single(1, 1, ['告诉买的人哪天发，再问要不要退', '随便填', '不说']))).toBe(false)
})

test('a bank goes on in numbered files, in the order of their numbers', () => {
  const names = [
    'questions-10.yaml',
    'lesson.mdx',
    'questions-2.yaml',
    firstBankFile,
    'questions-1.yaml',
    'questions-100.yaml',
    'questions.yml',
  ]
  expect(listBankFiles(names)).toEqual([firstBankFile, 'questions-2.yaml', 'questions-10.yaml'])
  expect(nameNextBankFile(names)).toBe('questions-11.yaml')
  expect(nameNextBankFile([firstBankFile])).toBe('questions-2.yaml')
  expect([nameNextBankFile(['questions-99.yaml']), isBankFile('questions-01.yaml')]).toEqual([null, false])
})
