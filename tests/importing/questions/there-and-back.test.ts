// What is exported in a format and imported again is the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findQuestionFault } from '#app/modules/courses/course-files.ts'
import type { QuestionFormat, QuestionToWrite } from '#app/importing/questions/questions.server.ts'
import { writeQuestionFile } from '#app/importing/questions/write-questions.server.ts'
import { anyQuestion, bare, png, readFrom } from '#tests/support/question-files.ts'

const questions = fc.array(anyQuestion, { minLength: 1, maxLength: 5 })

test.each([
  ['gift', undefined],
  ['moodle-xml', undefined],
  ['qti', '2.2'],
  ['qti', '3.0'],
  ['xlsx', undefined],
] as const)('any questions come back from %s %s as they were', async (format, qtiVersion) => {
  await fc.assert(
    fc.asyncProperty(questions, async (given) => {
      const { bytes, left, written } = await writeQuestionFile(format, given, qtiVersion ? { qtiVersion } : {})
      expect([left, written]).toEqual([[], given.length])
      const read = await readFrom(bytes)
      expect(read.format).toBe(format)
      expect(read.questions.map(bare)).toEqual(given)
      expect(read.questions.map(({ index }) => index)).toEqual(given.map((_, at) => at + 1))
    }),
    { numRuns: format === 'xlsx' || format === 'qti' ? 60 : 150 },
  )
})

test('what Aiken can hold comes back, and what it cannot is named', async () => {
  await fc.assert(
    fc.asyncProperty(questions, async (given) => {
      const { bytes, left, written } = await writeQuestionFile('aiken', given)
      const leftOut = new Set(left.map(({ index }) => index))
      const held = given.filter((_, at) => !leftOut.has(at + 1))
      expect(written).toBe(held.length)
      if (held.length === 0) return
      const read = await readFrom(bytes, 'aiken')
      expect(read.questions.map(bare)).toMatchObject(held.map(({ kind, text, options, correct }) => ({ kind, text, options, correct })))
    }),
    { numRuns: 150 },
  )
})

const withPictures: QuestionToWrite = {
  name: '有图的题',
  kind: 'single',
  text: '看图选一个：\n![包好的箱子](picture-1.png)\n哪里不对？  两格 $$x$$',
  options: [
    { key: 'a', text: '![一](picture-2.png)' },
    { key: 'b', text: '没有封口' },
    { key: 'c', text: '再看 ![包好的箱子](picture-1.png) 一次' },
  ],
  correct: ['b'],
  explanation: '见图 ![完](picture-3.png)。',
  tags: ['打包'],
  difficulty: 2,
  lesson: '包装',
  pictures: [1, 2, 3].map((at) => ({ name: `picture-${at}.png`, bytes: Buffer.concat([png, Buffer.from([at])]) })),
}

test.each(['gift', 'moodle-xml', 'qti'] as const)('pictures come along in %s', async (format: QuestionFormat) => {
  const { bytes } = await writeQuestionFile(format, [withPictures])
  expect((await readFrom(bytes)).questions.map(bare)).toEqual([withPictures])
})

test.each(['aiken', 'xlsx'] as const)('a question with a picture is left out of %s by name, rather than without it', async (format) => {
  const { left, written } = await writeQuestionFile(format, [withPictures])
  expect(written).toBe(0)
  expect(left).toMatchObject([{ index: 1, name: '有图的题' }])
})

test('whatever is accepted is a question that exams can use', async () => {
  await fc.assert(
    fc.asyncProperty(questions, async (given) => {
      for (const one of (await readFrom((await writeQuestionFile('gift', given)).bytes)).accepted)
        expect(findQuestionFault({ ...one, id: 'x', lesson: '' } as never)).toBeNull()
    }),
    { numRuns: 30 },
  )
})

const spoilers = fc.constantFrom(
  '{', '}', '~', '=', '#', '\\', '::', '//', '\n', '"', '<', '>', '&', '&x;', '<!--', '-->', '<![CDATA[', ']]>', '</question>', '<question type="essay">', '</text>', '<text>',
) // prettier-ignore

/** Where each question stands in a text, by the sign that each begins with. */
function spansOf(text: string, begins: RegExp, end: string) {
  const starts = [...text.matchAll(begins)].map(({ index }) => index)
  return starts.map((start, at) => ({ start, end: text.indexOf(end, start) < 0 ? text.length : (starts[at + 1] ?? text.lastIndexOf(end)) }))
}

test.each([
  ['gift', /^::/gm, '\n\n'],
  ['moodle-xml', /<question /g, '</quiz>'],
] as const)('whatever is broken in one question of a %s file, the others come back', async (format, begins, end) => {
  const five = fc.array(anyQuestion.map((one) => ({ ...one, tags: [], pictures: [] })).map(({ difficulty: _d, lesson: _l, ...one }) => one), { minLength: 5, maxLength: 5 }) // prettier-ignore
  await fc.assert(
    fc.asyncProperty(five, fc.nat(4), fc.nat(1_000), fc.nat(20), spoilers, async (given, which, place, removed, spoiler) => {
      const text = Buffer.from((await writeQuestionFile(format, given)).bytes).toString('utf8')
      const span = spansOf(text, begins, end)[which]
      if (!span) throw new Error('no span')
      // Not the blanks between two questions: they belong to both.
      const stop = span.start + text.slice(span.start, span.end).trimEnd().length
      const at = span.start + Math.floor(((stop - span.start) * place) / 1_001)
      const broken = text.slice(0, at) + spoiler + text.slice(Math.min(at + removed, stop))
      const { questions: read } = await readFrom(broken, format)
      for (const [other, one] of given.entries()) if (other !== which) expect(read.map(bare)).toContainEqual(one)
      // A line of GIFT that became a comment is one; a question of XML is always named.
      if (format === 'moodle-xml') expect(read.length).toBeGreaterThanOrEqual(5)
    }),
    { numRuns: 400 },
  )
})
