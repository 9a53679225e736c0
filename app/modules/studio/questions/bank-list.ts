// The questions of a bank as a list: what is shown of each, filtered and sorted by its address.
import { givesItselfAway } from '#app/modules/courses/guessable.ts'
import { type Difficulty, type QuestionKind, questionKinds } from '#app/modules/exams/draw.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { difficultyLabels } from '#app/modules/exams/plan/parts.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { lookUp } from '#app/text/look-up.ts'
import { letterAt } from '#app/text/option-letters.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { ListedQuestion } from './question-bank.ts'

/** What an author looks for in a bank. */
export const aspectLabels = {
  unexplained: '没有解释',
  betrayed: '一看选项就知道',
  unused: '没有考过',
  hard: '多数人答错',
  easy: '几乎都答对',
} as const
type Aspect = keyof typeof aspectLabels

export interface BankLine {
  id: string
  text: string
  hasPicture: boolean
  kind: QuestionKind
  answer: string
  isExplained: boolean
  lesson: { slug: string; title: string | null }
  difficulty: Difficulty | null
  tags: readonly string[]
  /** On how many graded sheets it was as it is worded now, and per cent of them right; null if on none. */
  shown: number
  percent: number | null
  aspects: Aspect[]
}

/** The right options of a question as its author reads them. */
export function formatAnswer({ kind, options, right }: Pick<ListedQuestion, 'kind' | 'options' | 'right'>): string {
  if (kind === 'trueFalse') return right[0] === 0 ? '对' : '错'
  return right.map((at) => `${letterAt(at)}. ${options[at] ?? ''}`).join('；')
}

/** Of fewer sheets nothing can be said. */
const minSheets = 10

function listAspects({ explanation, ...question }: ListedQuestion, shown: number, percent: number): Aspect[] {
  const isKnown = shown >= minSheets
  const all: [Aspect, boolean][] = [
    ['unexplained', explanation === ''],
    ['betrayed', givesItselfAway(question)],
    ['unused', shown === 0],
    ['hard', isKnown && percent < 50],
    ['easy', isKnown && percent >= 95],
  ]
  return all.flatMap(([aspect, is]) => (is ? [aspect] : []))
}

export function toLine(
  question: ListedQuestion,
  { lessons, how }: { lessons: ReadonlyMap<string, string>; how: { shown: number; right: number } | undefined },
): BankLine {
  const { id, text, kind, explanation, lesson, difficulty, tags, picture } = question
  const { shown = 0, right = 0 } = how ?? {}
  const percent = shown > 0 ? Math.round((100 * right) / shown) : 0
  return {
    id,
    text,
    hasPicture: picture !== undefined,
    kind,
    answer: formatAnswer(question),
    isExplained: explanation !== '',
    lesson: { slug: lesson, title: lessons.get(lesson) ?? null },
    difficulty: difficulty ?? null,
    tags: tags ?? [],
    shown,
    percent: shown > 0 ? percent : null,
    aspects: listAspects(question, shown, percent),
  }
}

const fold = (text: string) => normaliseWidth(text).toLowerCase()

/** Whether a question has all the words that somebody looks for, wherever they stand in it. */
export function isFoundBy({ id, name, text, options, explanation, tags = [], alt }: ListedQuestion, wanted: string): boolean {
  const whole = fold([id, name, text, alt, ...options, explanation, ...tags].join('\n'))
  return fold(wanted)
    .split(/\s+/)
    .every((word) => whole.includes(word))
}

/** A tag as a code in an address: tags are words, and addresses take codes. */
function codeOf(tag: string): string {
  let sum = 7
  for (const sign of tag) sum = (Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0)) >>> 0
  return `t${sum.toString(36)}`
}

export const bankList: ListDefinition<BankLine> = {
  size: 50,
  columns: [
    { key: 'text', head: '题目', value: ({ text }) => text },
    { key: 'kind', head: '种类', kind: 'short', value: ({ kind }) => kindLabels[kind], order: ({ kind }) => questionKinds.indexOf(kind) },
    { key: 'answer', head: '答案', value: ({ answer }) => answer, isForScreen: true },
    { key: 'lesson', head: '哪一课讲的', value: ({ lesson }) => lesson.title ?? '没有这一课，请改' },
    {
      key: 'difficulty',
      head: '难度',
      kind: 'short',
      value: ({ difficulty }) => difficulty && difficultyLabels[difficulty],
      order: ({ difficulty }) => difficulty,
    },
    { key: 'shown', head: '考过几份', kind: 'number', value: ({ shown }) => shown },
    {
      key: 'percent',
      head: '答对',
      kind: 'number',
      value: ({ percent }) => (percent === null ? null : `${percent}%`),
      order: ({ percent }) => percent,
    },
  ],
  filters: [
    { name: 'kind', label: '种类', value: ({ kind }) => kind, labelOf: (code) => lookUp(kindLabels, code) ?? code },
    {
      name: 'aspect',
      label: '看一看',
      value: ({ aspects }) => aspects,
      labelOf: (code) => lookUp(aspectLabels, code) ?? code,
    },
    {
      name: 'difficulty',
      label: '难度',
      value: ({ difficulty }) => String(difficulty ?? 'none'),
      labelOf: (code) => (code === 'none' ? '没有写' : (lookUp(difficultyLabels, code) ?? code)),
    },
    { name: 'lesson', label: '哪一课', value: ({ lesson }) => lesson.slug, labelOf: (code, row) => row?.lesson.title ?? code },
    {
      name: 'tag',
      label: '标签',
      value: ({ tags }) => tags.map(codeOf),
      labelOf: (code, row) => row?.tags.find((tag) => codeOf(tag) === code) ?? code,
    },
  ],
}
