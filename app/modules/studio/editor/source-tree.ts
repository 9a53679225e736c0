// Reads a lesson's source as text and components, as far as it can be read: it may be half-written. Nothing is lost: printing the tree
// gives the source byte for byte.

import { present } from '#app/present.ts'

export interface Attribute {
  /** The white space before it. */
  before: string
  name: string
  /** What is between name and value: `=`, or nothing if it has no value. */
  equals: string
  quote: string
  /** As it is written. */
  raw: string
}

export interface TextNode {
  kind: 'text'
  text: string
  from: number
  to: number
}

export interface ComponentNode {
  kind: 'component'
  name: string
  attributes: Attribute[]
  /** The white space before the end of its opening tag. */
  before: string
  isEmptyTag: boolean
  children: SourceNode[]
  /** Its closing tag as it is written; none after an empty tag. */
  closing: string
  /** Where it stands in the source it was read from. */
  from: number
  to: number
}

export type SourceNode = TextNode | ComponentNode

const openingTag = /<([A-Z][A-Za-z]*)((?:\s+[A-Za-z][\w-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)(\s*)(\/?)>/y
const closingTag = /<\/([A-Z][A-Za-z]*)\s*>/y
const attributePattern = /(\s+)([A-Za-z][\w-]*)(?:(\s*=\s*)(?:"([^"]*)"|'([^']*)'))?/g
const fence = /^[ \t]{0,3}(`{3,}|~{3,})/

/** Deeper than any lesson; what is deeper is text. */
const maxDepth = 8

/** Prints nodes as they were read. */
export const toSource = (nodes: readonly SourceNode[]): string =>
  nodes.map((node) => (node.kind === 'text' ? node.text : printComponent(node))).join('')

export const printOpening = ({ name, attributes, before, isEmptyTag }: ComponentNode) =>
  `<${name}${attributes.map(printAttribute).join('')}${before}${isEmptyTag ? '/' : ''}>`

const printAttribute = ({ before, name, equals, quote, raw }: Attribute) => before + name + equals + quote + raw + quote

const printComponent = (node: ComponentNode) => printOpening(node) + toSource(node.children) + node.closing

function readAttributes(text: string): Attribute[] {
  return [...text.matchAll(attributePattern)].map(([, before = '', name = '', equals = '', double, single]) => ({
    before,
    name,
    equals,
    quote: double !== undefined ? '"' : single !== undefined ? "'" : '',
    raw: double ?? single ?? '',
  }))
}

interface Open {
  node: ComponentNode
  /** Its opening tag as it is written. */
  opening: string
}

/** Where the front matter of a lesson ends, with its last line; 0 if it has none. */
export function findFrontEnd(source: string): number {
  const found = /^\uFEFF?---[\t ]*\r?\n(?:[^\n]*\n)*?---[\t ]*(?:\r?\n|$)/.exec(source)
  return found ? found[0].length : 0
}

/** Where the text begins: behind the front matter and the empty lines that follow it. */
export function findTextBegin(source: string): number {
  const end = findFrontEnd(source)
  return end === 0 ? 0 : end + (/^(?:[ \t]*\r?\n)*/.exec(source.slice(end))?.[0].length ?? 0)
}

/** Parses a lesson. Components that are not closed are text. */
export function parseSource(source: string): SourceNode[] {
  const root: SourceNode[] = []
  const open: Open[] = []
  let begun = 0
  const siblings = () => open.at(-1)?.node.children ?? root
  const addText = (to: number) => {
    if (to > begun) siblings().push({ kind: 'text', text: source.slice(begun, to), from: begun, to })
    begun = to
  }
  /** Takes the innermost open component for text: what is in it belongs to what is around it. */
  const dissolve = () => {
    const { node, opening } = present(open.pop(), 'open component')
    siblings().push({ kind: 'text', text: opening, from: node.from, to: node.from + opening.length }, ...node.children)
  }
  const close = (tag: string, name: string, at: number) => {
    const nth = open.findLastIndex(({ node }) => node.name === name)
    if (nth < 0) return
    addText(at)
    while (open.length > nth + 1) dissolve()
    const { node } = present(open.pop(), 'open component')
    node.closing = tag
    node.to = begun = at + tag.length
    siblings().push(node)
  }
  const begin = (tag: string, [, name = '', attributes = '', before = '', slash]: RegExpExecArray, at: number) => {
    const isEmptyTag = slash === '/'
    if (open.length >= maxDepth && !isEmptyTag) return
    addText(at)
    begun = at + tag.length
    const node: ComponentNode = {
      kind: 'component',
      name,
      attributes: readAttributes(attributes),
      before,
      isEmptyTag,
      children: [],
      closing: '',
      from: at,
      to: begun,
    }
    if (isEmptyTag) siblings().push(node)
    else open.push({ node, opening: tag })
  }
  for (let at = skipFences(source, findFrontEnd(source)); at < source.length;) {
    const sign = source[at]
    let next = at + 1
    if (sign === '\\') next++
    else if (sign === '\n') next = skipFences(source, next)
    else if (sign === '`') next = skipCode(source, at)
    else if (sign === '<') {
      openingTag.lastIndex = closingTag.lastIndex = at
      const opening = openingTag.exec(source)
      const closing = opening ? null : closingTag.exec(source)
      if (opening) begin(opening[0], opening, at)
      if (closing) close(closing[0], closing[1] ?? '', at)
      next = at + (opening?.[0] ?? closing?.[0] ?? sign).length
    }
    at = next
  }
  addText(source.length)
  while (open.length > 0) dissolve()
  return mergeTexts(root)
}

/** Neighbouring texts become one. */
function mergeTexts(nodes: readonly SourceNode[]): SourceNode[] {
  const merged: SourceNode[] = []
  for (const node of nodes) {
    const last = merged.at(-1)
    if (node.kind === 'text' && last?.kind === 'text') merged[merged.length - 1] = { ...last, text: last.text + node.text, to: node.to }
    else merged.push(node.kind === 'text' ? node : { ...node, children: mergeTexts(node.children) })
  }
  return merged
}

/** At the beginning of a line: behind the block of code that begins here, or here. */
function skipFences(source: string, at: number): number {
  for (let line = at; ;) {
    const ticks = fence.exec(source.slice(line, line + 80))?.[1]
    if (ticks === undefined) return line
    const end = new RegExp(`\\n[ \\t]{0,3}${ticks[0] === '`' ? '`' : '~'}{${ticks.length},}[ \\t]*(?=\\r?\\n|$)`, 'g')
    end.lastIndex = line
    if (!end.test(source)) return source.length
    const next = source.indexOf('\n', end.lastIndex)
    if (next < 0) return source.length
    line = next + 1
  }
}

/** Longer pieces of code within a sentence are none. */
const maxCode = 2_000

/** Behind a piece of code within a sentence that begins here; behind its backticks if it does not end. */
function skipCode(source: string, at: number): number {
  let end = at
  while (source[end] === '`') end++
  const ticks = source.slice(at, end)
  const rest = source.slice(end, end + maxCode)
  const paragraph = rest.search(/\n[ \t]*\r?\n/)
  const found = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(paragraph < 0 ? rest : rest.slice(0, paragraph))
  return found ? end + found.index + ticks.length : end
}

export interface PlacedBlock {
  kind: 'component' | 'table'
  node: ComponentNode | null
  /** Whole lines, without the last line break. */
  from: number
  to: number
}

/** The components of a lesson that stand on lines of their own: those that can be shown as a block. */
export function findComponentBlocks(source: string): PlacedBlock[] {
  return parseSource(source).flatMap((node): PlacedBlock[] => {
    if (node.kind === 'text') return []
    const from = source.lastIndexOf('\n', node.from - 1) + 1
    const end = source.indexOf('\n', node.to)
    const to = end < 0 ? source.length : end
    const isAlone = source.slice(from, node.from).trim() === '' && source.slice(node.to, to).trim() === ''
    return isAlone ? [{ kind: 'component', node, from, to: to > from && source[to - 1] === '\r' ? to - 1 : to }] : []
  })
}
