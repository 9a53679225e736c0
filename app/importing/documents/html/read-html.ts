// What Word, WPS and articles of WeChat put on the clipboard, as blocks. Nothing that it refers to is fetched.
import { type Block, type Cell, isBlank, type ReadDocument, type Run, toSpan, toText } from '../blocks.ts'
import { findHeadings } from '../heading-signs.ts'
import { type LeftList, mergedCells, picturesInTable, shorten, tableInCell } from '../left.ts'
import { toRaised } from '../raised.ts'
import { type HtmlNode, parseHtml } from './parse-html.ts'

const blocksOfPage = new Set(
  'address article aside blockquote body center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary ul'.split(
    ' ',
  ),
)
const skipped = new Set('head meta link base script style col colgroup rp rt input select option button textarea'.split(' '))
const players = new Set('iframe video audio embed object mpvideo mpvoice mp-common-mpaudio qqmusic'.split(' '))

interface Look {
  isBold?: boolean
  href?: string
  raised?: string
  /** In points. */
  size?: number
  isQuote?: boolean
}

type Sort =
  | { kind: 'paragraph' | 'title' | 'quote' }
  | { kind: 'heading'; level: number }
  | { kind: 'item'; isOrdered: boolean; level: number; number?: number }

export interface Pasted extends ReadDocument {
  /** Pictures that came in the text itself, by key. */
  pictures: ReadonlyMap<string, Buffer>
}

/** Reads a piece of HTML. What is lost is named in `left`. */
export function readHtml(html: string, left: LeftList): Pasted {
  const reader = new HtmlReader(left)
  reader.walk(parseHtml(html), {})
  reader.end()
  return {
    blocks: reader.withHeadings(),
    pictures: reader.pictures,
    loadPicture: (key) => Promise.resolve(reader.pictures.get(key) ?? null),
  }
}

const propertyPatterns = new Map<string, RegExp>()

/** The value of a property in a style attribute. */
function styleOf({ attributes }: HtmlNode, property: string): string {
  const { style } = attributes
  if (!style) return ''
  let pattern = propertyPatterns.get(property)
  if (!pattern) propertyPatterns.set(property, (pattern = new RegExp(`(?:^|[;\\s])${property}\\s*:`)))
  const at = style.toLowerCase().search(pattern)
  return at < 0 ? '' : (/:\s*([^;]*)/.exec(style.slice(at))?.[1] ?? '').trim().toLowerCase()
}

function sizeIn(node: HtmlNode): number | undefined {
  const [, number, unit] = /^([\d.]{1,6})(pt|px|em|rem)/.exec(styleOf(node, 'font-size')) ?? []
  if (number === undefined) return undefined
  return Number(number) * (unit === 'px' ? 0.75 : unit === 'pt' ? 1 : 12)
}

class HtmlReader {
  readonly pictures = new Map<string, Buffer>()
  private readonly blocks: Block[] = []
  private readonly sizes = new Map<Block, number>()
  private runs: Run[] = []
  private size = 0
  private sort: Sort = { kind: 'paragraph' }
  private readonly lists: { isOrdered: boolean; next: number }[] = []
  /** In a table, blocks are lines of a cell. */
  private cell: Run[] | null = null
  private heading = ''

  constructor(private readonly left: LeftList) {}

  private get where() {
    const near = shorten(
      toText(this.runs) || toText((this.blocks.findLast((block) => 'runs' in block) as { runs?: Run[] } | undefined)?.runs ?? []),
    )
    return this.heading !== '' ? `“${shorten(this.heading)}”一节` : near === '' ? '开头' : `“${near}”附近`
  }

  private lose([what, advice]: readonly [string, string]) {
    this.left.add(what, this.where, advice)
  }

