// Takes a GIFT file apart into questions, so that a broken one costs no other.
import { hideEscaped } from './signs.ts'

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

/**
 * Yields the questions and categories of a file. A blank line ends a question, but not within its braces if they are closed later;
 * `::` at the start of a line begins another one.
 */
export function* splitGift(source: string): Generator<Block> {
  const lines = hideEscaped(source.replace(/\r\n?/g, '\n')).split('\n')
  let content: string[] = []
  let comments: string[] = []
  let begin = 0
  let isOpen = false
  let wasOpen = false
  function* end(): Generator<Block> {
    const text = content.join('\n').trim()
    if (text !== '') yield { line: begin + 1, text, comments: comments.join('\n') }
    content = []
    comments = []
    isOpen = wasOpen = false
  }
  for (const [at, whole] of lines.entries()) {
    const line = whole.trim()
    if (isComment(line)) {
      comments.push(line)
      // Its line stays, so that those behind it are counted.
      if (content.length > 0) content.push('')
      continue
    }
    if (line === '') {
      if (!isOpen || !isClosedBelow(lines, at + 1)) yield* end()
      continue
    }
    if (content.length > 0 && beginsAnother(line) && (isOpen || wasOpen || line.startsWith('$'))) {
      yield* end()
    }
    if (content.length === 0) begin = at
    content.push(line)
    if (line.startsWith('$CATEGORY:') && content.length === 1) {
      yield* end()
      continue
    }
    for (const sign of line) {
      if (sign === '{') isOpen = wasOpen = true
      else if (sign === '}') isOpen = false
    }
  }
  yield* end()
}
