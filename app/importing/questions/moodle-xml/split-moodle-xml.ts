// Takes a Moodle XML file apart into questions by their tags, so that one that is not well-formed costs no other.

export interface Piece {
  line: number
  source: string
  /** Whether its end tag is there. */
  isWhole: boolean
}

/** What is looked at: the rest is content. */
const token = /<!\[CDATA\[|<!--|<question(?=[\s>])|<\/question\s*>/g

/** Where a question begins, even in a comment or CDATA section that was not closed. */
const anotherStart = /<question\s+type\s*=\s*["']/g

const endings: Record<string, string> = { '<![CDATA[': ']]>', '<!--': '-->' }

/** Places in a text at which the text is looked at in turn, with their lines. */
function createLineCounter(text: string) {
  let at = 0
  let line = 1
  return (place: number) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < place; next = text.indexOf('\n', at)) {
      line++
      at = next + 1
    }
    return line
  }
}

const skipBlanks = (text: string, from: number) => {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++
  return at
}

/** Whether a section that belongs to one question contains the start of another, and where: it was not closed. */
function findSwallowed(text: string, from: number, to: number): number {
  anotherStart.lastIndex = from
  const found = anotherStart.exec(text)
  return found && found.index < to ? found.index : -1
}

/** Where a section ends: behind its end, or before the question that it would swallow. */
function endOfSection(text: string, at: number, sign: string, isInQuestion: boolean): number {
  const end = text.indexOf(endings[sign] ?? '', at + sign.length)
  if (end < 0 && !isInQuestion) return at + sign.length
  const behind = end < 0 ? text.length : end + 3
  const swallowed = isInQuestion ? findSwallowed(text, at + sign.length, behind) : -1
  return swallowed < 0 ? behind : swallowed
}

/** Yields the questions of a file; what is between them is passed over. */
export function* splitMoodleXml(text: string): Generator<Piece> {
  const lineAt = createLineCounter(text)
  let begin = -1
  /** Where the last question ended. */
  let behind = 0
  for (let at = 0; ;) {
    token.lastIndex = at
    const found = token.exec(text)
    if (!found) break
    const [sign] = found
    at = token.lastIndex
    if (sign.startsWith('<!')) {
      at = endOfSection(text, found.index, sign, begin >= 0)
    } else if (sign.startsWith('</')) {
      // An end without a beginning: the start tag is broken.
      const from = begin >= 0 ? begin : skipBlanks(text, behind)
      yield { line: lineAt(from), source: text.slice(from, at), isWhole: begin >= 0 }
      begin = -1
      behind = at
    } else {
      if (begin >= 0) yield { line: lineAt(begin), source: text.slice(begin, found.index), isWhole: false }
      begin = behind = found.index
    }
  }
  if (begin >= 0) yield { line: lineAt(begin), source: text.slice(begin), isWhole: false }
}
