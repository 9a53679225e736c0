// HTML in a question as our text: paragraphs and items as lines, pictures as marks. What a question cannot show is refused by name.
import { decodeReferences, type HtmlNode, parseHtml } from '#app/importing/documents/html/parse-html.ts'
import { toRaised } from '#app/importing/documents/raised.ts'
import { limits, QuestionFault } from '../question.ts'
import type { PictureBag } from './picture-bag.ts'
import { normaliseLines } from './plain-text.ts'
import { replaceNamedCharacters } from './references.ts'

const setOf = (tags: string) => new Set(tags.split(' '))

const blocks = setOf(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html legend main nav ol p section summary ul',
)
const inline = setOf(
  'a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr output picture samp small span strong time tt u var wbr base link meta',
)
const ignored = setOf('head style title meta link base colgroup col source xml')
const refusedTags: [ReadonlySet<string>, string][] = [
  [setOf('table thead tbody tfoot tr td th caption'), '表格'],
  [setOf('video audio iframe embed object applet track frame frameset bgsound'), '视频、声音或嵌入的网页'],
  [setOf('math'), '公式'],
  [setOf('svg canvas map area'), '画的图形'],
  [setOf('s strike del'), '划掉的字'],
  [setOf('input select option optgroup textarea button meter progress script noscript template'), '要填的格子或程序'],
  [setOf('ruby rt rp rb'), '注音'],
]
/** Their content is dropped by the parser. */
const unseen = /<(script|textarea|xmp|noembed|noframes|noscript|template)[\s>/]/i

const refuse = (what: string): never => {
  throw new QuestionFault('markup-unsupported', `题里有${what}，这里显示不了，请改成普通的字或截成图片再传。`)
}

const holdsBoth = (text: string, open: string, close: string) => {
  const at = text.indexOf(open)
  return at >= 0 && text.indexOf(close, at + open.length) >= 0
}

/** Formulas of TeX, and languages of which a learning system would have shown one. */
function refuseFilters(text: string) {
  if (/\{mlang[ }]/i.test(text)) refuse('同一句话的几种语言')
  if (!text.includes('$$') && !text.includes('\\')) return
  if (
    holdsBoth(text, '$$', '$$') ||
    holdsBoth(text, '\\(', '\\)') ||
    holdsBoth(text, '\\[', '\\]') ||
    holdsBoth(text, '\\begin{', '\\end{')
  )
    refuse('公式')
}

const isChinese = (sign: string) => /[\p{Script=Han}\u3001-\u303f\uff01-\uff65]/u.test(sign)

/** A line break in the source: a space, but nothing between Chinese characters. */
const sourceBreak = '\ufdd0'
const collapse = (text: string) =>
  text.replace(/[ \ufdd0]+/g, (blanks, at: number) =>
    !blanks.includes(' ') && isChinese(text.charAt(at - 1)) && isChinese(text.charAt(at + blanks.length)) ? '' : ' ',
  )

interface Walk {
  bag: PictureBag
  /** Line breaks of the source count, as in texts that are only partly HTML. */
  keepsBreaks: boolean
  lines: string[]
  current: string
  /** What the next line begins with, as an item. */
  prefix: string
}

function endLine(walk: Walk) {
  const line = collapse(walk.current).trim()
  walk.current = ''
  if (line === '') return
  walk.lines.push(walk.prefix + line)
  walk.prefix = ''
}

const innerText = (node: HtmlNode): string =>
  node.children.map((one) => (typeof one === 'string' ? one : one.tag === 'br' ? '\n' : innerText(one))).join('')

function addText(walk: Walk, text: string) {
  refuseFilters(text)
  const pieces = walk.keepsBreaks ? text.split(/\r\n?|\n/) : [text]
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) endLine(walk)
    walk.current += piece.replace(/[ \t\n\r\f]+/g, (blanks) => (/[\n\r]/.test(blanks) ? sourceBreak : ' '))
  }
}

/** Picture files that QTI shows by `object`. */
const isPictureObject = ({ tag, attributes }: HtmlNode) => tag === 'object' && /^image\//i.test(attributes.type ?? '')

