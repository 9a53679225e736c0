// Cuts a file into blocks: paragraphs, list items, headings, whole components. They are what authors compare, merge and remark on.
// Cutting loses nothing: the blocks of a text, joined, are the text.

export interface Block {
  /** Without the line breaks behind it. */
  text: string
  /** The line breaks behind it. */
  gap: string
  /** The line that it begins on, from 1. */
  line: number
}

/** More blocks than any lesson has; what follows is one block, so that comparing has a limit. */
const maxBlocks = 3_000

/** Where reading stands: how many components are open, and inside which tag. */
interface Place {
  depth: number
  tag: 'none' | 'opening' | 'closing'
  quote: string
}

/** Reads on to the end of a line. Signs after a backslash are words, and text in quotes holds no tags. */
function readLine(line: string, { depth, tag, quote }: Place): Place {
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (tag !== 'none') {
      if (sign === '"' || sign === "'") quote = sign
      else if (sign === '>') {
        if (tag === 'closing') depth = Math.max(0, depth - 1)
        else if (line[at - 1] !== '/') depth++
        tag = 'none'
      }
    } else if (sign === '\\') at++
    else if (sign === '<')
      tag = /^<[A-Z]/.test(line.slice(at, at + 2)) ? 'opening' : /^<\/[A-Z]/.test(line.slice(at, at + 3)) ? 'closing' : 'none'
  }
  return { depth, tag, quote }
}

/**
 * Cuts a text into blocks. In front matter and YAML a line is a block (`isYaml`), in a lesson a paragraph, and a component with all that is
 * in it. At most 3,000; the last one has the rest.
 */
export function cutBlocks(text: string, { isYaml = false } = {}): Block[] {
  const blocks: Block[] = []
  const lines = text.split(/(?<=\n)/)
  let isFront = isYaml || lines[0]?.trimEnd() === '---'
  let place: Place = { depth: 0, tag: 'none', quote: '' }
  let piece = ''
  let begun = 1
  /** Whether the next line that is not blank begins a block. */
  let isEnded = false
  const close = () => {
    if (piece === '') return
    const words = piece.replace(/[\r\n\t ]+$/, '')
    blocks.push({ text: words, gap: piece.slice(words.length), line: begun })
    piece = ''
  }
  lines.forEach((line, nth) => {
    const isBlank = line.trim() === ''
    if (isEnded && !isBlank && blocks.length < maxBlocks) close()
    if (piece === '') begun = nth + 1
    piece += line
    if (!isYaml && isFront && nth > 0 && line.trimEnd() === '---') {
      isFront = false
      isEnded = true
    } else if (isFront) isEnded = true
    else {
      place = readLine(line, place)
      isEnded = place.depth === 0 && place.tag === 'none' && isBlank
    }
  })
  close()
  return blocks
}

export const joinBlocks = (blocks: readonly Pick<Block, 'text' | 'gap'>[]) => blocks.map(({ text, gap }) => text + gap).join('')

/** Whether a file of a course is cut by lines. */
export const isYamlFile = (name: string) => name.endsWith('.yaml')
/** Whether it has a page of its own, on which it is written. */
export const isTextFile = (name: string) => /\.(mdx|yaml|svg)$/.test(name)
export const isDrawing = (name: string) => name.endsWith('.svg')
export const isLesson = (name: string) => name.endsWith('.mdx')
