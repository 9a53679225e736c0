// Reads one tag of a lesson. Each step moves forward, so that no text takes longer than its length.

export interface Attribute {
  value: string
  /** The position of the value in the source. */
  from: number
}

interface Tag {
  name: string
  isClosing: boolean
  /** Whether it is its own end: `<Figure />`. */
  isComplete: boolean
  attributes: Map<string, Attribute>
  end: number
}

const opening = /<(\/?)([A-Za-z][\w.]*)/y
const attributeName = /\s*([A-Za-z][\w-]*)/y
const equals = /\s*=\s*(?=["'])/y
const ending = /\s*(\/?)>/y
/** A tag of a lesson is a few lines long. */
const maxTagLength = 4_000

const readAt = (pattern: RegExp, source: string, at: number) => {
  pattern.lastIndex = at
  return pattern.exec(source)
}

/** Reads the tag that begins at a position; null if there is none, or if it does not end. */
export function readTag(source: string, from: number): Tag | null {
  const begun = readAt(opening, source, from)
  if (!begun) return null
  const attributes = new Map<string, Attribute>()
  let at = from + begun[0].length
  while (at < from + maxTagLength) {
    const ended = readAt(ending, source, at)
    if (ended)
      return { name: begun[2] ?? '', isClosing: begun[1] !== '', isComplete: ended[1] !== '', attributes, end: at + ended[0].length }
    const named = readAt(attributeName, source, at)
    if (!named) return null
    at += named[0].length
    const name = named[1] ?? ''
    const given = readAt(equals, source, at)
    if (!given) {
      attributes.set(name, { value: '', from: at })
      continue
    }
    at += given[0].length
    const close = source.indexOf(source.charAt(at), at + 1)
    if (close === -1 || close - from > maxTagLength) return null
    attributes.set(name, { value: source.slice(at + 1, close), from: at + 1 })
    at = close + 1
  }
  return null
}
