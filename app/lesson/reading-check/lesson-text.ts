// Reads the source of a lesson as its readers see it: blocks of words, components and sections, each with its position.
// Unlike the compiler it accepts anything, because it runs while somebody is writing, and takes time in proportion to the length.
import { maxLessonLength } from '../complexity-limits.ts'
import { readTag, type Attribute } from './tags.ts'

/** PlacedText as they are shown, with the position of each of their characters in the source. */
export interface PlacedText {
  text: string
  offsets: readonly number[]
}

export interface Block extends PlacedText {
  kind: 'front' | 'heading' | 'paragraph' | 'item' | 'cell' | 'attribute'
  /** The sequence number of its section; 0 is what comes before the first. */
  section: number
  /** The component that it is in, or whose attribute it is. */
  parent: Element | null
  /** The name of the attribute. */
  attribute?: string
  /** The row of a cell. */
  row?: number
  /** The number before an item of a numbered list, with its position. */
  marker?: { from: number; to: number; number: number }
}

export interface Element {
  name: string
  attributes: ReadonlyMap<string, Attribute>
  from: number
  section: number
  parent: Element | null
  /** The words in it, without those of attributes. */
  words: number
}

export interface Section {
  title: string
  from: number
}

export interface LessonText {
  source: string
  blocks: readonly Block[]
  elements: readonly Element[]
  sections: readonly Section[]
  /** Where the text begins, after the front matter. */
  body: number
}

/** Components deeper than this count as being in the last that is not: lessons have three levels. */
const maxDepth = 12

/** Counts 字: a Chinese character, a number and a word in Latin letters are one each. */
export const countUnits = (text: string) => text.match(/\p{Script=Han}|[\p{L}\p{M}]+|\d+(?:[.,:]\d+)*/gu)?.length ?? 0

/** Whether a block is inside a component of one of these names, at any depth. */
export function isWithin(parent: Element | null, names: RegExp): boolean {
  for (let element = parent; element; element = element.parent) if (names.test(element.name)) return true
  return false
}

/** Reads a lesson; what exceeds the length of a lesson is left out. */
export function readLessonText(whole: string): LessonText {
  const source = whole.slice(0, maxLessonLength)
  const blocks: Block[] = []
  const elements: Element[] = []
  const sections: Section[] = []
  const body = readFrontMatter(source, blocks)
  const open: Element[] = []
  const scribe = createScribe(source, blocks, sections, () => open.at(-1) ?? null)
  let done = body
  for (let at = source.indexOf('<', body); at !== -1; at = source.indexOf('<', Math.max(at + 1, done))) {
    const tag = source[at - 1] === '\\' ? null : readTag(source, at)
    if (!tag) continue
    scribe.write(done, at)
    done = tag.end
    if (tag.isClosing) {
      const place = open.map(({ name }) => name).lastIndexOf(tag.name)
      if (place !== -1) open.length = place
      continue
    }
    const element: Element = {
      name: tag.name,
      attributes: tag.attributes,
      from: at,
      section: sections.length,
      parent: open.at(-1) ?? null,
      words: 0,
    }
    elements.push(element)
    for (const [attribute, { value, from }] of tag.attributes)
      if (/\p{Script=Han}/u.test(value))
        blocks.push({
          kind: 'attribute',
          attribute,
          section: sections.length,
          parent: element,
          text: value,
          offsets: countUp(from, value.length),
        })
    if (!tag.isComplete && open.length < maxDepth) open.push(element)
  }
  scribe.write(done, source.length)
  return { source, blocks, elements, sections, body }
}

const countUp = (from: number, length: number) => Array.from({ length }, (_, i) => from + i)

