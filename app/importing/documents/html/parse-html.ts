// HTML as a tree, without a browser: tolerant of what programs put on the clipboard, in time that grows with the text alone.
import { lookUp } from '#app/text/look-up.ts'

export interface HtmlNode {
  tag: string
  attributes: Record<string, string>
  children: (HtmlNode | string)[]
}

/** Deeper elements count as their ancestor: nothing is lost but their nesting. */
const maxDepth = 100
const maxNodes = 300_000

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Their content is no text of the page. */
const raw = new Set('script style title textarea xmp iframe noembed noframes noscript template xml'.split(' '))
const closesParagraph = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table ul'.split(
    ' ',
  ),
)
/** What an element ends that is still open, and inside which element that stops. */
const implied: Record<string, { ends: readonly string[]; within: readonly string[] }> = {
  li: { ends: ['li'], within: ['ul', 'ol', 'table'] },
  dd: { ends: ['dd', 'dt'], within: ['dl'] },
  dt: { ends: ['dd', 'dt'], within: ['dl'] },
  td: { ends: ['td', 'th'], within: ['tr', 'table'] },
  th: { ends: ['td', 'th'], within: ['tr', 'table'] },
  tr: { ends: ['tr'], within: ['table'] },
}

const named: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: '　', thinsp: ' ', middot: '·', bull: '•', ldquo: '“', rdquo: '”',
  lsquo: '‘', rsquo: '’', hellip: '…', mdash: '—', ndash: '–', times: '×', divide: '÷', plusmn: '±', deg: '°', copy: '©', reg: '®', trade: '™',
  yen: '¥', sect: '§', para: '¶', laquo: '«', raquo: '»', frac12: '½', frac14: '¼', frac34: '¾', sup2: '²', sup3: '³', larr: '←', rarr: '→',
  uarr: '↑', darr: '↓', le: '≤', ge: '≥', ne: '≠', zwj: '', zwnj: '', shy: '',
} // prettier-ignore

/** Decodes character references; unknown ones stay as they are. */
export const decodeReferences = (text: string) =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z0-9]{2,8}));/gi,
        (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
          if (name !== undefined) return lookUp(named, name.toLowerCase()) ?? all
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
          return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
        },
      )
    : text

const nameAt = /[A-Za-z][\w:.-]*/y
const attributeAt = /[\s/]*([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y

/** Parses a page or a part of one. Never fails: what makes no sense is text or nothing. */
export function parseHtml(html: string): HtmlNode {
  const root: HtmlNode = { tag: '', attributes: {}, children: [] }
  const open = [root]
  let nodes = 0
  let at = 0
  const add = (piece: HtmlNode | string) => void (open.at(-1) ?? root).children.push(piece)
  const text = (piece: string) => void (piece !== '' && add(decodeReferences(piece)))
  const closeTo = (index: number) => void (open.length = Math.max(index, 1))

  while (at < html.length && nodes < maxNodes) {
    const tag = html.indexOf('<', at)
    if (tag < 0) break
    text(html.slice(at, tag))
    at = tag
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    if (html[at + 1] === '!' || html[at + 1] === '?') {
      const end = html.indexOf('>', at)
      at = end < 0 ? html.length : end + 1
      continue
    }
    const isEnd = html[at + 1] === '/'
    nameAt.lastIndex = at + (isEnd ? 2 : 1)
    const [name] = nameAt.exec(html) ?? []
    if (name === undefined) {
      text('<')
      at++
      continue
    }
    const lower = name.toLowerCase()
    at = nameAt.lastIndex
    if (isEnd) {
      const end = html.indexOf('>', at)
      at = end < 0 ? html.length : end + 1
      const index = open.findLastIndex((one) => one.tag === lower)
      if (index > 0) closeTo(index)
      continue
    }
    const attributes: Record<string, string> = {}
    for (attributeAt.lastIndex = at; ;) {
      const found = attributeAt.exec(html)
      if (!found) break
      at = attributeAt.lastIndex
      const [, key = '', double, single, bare = ''] = found
      attributes[key.toLowerCase()] ??= decodeReferences(double ?? single ?? bare)
    }
    const end = html.indexOf('>', at)
    const isSelfClosed = end > 0 && html[end - 1] === '/'
    at = end < 0 ? html.length : end + 1
    if (raw.has(lower)) {
      const close = new RegExp(`</${lower}[\\s>]`, 'gi')
      close.lastIndex = at
      const found = isSelfClosed ? null : close.exec(html)
      const after = found ? html.indexOf('>', found.index) : -1
      if (!isSelfClosed) at = found && after >= 0 ? after + 1 : html.length
      if (lower === 'iframe') add({ tag: lower, attributes, children: [] })
      continue
    }
    nodes++
    closeImplied(open, lower, closeTo)
    const node: HtmlNode = { tag: lower, attributes, children: [] }
    add(node)
    if (!voids.has(lower) && !isSelfClosed && open.length < maxDepth) open.push(node)
  }
  if (nodes < maxNodes) text(html.slice(at))
  return root
}

function closeImplied(open: readonly HtmlNode[], tag: string, closeTo: (index: number) => void) {
  if (closesParagraph.has(tag)) {
    const paragraph = open.findLastIndex((one) => one.tag === 'p')
    const barrier = open.findLastIndex((one) => ['table', 'td', 'th', 'li', 'section', 'div', 'blockquote'].includes(one.tag))
    if (paragraph > barrier) closeTo(paragraph)
  }
  const rule = lookUp(implied, tag)
  if (!rule) return
  const ended = open.findLastIndex((one) => rule.ends.includes(one.tag))
  if (ended > open.findLastIndex((one) => rule.within.includes(one.tag))) closeTo(ended)
}