  /** Ends the current paragraph. */
  end() {
    const runs = collapse(this.runs)
    this.runs = []
    if (isBlank(runs)) return
    if (this.cell) return void this.cell.push(...(this.cell.length > 0 ? [{ text: '\n' }] : []), ...runs)
    const block: Block = { ...this.sort, runs }
    if (block.kind === 'heading') this.heading = toText(runs)
    this.sizes.set(block, this.size)
    this.size = 0
    this.blocks.push(block)
    // A second paragraph of an item is text below it.
    if (this.sort.kind === 'item') this.sort = { kind: 'paragraph' }
  }

  /** Where nothing is marked as a heading, they are found by their look. */
  withHeadings(): Block[] {
    if (this.blocks.some(({ kind }) => kind === 'heading')) return this.blocks
    const usual = this.usualSize()
    const lines = this.blocks.flatMap((block) =>
      block.kind === 'paragraph'
        ? [
            {
              block,
              text: toText(block.runs),
              isBold: block.runs.every((run) => run.isBold || run.text.trim() === ''),
              scale: usual > 0 && (this.sizes.get(block) ?? 0) > 0 ? (this.sizes.get(block) ?? usual) / usual : 1,
            },
          ]
        : [],
    )
    const levels = new Map([...findHeadings(lines)].map(([{ block }, level]) => [block as Block, level]))
    return this.blocks.map((block) => {
      const level = levels.get(block)
      return level !== undefined && 'runs' in block ? { kind: 'heading', level, runs: block.runs } : block
    })
  }

  private usualSize(): number {
    const counts = new Map<number, number>()
    for (const [block, size] of this.sizes)
      if ('runs' in block && size > 0) counts.set(size, (counts.get(size) ?? 0) + toText(block.runs).length)
    return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0
  }

  walk(node: HtmlNode, look: Look) {
    for (const one of node.children) {
      if (typeof one === 'string') this.text(one, look)
      else this.element(one, look)
    }
  }

  private text(text: string, { isBold, href, raised = '', size = 0 }: Look) {
    if (text.trim() !== '') this.size = Math.max(this.size, size)
    const spaced = text.replace(/[^\S\u3000]+/g, (space) => (/[\n\r]/.test(space) ? sourceBreak : ' '))
    this.runs.push({ text: toRaised(spaced, raised), ...(isBold && { isBold }), ...(href !== undefined && { href }) })
  }

  private element(node: HtmlNode, given: Look) {
    const { tag } = node
    if (skipped.has(tag) || styleOf(node, 'display') === 'none' || styleOf(node, 'mso-hide') === 'all') return
    if (players.has(tag)) return this.left.add('视频或声音', this.where, '视频和声音没有带过来；请单独传上来，再放进来。')
    if (tag === 'svg' || tag === 'canvas')
      return this.left.add('画的图形', this.where, '网页里画出来的图没有带过来；要用请截成图片再放进来。')
    if (tag === 'del') return this.left.add('修订', this.where, '标成删掉的字没有带过来；请看留下的对不对。')
    if (
      styleOf(node, 'mso-element') === 'comment-list' ||
      styleOf(node, 'mso-special-character') === 'comment' ||
      node.attributes.class === 'MsoCommentReference'
    )
      return this.left.add('批注', this.where, '批注没有带进课文；请看要不要改。')
    if (tag === 'br') return void this.runs.push({ text: '\n' })
    if (tag === 'img' || tag === 'v:imagedata') return this.picture(node)
    if (tag === 'table') return this.table(node, given)
    const look = lookOf(node, given)
    if (tag === 'ul' || tag === 'ol') return this.list(node, look)
    if (tag === 'pre') return this.preformatted(node)
    if (!blocksOfPage.has(tag)) return this.walk(node, look)
    this.block(node, look)
  }

  private block(node: HtmlNode, look: Look) {
    const outer = this.sort
    const isInItem = outer.kind === 'item' && !isHeading(node)
    if (isInItem && node.tag !== 'li') {
      if (!isBlank(this.runs)) this.runs.push({ text: '\n' })
      return this.walk(node, look)
    }
    this.end()
    this.sort = this.sortOf(node, look)
    this.walk(node, look)
    this.end()
    this.sort = outer
  }