/** Reads title, summary and objectives of the front matter. Returns where it ends. */
function readFrontMatter(source: string, blocks: Block[]): number {
  const start = /^\uFEFF?---[ \t]*\r?\n/.exec(source)?.[0].length ?? 0
  if (start === 0) return 0
  let key = ''
  let at = start
  while (at < source.length) {
    const newline = source.indexOf('\n', at)
    const end = newline === -1 ? source.length : newline
    const line = source.slice(at, end)
    if (/^---\s*$/.test(line)) return Math.min(end + 1, source.length)
    const named = /^([A-Za-z]+):[ \t]*/.exec(line)
    const item = named ? null : /^[ \t]*-[ \t]+/.exec(line)
    if (named) key = named[1] ?? ''
    const mark = named?.[0] ?? item?.[0]
    if (mark !== undefined && /^(title|summary|objectives)$/.test(key)) {
      const words = line.slice(mark.length)
      const [, before = '', text = ''] = /^(["'[]?)(.*?)["'\]]?\s*$/.exec(words) ?? []
      if (text !== '')
        blocks.push({
          kind: 'front',
          attribute: key,
          section: 0,
          parent: null,
          text,
          offsets: countUp(at + mark.length + before.length, text.length),
        })
    }
    at = end + 1
  }
  return 0 // it does not end: everything is text
}

interface Draft {
  kind: 'heading' | 'paragraph' | 'item' | 'cell'
  text: string[]
  offsets: number[]
  row?: number
  marker?: Block['marker']
}

/** Writes the stretches between tags into blocks, line by line. */
function createScribe(source: string, blocks: Block[], sections: Section[], parentNow: () => Element | null) {
  let draft: Draft | null = null
  let rows = 0
  const finish = () => {
    const text = draft?.text.join('') ?? ''
    if (draft && text.trim() !== '') {
      const { kind, offsets, row, marker } = draft
      const parent = parentNow()
      blocks.push({
        kind,
        text,
        offsets,
        section: sections.length,
        parent,
        ...(row === undefined ? {} : { row }),
        ...(marker === undefined ? {} : { marker }),
      })
      const words = countUnits(text)
      for (let element = parent; element; element = element.parent) element.words += words
    }
    draft = null
  }
  const begin = (kind: Draft['kind'], from: number, to: number, more: Pick<Draft, 'row' | 'marker'> = {}) => {
    finish()
    draft = { kind, text: [], offsets: [], ...more }
    appendWords(draft, source, from, to)
  }
  const writeLine = (from: number, to: number) => {
    const line = source.slice(from, to)
    const content = from + (/^[\s>]*/.exec(line)?.[0].length ?? 0)
    const rest = source.slice(content, to)
    const heading = /^(#{1,6})[ \t]+/.exec(rest)
    const list = /^(?:[-*+]|(\d{1,9})[.)])[ \t]+/.exec(rest)
    if (rest.trim() === '' || /^(```|~~~|-{3,}\s*$|\*{3,}\s*$)/.test(rest)) return finish()
    if (heading) {
      finish()
      if (heading[1]?.length === 2) sections.push({ title: rest.slice(heading[0].length).trim(), from: content })
      begin('heading', content + heading[0].length, to)
      return finish()
    }
    if (list) {
      const number = list[1]
      const marker = number === undefined ? {} : { marker: { from: content, to: content + list[0].length, number: Number(number) } }
      return begin('item', content + list[0].length, to, marker)
    }
    if (rest.startsWith('|')) return writeRow(content, to)
    if (!draft) return begin('paragraph', content, to)
    appendLine(draft, source, content, to)
  }
  const writeRow = (from: number, to: number) => {
    finish()
    rows += 1
    if (/^[\s|:-]*$/.test(source.slice(from, to))) return
    let cell = from + 1
    for (let at = cell; at <= to; at++) {
      if (at < to && (source[at] !== '|' || source[at - 1] === '\\')) continue
      begin('cell', cell, at, { row: rows })
      cell = at + 1
    }
    finish()
  }
  return {
    /** Writes what stands between two tags. */
    write(from: number, to: number) {
      for (let at = from; at < to;) {
        const newline = source.indexOf('\n', at)
        const end = newline === -1 || newline > to ? to : newline
        writeLine(at, source[end - 1] === '\r' && end > at ? end - 1 : end)
        at = end + 1
      }
      finish()
    },
  }
}

const isChinese = (sign: string | undefined) => sign !== undefined && /[\p{Script=Han}\u3001-\u303f\uff01-\uff65‘’“”…—]/u.test(sign)

/** A line break within a paragraph shows as a space, except between Chinese characters. */
function appendLine(draft: Draft, source: string, from: number, to: number) {
  const last = draft.text.at(-1)
  if (!isChinese(last) || !isChinese(source[from])) {
    draft.text.push(' ')
    draft.offsets.push(from)
  }
  appendWords(draft, source, from, to)
}

const namedEntities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|nbsp));/iy
/** Longer link targets are shown as text. */
const maxTarget = 500

/** Appends a stretch of Markdown without its marks: emphasis, links, backslashes. */
function appendWords({ text, offsets }: Draft, source: string, from: number, to: number) {
  const push = (sign: string, at: number) => {
    for (const unit of sign.split('')) {
      text.push(unit)
      offsets.push(at)
    }
  }
  for (let at = from; at < to; at++) {
    const sign = source.charAt(at)
    if (sign === '\\' && at + 1 < to && /[!-/:-@[-`{-~]/.test(source.charAt(at + 1))) {
      at += 1
      push(source.charAt(at), at)
    } else if (sign === '`' || (sign === '*' && !(/\d/.test(source.charAt(at - 1)) && /\d/.test(source.charAt(at + 1))))) {
      continue
    } else if (sign === '~' && source.charAt(at + 1) === '~') at += 1
    else if (sign === '[') continue
    else if (sign === ']') {
      const end = source.charAt(at + 1) === '(' ? source.slice(at, Math.min(to, at + maxTarget)).indexOf(')') : -1
      if (end !== -1) at += end
    } else if (sign === '&') {
      entity.lastIndex = at
      const found = entity.exec(source)
      if (found && entity.lastIndex <= to) {
        const [all, decimal, hexadecimal, name] = found
        const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal)
        push(
          name === undefined
            ? code > 0 && code <= 0x10ffff
              ? String.fromCodePoint(code)
              : ' '
            : (namedEntities[name.toLowerCase()] ?? ' '),
          at,
        )
        at += all.length - 1
      } else push(sign, at)
    } else push(sign, at)
  }
}
