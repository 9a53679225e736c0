// From what a file says of a question to a question that the product can hold, or why it cannot.
import { findQuestionFault } from '#app/modules/courses/course-files.ts'
import { keyAt } from '#app/text/option-letters.ts'
import {
  type Difficulty,
  limits,
  type Picture,
  QuestionFault,
  refuseQuestion,
  type ReadQuestion,
  type RefusedQuestion,
  trueOrFalse,
} from './question.ts'
import { unknownCharacter } from './text/decode.ts'
import { normaliseLine, normaliseLines, quote, shorten } from './text/plain-text.ts'

export interface Choice {
  text: string
  /** The share of the mark in percent; 100 is right, 0 wrong, less than 0 costs something. */
  weight: number
  /** What was to be said to whoever chose it. */
  feedback?: string
}

/** A question as its file says it, in our texts. */
export interface Draft {
  name?: string
  text: string
  choices: Choice[]
  /** Whether one choice is right or several; with `weighed` that follows from the weights. `said`: the file lists right keys. */
  answers: 'one' | 'several' | 'weighed' | 'said'
  explanation?: string
  tags?: readonly string[]
  difficulty?: Difficulty | undefined
  lesson?: string | undefined
  pictures?: Picture[]
  notes?: readonly string[]
}

const rightWords = new Set(['对', '正确', '是', '√', 'true', 't', 'yes', 'right', 'correct', 'verdadeiro', 'vrai', 'wahr', 'richtig'])
const wrongWords = new Set(['错', '错误', '不对', '否', '×', 'false', 'f', 'no', 'wrong', 'incorrect', 'falso', 'faux', 'falsch'])

/** What a word says of a statement; null if it says neither. */
export function parseTruth(word: string): boolean | null {
  const bare = word.normalize('NFKC').replace(/[\s.。]/g, '').toLowerCase() // prettier-ignore
  return rightWords.has(bare) ? true : wrongWords.has(bare) ? false : null
}

const isFull = (weight: number) => weight > 99.9

/** The places of the right choices. */
function findRight({ choices, answers }: Draft, notes: string[]): number[] {
  const places = (accepts: (weight: number) => boolean) => choices.flatMap(({ weight }, at) => (accepts(weight) ? [at] : []))
  const positive = places((weight) => weight > 0)
  const full = places(isFull)
  if (positive.length === 0) refuseQuestion('no-right-answer', '没有写哪个选项是对的，请标出正确答案再传。')
  if (answers === 'said') return positive
  const isSeveral = answers === 'several' || (answers === 'weighed' && positive.length > 1 && full.length === 0)
  if (!isSeveral || positive.length === 1) {
    if (full.length === 0)
      refuseQuestion(
        'no-right-answer',
        isSeveral ? '只有一个选项给分，却不给满分，请改成 100% 再传。' : '没有一个选项给满分，请把正确答案改成 100% 再传。',
      )
    if (full.length > 1 && answers !== 'weighed')
      refuseQuestion('several-right-answers', '单选题有几个选项都给满分，请只留一个正确答案，或改成多选题再传。')
    if (full.length > 1)
      return full.length === positive.length ? full : refuseQuestion('several-right-answers', '有几个选项都给满分，请改成多选题再传。')
    for (const at of positive) if (!full.includes(at)) notes.push(`选项${quote(choices[at]?.text ?? '')}原来给一部分分，这里算错。`)
    return full
  }
  notes.push('这里的多选题要全部选对才得分，原来的部分给分没有带过来。')
  return positive
}

/** A choice between 对 and 错 is a true/false question. */
function findTruth(choices: readonly Choice[]): boolean[] | null {
  if (choices.length !== 2) return null
  const truths = choices.map(({ text }) => parseTruth(text))
  return truths[0] !== null && truths[1] !== null && truths[0] !== truths[1] ? (truths as boolean[]) : null
}

function settleOptions(draft: Draft, notes: string[]): Pick<ReadQuestion, 'kind' | 'options' | 'correct'> {
  const { choices } = draft
  const right = findRight(draft, notes)
  const truths = findTruth(choices)
  if (truths) {
    const [at = 0] = right
    if (right.length > 1) refuseQuestion('several-right-answers', '判断题的对和错都标成了正确答案，请只留一个再传。')
    return { kind: 'trueFalse', options: trueOrFalse.map((one) => ({ ...one })), correct: [truths[at] ? 'a' : 'b'] }
  }
  if (choices.length > limits.options) refuseQuestion('too-many-options', `选项太多，最多 ${limits.options} 个，请减少再传。`)
  const empty = choices.findIndex(({ text }) => text === '')
  if (empty >= 0) refuseQuestion('empty-option', `第 ${empty + 1} 个选项是空的，请写上字或删掉再传。`)
  const long = choices.find(({ text }) => text.length > limits.text)
  if (long) refuseQuestion('too-long', `选项${quote(long.text)}太长，最多 ${limits.text} 字，请改短再传。`)
  const same = choices.find(({ text }, at) => choices.findIndex((other) => other.text === text) < at)
  if (same) refuseQuestion('same-options', `有两个一样的选项${quote(same.text)}，请改掉一个再传。`)
  if (right.length === choices.length && choices.length > 1)
    refuseQuestion('no-wrong-option', '选项全是对的，没有错的可选，请加上错的选项再传。')
  if (choices.length < 3) refuseQuestion('too-few-options', '选项太少，至少要三个，请补上选项或改成判断题再传。')
  return {
    kind: right.length > 1 ? 'multiple' : 'single',
    options: choices.map(({ text }, at) => ({ key: keyAt(at), text })),
    correct: right.map(keyAt),
  }
}

