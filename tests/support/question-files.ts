// Files of questions for tests: read in this thread, and questions of any kind for properties.
import fc from 'fast-check'
import { normaliseLine, normaliseLines } from '#app/importing/questions/text/plain-text.ts'
import { readQuestionsTask } from '#app/importing/questions/reading.task.ts'
import {
  isRefused,
  type QuestionFormat,
  type QuestionToWrite,
  type ReadQuestion,
  type RefusedQuestion,
  UnreadableQuestions,
} from '#app/importing/questions/questions.server.ts'

/** Reads a file without a thread of its own. */
export async function readFrom(file: Uint8Array | string, format?: QuestionFormat) {
  const questions: (ReadQuestion | RefusedQuestion)[] = []
  const read = await readQuestionsTask({ bytes: Buffer.from(file as string), format }, (batch) =>
    Promise.resolve(void questions.push(...batch)),
  )
  return {
    ...read,
    questions,
    accepted: questions.filter((one): one is ReadQuestion => !isRefused(one)),
    refused: questions.filter(isRefused),
  }
}

/** Reads a file with one question, which is refused: its code. */
export async function refusalOf(file: Uint8Array | string): Promise<string> {
  const { questions } = await readFrom(file)
  if (questions.length !== 1 || !questions[0] || !isRefused(questions[0])) throw new Error(`not one refusal: ${JSON.stringify(questions)}`)
  if (!/^[^\n]{8,}。$/.test(questions[0].message)) throw new Error(`no sentence: ${questions[0].message}`)
  return questions[0].code
}

/** The code with which a file is refused as a whole. */
export async function codeOf(file: Uint8Array | string, format?: QuestionFormat): Promise<string> {
  const fault: unknown = await readFrom(file, format).then(
    () => null,
    (refusal: unknown) => refusal,
  )
  if (!(fault instanceof UnreadableQuestions)) throw new Error(`not refused: ${String(fault)}`)
  if (!/^[^\n]*请[^\n]*。$/.test(fault.message)) throw new Error(`no sentence: ${fault.message}`)
  return fault.code
}

export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const signs = '好题目买卖的了是，。；：？！“”（）、abcXYZ019 \\:#={}~%[]<>&"\'$()*_-`|/@!+^é€中文\u3000\u00a0\t\n'.split('')
const anyText = (shortest: number) =>
  fc
    .oneof(
      fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 30 }).map((some) => some.join('')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        '::名字::', '[html]<p>字</p>', '%50%一半', '####解释', 'A) 选项', 'ANSWER: B', '// 注释', '$CATEGORY: x', '-> =右', '<b>粗</b>', '&lt;&eacute;&nbsp;',
        '$$x^2$$', '\\(x\\) \\[y\\]', ']]>', '<![CDATA[x', '<!-- x', '</question>', '<question type="multichoice">', '{1:MC:=a}', '两行\n\n  缩进', '- 一\n- 二',
        '=SUM(A1)', '@@PLUGINFILE@@/a.png', '![图](picture-9.png)', 'a\\nb', '\\\\', 'C:\\new', '1. 一',
      ), // prettier-ignore
    )
    .map(normaliseLines)
    .filter((text) => [...text].length >= shortest && !text.includes('\ufffd'))
const anyLine = anyText(1)
  .map(normaliseLine)
  .filter((text) => text !== '')

const anyChoice: fc.Arbitrary<Pick<QuestionToWrite, 'kind' | 'options' | 'correct'>> = fc
  .uniqueArray(anyText(1), { minLength: 3, maxLength: 7 })
  .chain((texts) =>
    fc.integer({ min: 1, max: texts.length - 1 }).map((right) => ({
      kind: right === 1 ? ('single' as const) : ('multiple' as const),
      options: texts.map((text, at) => ({ key: String.fromCharCode(97 + at), text })),
      correct: texts.slice(0, right).map((_, at) => String.fromCharCode(97 + at)),
    })),
  )
const anyTruth: fc.Arbitrary<Pick<QuestionToWrite, 'kind' | 'options' | 'correct'>> = fc.constantFrom('a', 'b').map((key) => ({
  kind: 'trueFalse',
  options: [
    { key: 'a', text: '对' },
    { key: 'b', text: '错' },
  ],
  correct: [key],
}))

/** Questions that the product can hold, as hostile to every format as it allows. */
export const anyQuestion: fc.Arbitrary<QuestionToWrite> = fc
  .record({
    name: anyLine,
    text: anyText(4),
    choice: fc.oneof(anyChoice, anyTruth),
    explanation: fc.oneof(fc.constant(''), anyText(1)),
    tags: fc.uniqueArray(
      anyLine.filter((tag) => !/^(难度|课)[:：]/.test(tag) && [...tag].length <= 40 && !/[、,，;；]/.test(tag)),
      { maxLength: 3 },
    ),
    difficulty: fc.constantFrom(undefined, 1 as const, 2 as const, 3 as const),
    lesson: fc.option(anyLine, { nil: undefined }),
  })
  .map(({ choice, difficulty, lesson, ...question }) => ({
    ...question,
    ...choice,
    pictures: [],
    ...(difficulty && { difficulty }),
    ...(lesson && { lesson }),
  }))

/** What comes back of a question: all but where it stood and what was noted. */
export function bare(question: ReadQuestion | RefusedQuestion): Partial<QuestionToWrite> | RefusedQuestion {
  if (isRefused(question)) return question
  const { index: _index, line: _line, notes: _notes, ...rest } = question
  return rest
}