  private sortOf(node: HtmlNode, look: Look): Sort {
    const level = headingLevel(node)
    const style = node.attributes.class ?? ''
    if (/\bMsoTitle\b/.test(style)) return { kind: 'title' }
    const [, depth] = /level(\d)/.exec(styleOf(node, 'mso-list')) ?? []
    const mark = depth === undefined ? '' : takeMark(node)
    if (level !== null) {
      // The number that Word shows before a heading is part of its text.
      if (mark !== '') this.runs.push({ text: /[.\w)]$/.test(mark) ? `${mark} ` : mark })
      return { kind: 'heading', level }
    }
    if (depth !== undefined) {
      const isOrdered = /^[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z]{1,4})[.、)）．]/.test(mark)
      const number = Number(/\d{1,3}/.exec(mark)?.[0] ?? NaN)
      return { kind: 'item', isOrdered, level: Number(depth) - 1, ...(isOrdered && number > 0 && { number }) }
    }
    if (node.tag === 'li') {
      const list = this.lists.at(-1)
      return {
        kind: 'item',
        isOrdered: list?.isOrdered ?? false,
        level: Math.max(this.lists.length - 1, 0),
        ...(list?.isOrdered && { number: list.next++ }),
      }
    }
    return look.isQuote ? { kind: 'quote' } : { kind: 'paragraph' }
  }

  private list(node: HtmlNode, look: Look) {
    this.end()
    const outer = this.sort
    const start = Number(node.attributes.start ?? 1)
    this.lists.push({ isOrdered: node.tag === 'ol', next: Number.isInteger(start) && start > 0 && start < 1000 ? start : 1 })
    this.sort = { kind: 'paragraph' }
    this.walk(node, look)
    this.end()
    this.lists.pop()
    this.sort = outer.kind === 'item' ? { kind: 'paragraph' } : outer
  }

  private preformatted(node: HtmlNode) {
    this.end()
    for (const line of allText(node).split('\n')) {
      this.runs.push({ text: line })
      this.end()
    }
  }

  private table(node: HtmlNode, look: Look) {
    const rows = [...rowsOf(node)]
    const [only] = rows
    if (this.cell || (rows.length === 1 && only?.length === 1)) {
      if (this.cell && rows.length > 0) this.lose(tableInCell)
      for (const cell of rows.flat()) {
        this.end()
        this.walk(cell, look)
        this.end()
      }
      return
    }
    this.end()
    const outer = { sort: this.sort, blocks: this.blocks.length }
    const cells = rows.map((row) => row.map((cell) => this.readCell(cell, look)))
    // Pictures in cells were added as blocks of their own; they stand behind the table.
    const pictures = this.blocks.splice(outer.blocks)
    if (cells.some((row) => row.some(({ across, down }) => across > 1 || down > 1))) this.lose(mergedCells)
    if (pictures.length > 0) this.lose(picturesInTable)
    this.blocks.push({ kind: 'table', rows: cells }, ...pictures)
    this.sort = outer.sort
  }

  private readCell(cell: HtmlNode, look: Look): Cell {
    this.cell = []
    this.walk(cell, look)
    this.end()
    const runs = this.cell
    this.cell = null
    return { runs, across: toSpan(cell.attributes.colspan), down: toSpan(cell.attributes.rowspan) }
  }

  private picture({ attributes }: HtmlNode) {
    const source = attributes.src ?? attributes['data-src'] ?? ''
    const alt = attributes.alt ?? ''
    const [, data] = /^data:image\/[\w.+-]{1,20};base64,(.*)$/s.exec(source) ?? []
    if (data === undefined) {
      const address = attributes['data-src'] ?? source
      return /^(?:https?:)?\/\//i.test(address)
        ? this.left.add('网上的图', this.where, '图片存在网上，不会去取；请先存到电脑或手机里，再放进来。')
        : this.left.add('图片', this.where, '图片没有随文字一起粘贴过来；请单独拖进来，或把整个 .docx 带进来。')
    }
    const key = `pasted-${this.pictures.size + 1}`
    this.pictures.set(key, Buffer.from(data, 'base64'))
    const { where } = this
    if (!this.cell) this.end()
    this.blocks.push({ kind: 'picture', key, alt, where })
  }
}