const toOrdinal = (given: string) => Math.min(Math.max(Math.trunc(Number(given)) || 1, 1), 999)

/** How items are counted: by numbers, or by the letters that the question may speak of. */
function createCounter({ attributes }: HtmlNode) {
  const [, style = ''] = /list-style(?:-type)?\s*:\s*([a-z-]+)/i.exec(attributes.style ?? '') ?? []
  const type = attributes.type ?? ''
  const first =
    type === 'A' || /^upper-(?:alpha|latin)$/i.test(style) ? 'A' : type === 'a' || /^lower-(?:alpha|latin)$/i.test(style) ? 'a' : ''
  if (/^i$/i.test(type) || /-roman$/i.test(style) || attributes.reversed !== undefined) refuse('用罗马数字或倒着编号的列表')
  let next = toOrdinal(attributes.start ?? '1')
  return (item: HtmlNode): string => {
    if (item.attributes.value !== undefined) next = toOrdinal(item.attributes.value)
    const ordinal = next++
    return first === '' || ordinal > 26 ? String(ordinal) : String.fromCharCode(first.charCodeAt(0) + ordinal - 1)
  }
}

function addList(walk: Walk, node: HtmlNode) {
  endLine(walk)
  const count = createCounter(node)
  for (const one of node.children) {
    if (typeof one === 'string') addText(walk, one)
    else if (one.tag === 'li') {
      endLine(walk)
      walk.prefix = node.tag === 'ol' ? `${count(one)}. ` : '- '
      walkChildren(walk, one)
      endLine(walk)
      walk.prefix = ''
    } else walkNode(walk, one)
  }
  endLine(walk)
}

function addRaised(walk: Walk, node: HtmlNode) {
  const text = innerText(node).trim()
  const raised = toRaised(text, node.tag === 'sup' ? 'superscript' : 'subscript')
  if (raised === text && text !== '') refuse('上标或下标')
  walk.current += raised
}

function addPreformatted(walk: Walk, node: HtmlNode) {
  endLine(walk)
  for (const one of node.children) if (typeof one !== 'string' && one.tag !== 'br') assertPlain(one)
  for (const line of innerText(node).split(/\r\n?|\n/)) if (line.trim() !== '') walk.lines.push(line)
}

function assertPlain(node: HtmlNode) {
  if (!inline.has(node.tag) && node.tag !== 'br') refuse('带格式的代码')
  for (const one of node.children) if (typeof one !== 'string') assertPlain(one)
}

/** Words that readers do not see, or see crossed out, and those that each reader sees in her own language. */
function refuseByLook(node: HtmlNode) {
  const { style = '', class: names = '', hidden } = node.attributes
  const isHidden = hidden !== undefined || /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
  const isCrossedOut = /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i.test(style)
  const isOfLanguage = /(?:^|\s)multilang(?:\s|$)/i.test(names)
  if (!(isHidden || isCrossedOut || isOfLanguage) || innerText(node).trim() === '') return
  refuse(isHidden ? '藏起来的字' : isCrossedOut ? '划掉的字' : '同一句话的几种语言')
}

