// Takes a GIFT file apart into questions, so that a broken one costs no other.
import { hideEscaped, showEscaped } from './signs.ts'

export interface Block {
  line: number
  /** With placeholders for escaped signs, without comments. */
  text: string
  /** The comments before and in it: tags stand there. */
  comments: string
}

/** How far below a blank line the end of an open answer is looked for. */
const maxLinesAhead = 200

const beginsAnother = (line: string) => line.startsWith('::') || line.startsWith('$CATEGORY:')
/** A name as a whole: what stands before it on lines of its own is another question, whether it has an answer or not. */
const beginsNamed = (line: string) => /^::[^\n]+?::/.test(line)
const isChoice = (line: string) => /^[=~#%}]/.test(line)
const endsWithChoices = (line: string) => isChoice(line) || /\{\s*[=~#%TF]/.test(line)
/** An answer whose braces were forgotten. */
const isBareChoice = (line: string) => /^[=~][^=~]/.test(line)
const isComment = (line: string) => line.startsWith('//')

/** Whether an answer that is open at a blank line is closed further down, before another question begins. */
function isClosedBelow(lines: readonly string[], from: number): boolean {
  for (let at = from; at < Math.min(lines.length, from + maxLinesAhead); at++) {
    const line = (lines[at] ?? '').trim()
    if (isComment(line)) continue
    if (beginsAnother(line)) return false
    const [first] = /[{}]/.exec(line) ?? []
    if (first !== undefined) return first === '}'
  }
  return false
}

/** Whether words end a sentence. Where they do not, the text may go on behind the answer, on the lines below. */
const endsSentence = (words: string) => /^$|[\p{P}\p{S}]$/u.test(words.trim()) && !/[,，、;；\-–—(（《“‘]$/.test(words.trim())

/** Whether an answer begins in these lines, before a blank line or another name: without one they are the rest of the question before. */
function hasAnswerBelow(lines: readonly string[], from: number): boolean {
  for (let at = from; at < Math.min(lines.length, from + maxLinesAhead); at++) {
    const line = (lines[at] ?? '').trim()
    if (isComment(line)) continue
    if (line === '' || beginsAnother(line)) return false
    const [first] = /[{}]/.exec(line) ?? []
    if (first !== undefined) return first === '{'
  }
  return false
}

/** A question while its lines are collected. */
class Collected {
  private readonly lines: string[] = []
  private comments: string[] = []
  /** Comments behind an answer: of this question, or of one that follows without a blank line. */
  private commentsBehind: string[] = []
  private begin = 0
  private last = ''
  isOpen = false
  private wasOpen = false
  /** What stands before its answer. */
  private asked = ''
  /** Whether its answer is closed, with nothing behind it so far. */
  private isClosed = false
  /** Whether its answer, and the sentence that it stands in, has come to an end. */
  private isComplete = false

  get isEmpty() {
    return this.lines.length === 0
  }

  comment(line: string) {
    ;(this.isClosed || this.isComplete ? this.commentsBehind : this.comments).push(line)
    // Its line stays, so that those behind it are counted.
    if (!this.isEmpty) this.lines.push('')
  }

  add(line: string, at: number) {
    if (this.isEmpty) this.begin = at
    if (!this.wasOpen && /[{}]/.test(line)) this.asked = /^[{}]/.test(line) ? this.last : (line.split(/[{}]/, 1)[0] ?? '')
    this.lines.push(line)
    this.last = line
    for (const sign of line) {
      if (sign !== '{' && sign !== '}') continue
      this.isOpen = sign === '{'
      this.wasOpen = true
    }
    const behind = line.slice(line.lastIndexOf('}') + 1)
    const isBehind = this.wasOpen && !this.isOpen
    this.isClosed = isBehind && behind === ''
    this.isComplete = isBehind && endsSentence(showEscaped(this.isClosed ? this.asked : behind))
    if (!this.isClosed && !this.isComplete) this.comments.push(...this.commentsBehind.splice(0))
  }

  /** Whether a line belongs to another question, though no blank line is between. */
  isEndedBy(line: string, hasAnswer: () => boolean): boolean {
    if (this.isEmpty) return false
    if (line.startsWith('$CATEGORY:') || beginsNamed(line)) return true
    if (beginsAnother(line)) return this.wasOpen
    if (isChoice(line)) return false
    if (this.isOpen) return endsWithChoices(this.last) && line.includes('{') // it was not closed
    if (this.isClosed && line.includes('{')) return true
    return (this.isComplete || (!this.wasOpen && isBareChoice(this.last))) && hasAnswer()
  }

  /** Yields the question, if there is one; comments behind it stay for the next. */
  *take(isFollowed = false): Generator<Block> {
    const text = this.lines.join('\n').trim()
    const comments = isFollowed ? this.comments : [...this.comments, ...this.commentsBehind]
    if (text !== '') yield { line: this.begin + 1, text, comments: comments.join('\n') }
    this.comments = isFollowed ? this.commentsBehind : []
    this.commentsBehind = []
    this.lines.length = 0
    this.last = this.asked = ''
    this.isOpen = this.wasOpen = this.isClosed = this.isComplete = false
  }
}

/**
 * Yields the questions and categories of a file. A blank line ends a question, but not within its braces if they are closed later.
 * Without a blank line, a name or a category at the start of a line begins another one, and so does a line below a closed answer if it
 * has an answer of its own: a question has one, so that two that touch cost each other nothing.
 */
export function* splitGift(source: string): Generator<Block> {
  const lines = hideEscaped(source.replace(/\r\n?/g, '\n')).split('\n')
  const collected = new Collected()
  for (const [at, whole] of lines.entries()) {
    const line = whole.trim()
    if (isComment(line)) {
      collected.comment(line)
      continue
    }
    if (line === '') {
      if (!collected.isOpen || !isClosedBelow(lines, at + 1)) yield* collected.take()
      continue
    }
    if (collected.isEndedBy(line, () => hasAnswerBelow(lines, at))) yield* collected.take(true)
    collected.add(line, at)
    if (line.startsWith('$CATEGORY:')) yield* collected.take()
  }
  yield* collected.take()
}