/** The explanation, with what was to be said of each choice behind it. */
function composeExplanation({ explanation = '', choices }: Draft): string {
  const general = normaliseLines(explanation)
  const told = choices.filter(({ feedback = '' }) => feedback !== '' && feedback !== general)
  const [only] = told
  if (general === '' && only && told.length === 1 && isFull(only.weight)) return only.feedback ?? ''
  return normaliseLines([general, ...told.map(({ text, feedback }) => `选“${shorten(text, 30)}”：${feedback}`)].join('\n'))
}

/** Tags by which our own files say what the formats have no place for. */
const ownTag = /^(难度|课)[:：]\s*(.+)$/

function settleTags(draft: Draft): Pick<ReadQuestion, 'tags' | 'difficulty' | 'lesson'> {
  const tags = new Set<string>()
  let { difficulty, lesson } = draft
  for (const one of draft.tags ?? []) {
    const tag = normaliseLine(one)
    const [, what, value = ''] = ownTag.exec(tag) ?? []
    if (what === '难度' && /^[123]$/.test(value)) difficulty ??= Number(value) as Difficulty
    else if (what === '课') lesson ??= value
    else if (tag !== '' && tags.size < limits.tags) tags.add(shorten(tag, limits.tag))
  }
  const named = lesson === undefined ? '' : shorten(lesson, limits.name)
  return { tags: [...tags], ...(difficulty !== undefined && { difficulty }), ...(named !== '' && { lesson: named }) }
}

/** What our tags say of difficulty and lesson, for formats that have no other place. */
export const toTags = ({ tags, difficulty, lesson }: Pick<ReadQuestion, 'tags' | 'difficulty' | 'lesson'>): string[] => [
  ...tags,
  ...(difficulty === undefined ? [] : [`难度:${difficulty}`]),
  ...(lesson === undefined ? [] : [`课:${lesson}`]),
]

/** A name for a question: its own, or how it begins. */
const nameOf = (name: string | undefined, text: string) => shorten(name ?? '', limits.name) || shorten(text, 40)

function settle(given: Draft, { index, line }: { index: number; line: number }): ReadQuestion {
  const notes = [...(given.notes ?? [])]
  const draft: Draft = {
    ...given,
    text: normaliseLines(given.text),
    choices: given.choices.map((choice) => ({
      ...choice,
      text: normaliseLines(choice.text),
      feedback: normaliseLines(choice.feedback ?? ''),
    })),
  }
  const { text } = draft
  const all = [text, draft.explanation ?? '', given.name ?? '', ...draft.choices.map((choice) => choice.text)].join('')
  if (all.includes(unknownCharacter)) refuseQuestion('syntax', '题里有认不出的字（文字编码乱了），请改好这几个字，存成 UTF-8 再传。')
  if ([...text].length < limits.shortestText)
    refuseQuestion('too-short', text === '' ? '没有写题目，请补上再传。' : `题目太短，至少 ${limits.shortestText} 个字，请写完整再传。`)
  if (text.length > limits.text) refuseQuestion('too-long', `题目太长，最多 ${limits.text} 字，请改短再传。`)
  const { kind, options, correct } = settleOptions(draft, notes)
  const explanation = composeExplanation(draft)
  if (explanation.length > limits.text) refuseQuestion('too-long', `解释太长，最多 ${limits.text} 字，请改短再传。`)
  const name = nameOf(given.name, text)
  const other = findQuestionFault({ id: name, kind, text, options, correct, explanation, lesson: '' })
  if (other !== null) refuseQuestion('syntax', other)
  const told = [...new Set(notes)].slice(0, limits.notes)
  return { index, name, line, kind, text, options, correct, explanation, ...settleTags(given), pictures: given.pictures ?? [], notes: told }
}

/** Where a question stands, and what can be said of it if it cannot be read. */
export interface Place {
  index: number
  line: number
  name: string
}

const toRefused = (
  { index, line, name }: Place,
  { code, message }: { code: RefusedQuestion['code']; message: string },
): RefusedQuestion => ({
  index,
  name: nameOf(name, '') || `第 ${index} 题`,
  line,
  code,
  message,
})

/** Reads one question with `read`; whatever it throws as a QuestionFault refuses this one alone. */
export function readOne(place: Place, read: () => Draft): ReadQuestion | RefusedQuestion {
  try {
    const draft = read()
    if (draft.name !== undefined && draft.name !== '') place.name = draft.name
    else if (place.name === '') place.name = draft.text
    return settle(draft, place)
  } catch (thrown) {
    if (!(thrown instanceof QuestionFault)) throw thrown
    return toRefused(place, thrown)
  }
}