function walkNode(walk: Walk, node: HtmlNode) {
  const { tag, attributes } = node
  if (tag === 'img') return void (walk.current += walk.bag.add(attributes.src ?? '', attributes.alt ?? ''))
  if (isPictureObject(node)) return void (walk.current += walk.bag.add(attributes.data ?? '', attributes.alt ?? innerText(node)))
  if (ignored.has(tag)) return
  refuseByLook(node)
  if (tag === 'br' || tag === 'hr') return endLine(walk)
  if (tag === 'sup' || tag === 'sub') return addRaised(walk, node)
  if (tag === 'ul' || tag === 'ol') return addList(walk, node)
  if (tag === 'pre') return addPreformatted(walk, node)
  if (tag === 'a' && /^(?:https?:)?\/\//i.test(attributes.href ?? '')) walk.bag.notes.add('链接的地址没有带过来，只留下了字。')
  if (tag === 'q') {
    walk.current += '“'
    walkChildren(walk, node)
    return void (walk.current += '”')
  }
  if (blocks.has(tag) || tag === 'li') {
    endLine(walk)
    walkChildren(walk, node)
    return endLine(walk)
  }
  // Names with a colon are what Word adds around plain words.
  if (inline.has(tag) || tag === '' || (tag.includes(':') && !tag.startsWith('m:') && !tag.startsWith('v:')))
    return walkChildren(walk, node)
  const [, what] = refusedTags.find(([tags]) => tags.has(tag)) ?? []
  refuse(what ?? `认不出的标记 <${tag.slice(0, 20)}>`)
}

function walkChildren(walk: Walk, node: HtmlNode) {
  for (const one of node.children) {
    if (typeof one === 'string') addText(walk, one)
    else walkNode(walk, one)
  }
}

/** The text of a tree. Throws QuestionFault if it has what a question cannot show. */
export function nodeToText(node: HtmlNode, bag: PictureBag, { keepsBreaks = false } = {}): string {
  const walk: Walk = { bag, keepsBreaks, lines: [], current: '', prefix: '' }
  walkNode(walk, node)
  endLine(walk)
  return normaliseLines(walk.lines.join('\n'))
}

function htmlToText(html: string, bag: PictureBag, how?: { keepsBreaks?: boolean }): string {
  if (unseen.test(html)) refuse('要填的格子或程序')
  return nodeToText(parseHtml(replaceNamedCharacters(html)), bag, how)
}

const isKnownTag = (tag: string) =>
  blocks.has(tag) || inline.has(tag) || /^(?:br|hr|img|li|pre|q|sup|sub)$/.test(tag) || refusedTags.some(([tags]) => tags.has(tag))

/** Whether a text that may be HTML has any tag of it: `a<b` and `<stdio.h>` are none. */
const holdsTags = (text: string) =>
  text.includes('<') && [...text.matchAll(/<\/?([a-z][a-z0-9]{0,15})(?=[\s/>])/gi)].some(([, tag = '']) => isKnownTag(tag.toLowerCase()))

/** A text that may be HTML, as learning systems take what is typed. */
function mixedToText(text: string, bag: PictureBag): string {
  if (holdsTags(text)) return htmlToText(text, bag, { keepsBreaks: true })
  refuseFilters(text)
  return normaliseLines(decodeReferences(replaceNamedCharacters(text)))
}

/** Markdown of a line or two: words without their signs. */
function markdownToText(text: string, bag: PictureBag): string {
  if (/^[ \t]*(?:```|\|[^\n]*\|[ \t]*$)/m.test(text)) refuse('Markdown 的表格或代码')
  const words = text
    .replace(/!\[([^\]\n]{0,200})\]\(([^()\s]{1,500})(?: "[^"\n]{0,200}")?\)/g, (_, alt: string, source: string) => bag.add(source, alt))
    .replace(/(?<!!)\[([^\]\n]{1,200})\]\(([^()\s]{1,500})\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_\n]{1,500})\1/g, '$2')
    .replace(/(?<![*\w])\*(?=\S)([^*\n]{1,500})\*(?![*\w])/g, '$1')
    .replace(/`([^`\n]{1,500})`/g, '$1')
    .replace(/^#{1,6} +/gm, '')
    .replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1')
  return mixedToText(words, bag)
}

/** References that mean no character at all. A browser shows a sign of its own for them. */
function refuseReferences(source: string) {
  for (const [, hex, decimal] of source.matchAll(/&#(?:x([0-9a-f]{1,20})|(\d{1,20}));/gi)) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw new QuestionFault('syntax', '题里有不存在的字（像 &#0; 这样的代号），请改成要写的字再传。')
  }
}

export type TextFormat = 'html' | 'mixed' | 'plain' | 'markdown'

/** A text of a question in one of the formats that learning systems name. */
export function toText(source: string, format: TextFormat, bag: PictureBag): string {
  if (source.length > limits.source && !/base64,/.test(source)) throw new QuestionFault('too-long', '这道题的字太多，读不了，请改短再传。')
  if (format !== 'plain' && source.includes('&#')) refuseReferences(source)
  if (format === 'html') return htmlToText(source, bag)
  if (format === 'mixed') return mixedToText(source, bag)
  return format === 'markdown' ? markdownToText(source, bag) : normaliseLines(source)
}
