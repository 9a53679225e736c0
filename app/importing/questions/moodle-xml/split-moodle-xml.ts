// Takes a Moodle XML file apart into questions by their tags, so that one that is not well-formed costs no other.

export interface Piece {
  line: number
  source: string
  /** Whether its end tag is there. */
  isWhole: boolean
}

/** What is looked at: the rest is content. */
const token = /<!\[CDATA\[|<!--|<(?:[\w-]{1,40}:)?question(?=[\s/>])|<\/(?:[\w-]{1,40}:)?question\s*>/g

/** Where a question begins, even in a comment or CDATA section that was not closed. */
const anotherStart = /<(?:[\w-]{1,40}:)?question\s+type\s*=\s*["']/g

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

/**
 * Where a section that belongs to one question has swallowed the start of another, as it was not closed: then it ends with the end of a
 * section that began behind that start, or not at all. What is closed may show the start of a question, as a text about such files does.
 */
function findSwallowed(text: string, { from, end, sign }: { from: number; end: number; sign: string }): number {
  anotherStart.lastIndex = from
  const found = anotherStart.exec(text)
  if (!found || (end >= 0 && found.index > end)) return -1
  const inner = text.indexOf(sign, found.index)
  const isClosed = end >= 0 && (inner < 0 || inner > end || (sign === '<![CDATA[' && text.startsWith(']]', end - 2)))
  return isClosed ? -1 : found.index
}

/** Where a section ends: behind its end, or before the question that it would swallow. */
function endOfSection(text: string, at: number, sign: string, isInQuestion: boolean): number {
  const end = text.indexOf(endings[sign] ?? '', at + sign.length)
  if (end < 0 && !isInQuestion) return at + sign.length
  const swallowed = isInQuestion ? findSwallowed(text, { from: at + sign.length, end, sign }) : -1
  return swallowed >= 0 ? swallowed : end < 0 ? text.length : end + 3
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
