// The reading check: what makes a lesson hard to read, to see or to hear for those it is written for. It refuses nothing: what it
// finds is an author's to mend, or to wave through with a reason. Pure, so that it runs in an editor as well: docs/reading-check.md.
import { accepts, readAccepted, type WrittenAcceptance } from './accepted.ts'
import { checkCharacters } from './character-rules.ts'
import { checkClaims } from './claim-rules.ts'
import { type Finding, type Found, readingRules } from './findings.ts'
import { readLessonText } from './lesson-text.ts'
import { type Readers, readingLimits } from './limits.ts'
import { checkMedia, checkWeight } from './media-rules.ts'
import { checkPersonalNumbers } from './personal-number-rules.ts'
import { checkSections, checkTasks } from './section-rules.ts'
import { checkSentences } from './sentence-rules.ts'
import { checkSteps } from './step-rules.ts'

export { acceptFinding } from './accepted.ts'
export { type Finding, type Mend, type ReadingRule, readingRules } from './findings.ts'
export { type Readers, readingLimits } from './limits.ts'

export interface ReadingCheckOptions {
  /** The name of the file, which findings repeat. */
  file: string
  /** For whom it is written; the stricter limits are the default. */
  readers?: Readers
  /** What the pictures weigh on a phone, in bytes by file name. */
  pictureBytes?: Readonly<Record<string, number>>
  /** Words that readers of this programme know although their characters are rare: its places and goods. */
  knownNames?: readonly string[]
}

/**
 * Checks the source of a lesson. Returns the findings in the order of the text, without those that its author waved through; at most
 * `readingLimits.findings`. Accepts any text, and takes time in proportion to its length.
 */
export function checkReading(
  source: string,
  { file, readers = 'villagers', pictureBytes = {}, knownNames = [] }: ReadingCheckOptions,
): Finding[] {
  const lesson = readLessonText(source)
  const accepted = readAccepted(source)
  const found = [
    ...checkCharacters(lesson, knownNames),
    ...checkSentences(lesson, readers),
    ...checkSteps(lesson),
    ...checkSections(lesson),
    ...checkTasks(lesson),
    ...checkMedia(lesson),
    ...checkWeight(lesson, pictureBytes),
    ...checkClaims(lesson),
    ...checkPersonalNumbers(lesson.source),
  ]
  const findAcceptance = (one: Found) => accepted.find((entry) => accepts(entry, one))
  const used = new Set(found.map(findAcceptance))
  const idle = accepted.filter((entry) => !used.has(entry)).map(describeIdle)
  const open = [...found.filter((one) => !findAcceptance(one)), ...idle].sort((one, other) => one.at - other.at)
  return toFindings(lesson.source, file, open)
}

/** Checks a plan or a bank of questions of a course: no personal numbers. Their sentences are the business of the exam's own rules. */
export const checkPlainText = (source: string, file: string): Finding[] => toFindings(source, file, checkPersonalNumbers(source))

function toFindings(source: string, file: string, found: readonly Found[]): Finding[] {
  const placeOf = createPlaces(source)
  return found.slice(0, readingLimits.findings).map(({ at, ...finding }) => ({ file, ...placeOf(at), ...finding }))
}

const describeIdle = ({ rule, what, from, to }: WrittenAcceptance): Found => ({
  rule: 'idle-acceptance',
  at: from,
  what,
  reason: `这里放行了“${readingRules[rule]}”（${what}），课文里已经没有了，请删掉这一行。`,
  mend: { from, to, insert: '', label: '删掉这一行' },
})

/** Converts positions in the source to lines and columns, from 1. */
function createPlaces(source: string) {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return (position: number) => {
    let low = 0
    for (let high = starts.length - 1; low < high;) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= position) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: position - (starts[low] ?? 0) + 1 }
  }
}
