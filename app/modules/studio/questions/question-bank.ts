// One file of the question bank of a course as a list of forms: read as far as it can be read, and written into. What is not touched stays as
// it was typed.
import { isMap, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml'
import { type Difficulty, type QuestionKind, questionKinds } from '#app/modules/exams/draw.ts'
import { keyAt } from '#app/text/option-letters.ts'

/** A question as its form has it. */
export interface BankQuestion {
  kind: QuestionKind
  lesson: string
  text: string
  /** Empty for true or false. */
  options: readonly string[]
  /** The places of the right options; of true or false 0 is 对, 1 is 错. */
  right: readonly number[]
  /** Empty if it is still to be written. */
  explanation: string
  /** What it is called among others, if it has a name of its own. */
  name?: string | undefined
  difficulty?: Difficulty | undefined
  tags?: readonly string[] | undefined
  /** The file of the version that it shows, and what is to be seen there. */
  picture?: string | undefined
  alt?: string | undefined
}

/** What a question asks, and what is said of it afterwards. */
export type AskedQuestion = Pick<BankQuestion, 'kind' | 'text' | 'options' | 'right' | 'explanation' | 'picture' | 'alt'>

/** A question of a bank. `mark` changes with anything that is written in it. */
export interface ListedQuestion extends BankQuestion {
  id: string
  mark: string
}

/** As long as files of a course may be. */
const longest = 250_000

/** A bank that was parsed: what is read and what is changed share it. */
export interface Bank {
  yaml: string
  /** The questions in their order, each with where it stands in the text. */
  items: { from: number; to: number; question: ListedQuestion }[]
  /** Null in an empty text. */
  list: YAMLSeq | null
}

/** The bank that a text holds; null if it cannot be read, or is no list. An empty text is an empty list. */
export function parseBank(yaml: string): Bank | null {
  if (yaml.length > longest) return null
  const document = parseDocument(yaml)
  if (document.errors.length > 0) return null
  const list = document.contents
  if (list === null) return { yaml, items: [], list: null }
  if (!isSeq(list)) return null
  let values: unknown
  try {
    values = document.toJS({ maxAliasCount: 20 })
  } catch {
    return null
  }
  const items: Bank['items'] = []
  for (const [nth, item] of list.items.entries()) {
    if (!isMap(item) || !item.range) return null
    const [from, to] = item.range
    items.push({ from, to, question: toQuestion((values as unknown[])[nth], markOf(yaml.slice(from, to))) })
  }
  return { yaml, items, list }
}

const wordsOf = (value: unknown) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** What a question may have beside what is asked. */
function besidesOf({ name, difficulty, tags, picture, alt }: Record<string, unknown>): Besides {
  const level = ([1, 2, 3] as const).find((one) => one === difficulty)
  const words = listOf(tags)
    .map(wordsOf)
    .filter((tag) => tag !== '')
  return {
    ...(wordsOf(name) !== '' && { name: wordsOf(name) }),
    ...(level && { difficulty: level }),
    ...(words.length > 0 && { tags: words }),
    ...(wordsOf(picture) !== '' && { picture: wordsOf(picture), alt: wordsOf(alt).trim() }),
  }
}
type Besides = Pick<BankQuestion, 'name' | 'difficulty' | 'tags' | 'picture' | 'alt'>

function toQuestion(value: unknown, mark: string): ListedQuestion {
  const entry = (value ?? {}) as Record<string, unknown>
  const kind = questionKinds.find((one) => one === entry.kind) ?? 'single'
  const options = listOf(entry.options).map((option) => (option ?? {}) as Record<string, unknown>)
  const keys = kind === 'trueFalse' ? ['a', 'b'] : options.map(({ key }) => wordsOf(key))
  return {
    id: wordsOf(entry.id),
    kind,
    lesson: wordsOf(entry.lesson),
    text: wordsOf(entry.text).trim(),
    options: kind === 'trueFalse' ? [] : options.map(({ text }) => wordsOf(text).trim()),
    right: listOf(entry.correct).flatMap((key) => (keys.includes(wordsOf(key)) ? [keys.indexOf(wordsOf(key))] : [])),
    explanation: wordsOf(entry.explanation).trim(),
    ...besidesOf(entry),
    mark,
  }
}

/** Tells one text from another; nobody is kept out by it. */
export function markOf(text: string): string {
  let sum = 7
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0
  return `${sum.toString(36)}-${text.length}`
}

export const questionsOf = ({ items }: Bank) => items.map(({ question }) => question)

/** The questions of a bank in their order; null if it cannot be read. */
export function readBank(yaml: string): ListedQuestion[] | null {
  const bank = parseBank(yaml)
  return bank && questionsOf(bank)
}

type NamedQuestion = BankQuestion & { id: string }

/** A question as an item of a list. */
function print({ id, kind, lesson, text, options, right, explanation, name, difficulty, tags, picture, alt = '' }: NamedQuestion): string {
  const correct = [...right].sort((one, other) => one - other).map((at) => keyAt(at))
  const shown = kind === 'trueFalse' ? {} : { options: options.map((words, at) => ({ key: keyAt(at), text: words })) }
  const besides = { ...(name && { name }), ...(difficulty && { difficulty }), ...(tags && tags.length > 0 && { tags }) }
  const below = picture ? { picture, alt } : {}
  const written = stringify({ id, ...besides, lesson, kind, text, ...below, ...shown, correct, explanation }, { lineWidth: 0 })
  return written.trimEnd().replaceAll(/\n(?=.)/g, '\n  ')
}

/** A list of questions, one under the other. */
const printList = (questions: readonly NamedQuestion[]) => questions.map((question) => `- ${print(question)}\n`).join('\n')

/** The text with a question in the place of an item. */
function printOver(yaml: string, { from, to }: Bank['items'][number], question: NamedQuestion): string {
  const end = yaml.slice(from, to).endsWith('\n') ? '\n' : ''
  return `${yaml.slice(0, from)}${print(question)}${end}${yaml.slice(to)}`
}

/** Gives questions ids that no question ever had: what was deleted lives on in what classes study, with what they answered. */
const withIds = (questions: readonly BankQuestion[]): NamedQuestion[] =>
  questions.map((question) => ({ ...question, id: `q-${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}` }))

/** Adds questions at the end. Null if the bank cannot be read. */
export function addQuestions(yaml: string, questions: readonly BankQuestion[]): string | null {
  const bank = parseBank(yaml)
  if (!bank) return null
  const added = withIds(questions)
  if (!bank.list?.flow) return `${yaml.trimEnd()}${yaml.trim() === '' ? '' : '\n\n'}${printList(added)}`.trimStart()
  // A list in brackets, as a course begins with: written anew, one question under the other.
  const [from = 0, to = yaml.length] = bank.list.range ?? []
  return `${yaml.slice(0, from)}${printList([...questionsOf(bank), ...added])}${yaml.slice(to).trimStart()}`
}

/** The text of a bank with questions changed, by their ids. */
export function changeQuestions({ yaml, items, list }: Bank, changed: ReadonlyMap<string, BankQuestion>): string {
  if (!items.some(({ question }) => changed.has(question.id))) return yaml
  if (list?.flow) return printList(items.map(({ question }) => ({ ...(changed.get(question.id) ?? question), id: question.id })))
  let text = yaml
  // From the end, so that what stands before keeps its place.
  for (const item of [...items].reverse()) {
    const { id } = item.question
    const question = changed.get(id)
    if (question) text = printOver(text, item, { ...question, id })
  }
  return text
}

/** Changes one question, or takes it out if `question` is null. Null if there is none of that id. */
export function setQuestion(yaml: string, id: string, given: BankQuestion | null): string | null {
  const bank = parseBank(yaml)
  const at = bank?.items.findIndex(({ question }) => question.id === id) ?? -1
  const item = bank?.items[at]
  if (!bank || !item) return null
  const { name } = item.question
  // What no form shows stays.
  const question = given && { ...(name && { name }), ...given, id }
  if (bank.list?.flow) {
    const kept = questionsOf(bank).flatMap((one) => (one.id !== id ? [one] : question ? [question] : []))
    return kept.length === 0 ? '[]\n' : printList(kept)
  }
  if (question) return printOver(yaml, item, question)
  if (bank.items.length === 1) return '[]\n'
  const dash = yaml.lastIndexOf('-', item.from - 1)
  const next = bank.items[at + 1]
  const until = next ? yaml.lastIndexOf('-', next.from - 1) : yaml.length
  return `${yaml.slice(0, dash)}${yaml.slice(until)}`.trimEnd() + '\n'
}
