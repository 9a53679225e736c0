// Sentences that are too long to keep in mind.
import { type Found, shorten, wholeLesson } from './findings.ts'
import { type Block, countUnits, type LessonText } from './lesson-text.ts'
import { type Readers, readingLimits } from './limits.ts'

export interface Sentence {
  text: string
  /** The position of its first character in the block. */
  place: number
  words: number
}

/** Splits a block's text into sentences. A colon ends one: what follows is read after a pause. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  for (const { 0: part, index } of text.matchAll(/[^。！？；：!?;\n]+/gu)) {
    const words = countUnits(part)
    if (words > 0) sentences.push({ text: part, place: index + (part.length - part.trimStart().length), words })
  }
  return sentences
}

/** Headings, cells and lists of words are not sentences: they would make the mean look short. */
const isProse = ({ kind, attribute }: Block) =>
  kind === 'paragraph' || kind === 'item' || (kind === 'attribute' && /^(question|transcript|text|points|example)$/.test(attribute ?? ''))

/** Finds each sentence that is too long, and a mean that is. */
export function checkSentences({ blocks }: LessonText, readers: Readers): Found[] {
  const found: Found[] = []
  const limit = readingLimits.sentence[readers]
  let sentences = 0
  let words = 0
  for (const block of blocks)
    for (const sentence of splitSentences(block.text)) {
      if (isProse(block)) {
        sentences += 1
        words += sentence.words
      }
      if (sentence.words > limit) found.push(describeLong(block, sentence, limit))
    }
  const mean = words / sentences
  if (sentences >= readingLimits.minSentences && mean > readingLimits.meanSentence[readers])
    found.push({
      rule: 'long-mean',
      at: blocks.find(isProse)?.offsets[0] ?? 0,
      what: wholeLesson,
      reason: `这一课平均一句 ${mean.toFixed(1)} 个字，最多 ${readingLimits.meanSentence[readers]} 个。把长的断开，一句只说一件事。`,
    })
  return found
}

function describeLong(block: Block, sentence: Sentence, limit: number): Found {
  const found = {
    rule: 'long-sentence' as const,
    at: block.offsets[sentence.place] ?? 0,
    what: shorten(sentence.text),
    reason: `这一句有 ${sentence.words} 个字，最多 ${limit} 个：“${shorten(sentence.text)}…”。断成两句，一句只说一件事。`,
  }
  const comma = findMiddleComma(sentence.text)
  const at = comma === null ? undefined : block.offsets[sentence.place + comma]
  return at === undefined ? found : { ...found, mend: { from: at, to: at + 1, insert: '。', label: '在中间的逗号断开' } }
}

/** The comma nearest to the middle with enough on both sides; quotations are not broken. */
function findMiddleComma(text: string): number | null {
  const plain = text.replace(/[“「《（(][^”」》）)]{0,200}[”」》）)]/gu, (quoted) => '字'.repeat(quoted.length))
  const commas = [...plain.trimStart().matchAll(/，/g)].map(({ index }) => index)
  const middle = plain.length / 2
  const [nearest] = commas.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))
  const start = plain.trimStart()
  return nearest !== undefined && countUnits(start.slice(0, nearest)) >= 5 && countUnits(start.slice(nearest)) >= 5 ? nearest : null
}
