// Question files that others made lie beside the repository (their licences allow trying, and they are not copied here).
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { codeOf, readFrom } from '#tests/support/question-files.ts'

const folder = '../shared/cases/questions'

/** For each file what its questions come to, in order. */
const expected: Record<string, string[]> = {
  'backslash.gift': ['kind-unsupported'],
  'escape-all.gift': ['single'],
  'float-weights.gift': ['multiple'],
  'format-tags.gift': ['too-few-options'],
  'html-comment.gift': ['single'],
  'moodle-format-examples.gift': ['single', 'single', 'trueFalse', ...Array<string>(3).fill('kind-unsupported'), 'single', 'single', 'kind-unsupported', 'kind-unsupported'], // prettier-ignore
  'multiline-feedback.gift': ['single', 'picture-missing'],
  'numerical.gift': Array<string>(10).fill('kind-unsupported'),
  'symbols-all.gift': ['trueFalse'],
  'tags-and-id.gift': ['kind-unsupported'],
}

describe.skipIf(!existsSync(folder))('files of others', () => {
  test.each(Object.entries(expected))('%s', async (file, outcomes) => {
    const { format, questions } = await readFrom(readFileSync(`${folder}/${file}`))
    expect(format).toBe('gift')
    expect(questions.map((one) => ('code' in one ? one.code : one.kind))).toEqual(outcomes)
  })

  test('category-special.gift names a category and has no question', async () => {
    expect(await codeOf(readFileSync(`${folder}/category-special.gift`))).toBe('no-questions')
  })

  test('bank-portuguese.xml', async () => {
    const { format, accepted, refused } = await readFrom(readFileSync(`${folder}/bank-portuguese.xml`))
    expect([format, accepted.length, refused]).toEqual(['moodle-xml', 30, []])
    expect(accepted.filter(({ kind }) => kind === 'trueFalse')).toHaveLength(11)
  })
})
