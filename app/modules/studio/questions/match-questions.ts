// Questions from a file beside those of a bank: which are new, which are there already, and which say something else under the same name.
import { formatPicture, normaliseLines, shorten } from '#app/importing/questions/text/plain-text.ts'
import { placeholders } from '#app/lesson/placeholders.ts'
import type { BankQuestion, ListedQuestion } from './question-bank.ts'

/**
 * A question as a file has it. `lesson` is null if the file names none that the course has. `picture` is the hash of its bytes with their
 * ending, as long as it is no file of the version; `drawing` is it as text, if it is one.
 */
export type ComingQuestion = Omit<BankQuestion, 'lesson'> & { lesson: string | null; drawing?: string | undefined }

export type Matched =
  | { outcome: 'new'; question: ComingQuestion }
  | { outcome: 'known'; question: ComingQuestion }
  | { outcome: 'changed'; question: ComingQuestion; id: string; becomes: BankQuestion }

/** What a question without a name of its own is called: how it begins. */
export const derivedName = (text: string) => shorten(text, 40)

export const nameOf = ({ name, text }: Pick<BankQuestion, 'name' | 'text'>) => name ?? derivedName(text)

/** What a picture is, by the name of its file: the same picture may lie under two names. */
export type PictureOf = (name: string) => string
const byName: PictureOf = (name) => name

type Core = Pick<BankQuestion, 'kind' | 'text' | 'options' | 'right' | 'picture'>

/** What is asked, whatever the order of the options. */
export function coreOf({ kind, text, options, right, picture }: Core, pictureOf = byName): string {
  const isTold = kind === 'trueFalse'
  const choices = options.map((option, at) => [normaliseLines(option), right.includes(at)] as const)
  const sorted = choices.map((choice) => JSON.stringify(choice)).sort()
  return JSON.stringify([kind, normaliseLines(text), isTold ? right : sorted, ...(picture ? [pictureOf(picture)] : [])])
}

/** The question as it would be after the file: what the file does not say stays. */
function become(now: ListedQuestion, coming: ComingQuestion, pictureOf: PictureOf): BankQuestion {
  const { id: _id, mark: _mark, picture: _picture, alt: _alt, ...kept } = now
  const { kind, text, options, right, picture } = coreOf(now, pictureOf) === coreOf(coming, pictureOf) ? now : coming
  const isSaid = coming.alt !== undefined && coming.alt !== placeholders.picture
  return {
    ...kept,
    ...(picture && { picture, alt: isSaid || !now.picture ? coming.alt : now.alt }),
    ...(coming.name !== undefined && { name: coming.name }),
    ...(coming.difficulty !== undefined && { difficulty: coming.difficulty }),
    ...(coming.tags && coming.tags.length > 0 && { tags: coming.tags }),
    lesson: coming.lesson ?? now.lesson,
    explanation: coming.explanation === '' ? now.explanation : coming.explanation,
    kind,
    text,
    options,
    right,
  }
}

/** Files hold no brackets in these words. */
const plainAlt = ({ picture, alt = '' }: BankQuestion) => (picture ? formatPicture(alt, '') : '')

const contentOf = (one: BankQuestion) =>
  JSON.stringify([
    coreOf(one),
    one.lesson,
    normaliseLines(one.explanation),
    nameOf(one),
    one.difficulty ?? null,
    one.tags ?? [],
    plainAlt(one),
  ])

/** Whether two questions without names are the same one written differently: the same words and picture, and half of the options at least. */
function isRewritten(one: Core, other: Core, pictureOf: PictureOf): boolean {
  if (normaliseLines(one.text) !== normaliseLines(other.text)) return false
  if (pictureOf(one.picture ?? '') !== pictureOf(other.picture ?? '')) return false
  const options = new Set(one.options.map(normaliseLines))
  const shared = other.options.filter((option) => options.has(normaliseLines(option))).length
  return shared * 2 >= Math.max(one.options.length, other.options.length)
}

/** Groups by a key; what has the same key as another is ambiguous, and is left out. */
function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const [found, twice] = [new Map<string, T>(), new Set<string>()]
  for (const item of items) {
    const key = keyOf(item)
    if (found.has(key)) twice.add(key)
    found.set(key, item)
  }
  for (const key of twice) found.delete(key)
  return found
}

/**
 * Says of each question of a file what it is to the bank. A name finds its question only if it is the only one of that name on both sides:
 * banks have dozens of questions called 选择题, and begin dozens with 下列说法正确的是, and none may take the place of another.
 */
export function matchQuestions(bank: readonly ListedQuestion[], coming: readonly ComingQuestion[], pictureOf = byName): Matched[] {
  const core = (question: Core) => coreOf(question, pictureOf)
  const byCore = new Map([...bank].reverse().map((question) => [core(question), question] as const))
  const cores = new Set(coming.map(core))
  // What stands in the file as it is in the bank is not what another one of the same name was.
  const mayChange = uniqueBy(
    bank.filter((question) => !cores.has(core(question))),
    nameOf,
  )
  const named = uniqueBy(
    coming.filter((question) => !byCore.has(core(question))),
    nameOf,
  )
  const met = new Set<string>()
  return coming.map((question): Matched => {
    const asked = core(question)
    if (met.has(asked)) return { outcome: 'known', question }
    met.add(asked)
    const other = mayChange.get(nameOf(question))
    const isOnly = other && named.get(nameOf(question)) === question
    const isSame = isOnly && (question.name !== undefined || isRewritten(other, question, pictureOf))
    const now = byCore.get(asked) ?? (isSame ? other : undefined)
    if (!now) return { outcome: 'new', question }
    const becomes = become(now, question, pictureOf)
    return contentOf(becomes) === contentOf(now) ? { outcome: 'known', question } : { outcome: 'changed', question, id: now.id, becomes }
  })
}