function lookOf(node: HtmlNode, given: Look): Look {
  const weight = styleOf(node, 'font-weight')
  const isBold = weight !== '' ? /^(?:bold|bolder|[6-9]00)/.test(weight) : node.tag === 'b' || node.tag === 'strong' ? true : given.isBold
  const raised =
    node.tag === 'sup' || styleOf(node, 'vertical-align') === 'super'
      ? 'superscript'
      : node.tag === 'sub' || styleOf(node, 'vertical-align') === 'sub'
        ? 'subscript'
        : given.raised
  const href = node.tag === 'a' ? node.attributes.href : given.href
  const size = sizeIn(node) ?? given.size
  return {
    ...(isBold && { isBold }),
    ...(raised !== undefined && { raised }),
    ...(href !== undefined && { href }),
    ...(size !== undefined && { size }),
    ...((given.isQuote === true || node.tag === 'blockquote') && { isQuote: true }),
  }
}

function headingLevel(node: HtmlNode): number | null {
  const [, tag] = /^h([1-6])$/.exec(node.tag) ?? []
  const outline =
    tag ?? /^[1-9]$/.exec(styleOf(node, 'mso-outline-level'))?.[0] ?? /\bMsoHeading([1-9])\b/.exec(node.attributes.class ?? '')?.[1]
  return outline === undefined ? null : Number(outline)
}
const isHeading = (node: HtmlNode) => headingLevel(node) !== null

/** Takes out the sign that Word puts before an item (`mso-list:Ignore`), and returns it. */
function takeMark(node: HtmlNode): string {
  for (const [at, one] of node.children.entries()) {
    if (typeof one === 'string') continue
    if (styleOf(one, 'mso-list') === 'ignore') {
      node.children.splice(at, 1)
      return allText(one).trim()
    }
    const inner = takeMark(one)
    if (inner !== '') return inner
  }
  return ''
}

const allText = (node: HtmlNode): string =>
  node.children.map((one) => (typeof one === 'string' ? one : one.tag === 'br' ? '\n' : skipped.has(one.tag) ? '' : allText(one))).join('')

function* rowsOf(node: HtmlNode): Generator<HtmlNode[]> {
  for (const one of node.children) {
    if (typeof one === 'string') continue
    if (one.tag === 'tr') yield one.children.filter((cell) => typeof cell !== 'string').filter(({ tag }) => tag === 'td' || tag === 'th')
    else if (one.tag !== 'table') yield* rowsOf(one)
  }
}

const isChinese = (sign: string) => /[\p{Script=Han}\u3001-\u303f\uff01-\uff65]/u.test(sign)

/** A line break in the source: a space, but nothing between Chinese characters. */
const sourceBreak = '\u2028'

/** Joins spaces as browsers do. */
function collapse(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  let last = '\n'
  for (const run of runs) {
    let text = ''
    for (const sign of run.text) {
      if ((sign === ' ' || sign === sourceBreak) && /\s/.test(last)) continue
      text += sign
      last = sign
    }
    const before = joined.at(-1)
    if (text !== '' && before?.isBold === run.isBold && before?.href === run.href && before !== undefined) before.text += text
    else if (text !== '') joined.push({ ...run, text })
  }
  return joined.map((run, at) => ({
    ...run,
    text: run.text.replaceAll(sourceBreak, (_: string, place: number) => {
      const before = run.text.charAt(place - 1) || (joined[at - 1]?.text.at(-1) ?? '')
      const after = run.text.charAt(place + 1) || (joined[at + 1]?.text.charAt(0) ?? '')
      return isChinese(before) && isChinese(after) ? '' : ' '
    }),
  }))
}
