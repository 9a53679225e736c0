// docs/reading-check.md says what is found and what is not, and how much is too much.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkReading, readingLimits, readingRules } from '#app/lesson/reading-check/reading-check.ts'

const documented = readFileSync('docs/reading-check.md', 'utf8')

/** The rows of the table below a heading. */
function rowsOf(heading: string): string[][] {
  const section = documented.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

const lessonOf = (text: string) => `---
title: 课
summary: 一课
minutes: 5
objectives: [会做一件事]
---

${text}

<Checklist id="do">
<Item id="one">我做完了</Item>
</Checklist>
`

const examples = rowsOf('Examples').map(([text = '', found = '']) => ({
  text: text.replaceAll('`', '').replaceAll('↵', '\n'),
  found: found === '–' ? [] : [found.replaceAll('`', '')],
}))

test('there are examples of what is found and of what is not', () => {
  expect(examples.length).toBeGreaterThan(40)
  expect(examples.filter(({ found }) => found.length === 0).length).toBeGreaterThan(15)
})

test.each(examples)('$text: $found', ({ text, found }) => {
  expect(checkReading(lessonOf(text), { file: 'lesson.mdx' }).map(({ rule, what }) => `${rule} ${what}`)).toEqual(found)
})

test('the documented rules are the rules', () => {
  expect(rowsOf('Rules').map(([rule]) => rule!.replaceAll('`', ''))).toEqual(Object.keys(readingRules))
})

test('the documented limits are the limits', () => {
  const { sentence, meanSentence, knownRank, easyRank, uncommonPercent, step, stepSentences, screens, pictureLabel, pictureBytes } =
    readingLimits
  const both = (limit: number) => [limit, limit]
  expect(rowsOf('Limits').map(([, villagers, officials]) => [Number(villagers), Number(officials)])).toEqual([
    [sentence.villagers, sentence.officials],
    [meanSentence.villagers, meanSentence.officials],
    ...[knownRank, easyRank, uncommonPercent, step, stepSentences, screens, pictureLabel, pictureBytes / 1000].map(both),
  ])
})

test('what waves through in the documentation is read', () => {
  const [, written = ''] = documented.match(/```\n(accepted:\n[^`]*)```/) ?? []
  const lesson = lessonOf('镬子里倒水。全国最好的茶。').replace('minutes: 5\n', `minutes: 5\n${written}`)
  expect(checkReading(lesson, { file: 'lesson.mdx' })).toEqual([])
})
