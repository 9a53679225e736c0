// Cuts a course into what a search gives one result for: its lessons, their sections, the words they explain, its questions.
import { type Block, type Element, readLessonText } from '#app/lesson/reading-check/lesson-text.ts'
import { present } from '#app/present.ts'

export type PassageKind = 'lesson' | 'section' | 'word' | 'question'

export interface Passage {
  kind: PassageKind
  lessonSlug: string
  lessonTitle: string
  /** s1, s2 and so on; null for a lesson as a whole, and for a question. */
  section: string | null
  /** The id of a question, the term of a word. */
  key: string | null
  heading: string
  /** Everything else, as readers see it; a new line for each block. */
  body: string
}

/** What is searched of a course. */
export interface SearchedCourse {
  lessons: readonly { slug: string; title: string; summary: string; source: string }[]
  questions: readonly {
    id: string
    lesson: string
    kind: string
    text: string
    options: readonly { text: string }[]
    explanation: string
  }[]
}

/** The passages of a course, lessons first, always in the same order; each is made when it is asked for. */
export function* eachPassage({ lessons, questions }: SearchedCourse): Generator<Passage> {
  for (const lesson of lessons) yield* listLessonPassages(lesson)
  const titles = new Map(lessons.map(({ slug, title }) => [slug, title]))
  for (const question of questions) yield toQuestionPassage(question, titles.get(question.lesson) ?? '')
}

/** Lists all of them. */
export const listPassages = (course: SearchedCourse): Passage[] => [...eachPassage(course)]

/** What stands in a lesson, and where. */
interface Piece {
  at: number
  text: string
  section: number
}

/** Attributes that no reader sees: names of files and of what is stored, places and sizes. */
const unseen = /^(id|src|poster|kind|x|y|width|height|before|after)$/

/** Lists a lesson as a whole (what comes before its first section), its sections, and the words it explains. */
function listLessonPassages({ slug, title, summary, source }: SearchedCourse['lessons'][number]): Passage[] {
  const { blocks, elements, sections } = readLessonText(source)
  const pieces: Piece[] = []
  const words = new Map<Element, string[]>(elements.filter(({ name }) => name === 'Word').map((element) => [element, []]))
  const headings = new Map<number, Block>()
  for (const block of blocks) {
    if (block.kind === 'attribute' || (block.kind === 'front' && block.attribute !== 'objectives')) continue
    if (block.kind === 'heading' && block.section > 0 && !headings.has(block.section)) {
      headings.set(block.section, block)
      continue
    }
    const word = findWithin(block.parent, words)
    if (word) word.push(block.text)
    else pieces.push({ at: block.offsets[0] ?? 0, text: block.text, section: block.section })
  }
  for (const element of elements) {
    if (words.has(element)) continue
    const word = findWithin(element.parent, words)
    for (const [name, { value, from }] of element.attributes) {
      if (unseen.test(name) || value.trim() === '') continue
      if (word) word.push(value)
      else pieces.push({ at: from, text: value, section: element.section })
    }
  }
  pieces.sort((one, other) => one.at - other.at)
  const bodyOf = (section: number) => joinLines(pieces.filter((piece) => piece.section === section).map(({ text }) => text))
  const passage = (rest: Pick<Passage, 'kind' | 'section' | 'key' | 'heading' | 'body'>): Passage => ({
    lessonSlug: slug,
    lessonTitle: title,
    ...rest,
  })
  return [
    passage({ kind: 'lesson', section: null, key: null, heading: title, body: joinLines([summary, bodyOf(0)]) }),
    ...sections.map((section, i) => {
      const heading = (headings.get(i + 1)?.text ?? section.title).trim()
      return passage({ kind: 'section', section: `s${i + 1}`, key: null, heading, body: bodyOf(i + 1) })
    }),
    ...[...words].flatMap(([{ attributes, section }, explained]) => {
      const term = attributes.get('term')?.value.trim() ?? ''
      const sound = attributes.get('sound')?.value ?? ''
      const place = section === 0 ? null : `s${section}`
      return term === ''
        ? []
        : [passage({ kind: 'word', section: place, key: term, heading: term, body: joinLines([sound, ...explained]) })]
    }),
  ]
}

/** The words of the element that something is in, at any depth. */
function findWithin(parent: Element | null, words: ReadonlyMap<Element, string[]>): string[] | null {
  for (let element = parent; element; element = element.parent) if (words.has(element)) return present(words.get(element), 'word')
  return null
}

/** 对 and 错 are the options of every true/false question: nobody looks for them. */
function toQuestionPassage(
  { id, lesson, kind, text, options, explanation }: SearchedCourse['questions'][number],
  lessonTitle: string,
): Passage {
  const said = kind === 'trueFalse' ? [] : options.map((option) => option.text)
  return {
    kind: 'question',
    lessonSlug: lesson,
    lessonTitle,
    section: null,
    key: id,
    heading: text,
    body: joinLines([...said, explanation]),
  }
}

const joinLines = (texts: readonly string[]) =>
  texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n')
