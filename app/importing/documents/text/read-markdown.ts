// Reads Markdown as people write it, line by line: everything that a lesson can show, in time that grows with the text
// alone. What is none of it stays as text.
import type { Block, Cell, ReadDocument, Run } from '../blocks.ts'
import { type LeftList, shorten } from '../left.ts'

const rule = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/
const itemSign = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/
const delimiterRow = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

export function readMarkdown(text: string, left: LeftList): ReadDocument {
  const reader = new MarkdownReader(text.replace(/^\uFEFF/, '').split(/\r\n?|\n/), left)
  return { blocks: reader.read(), loadPicture: () => Promise.resolve(null) }
}

class MarkdownReader {
  private at = 0
  private heading = ''
  private readonly blocks: Block[] = []
  private paragraph: string[] = []

  constructor(
    private readonly lines: readonly string[],
    private readonly left: LeftList,
  ) {}

  private get line() {
    return this.lines[this.at] ?? ''
  }

  private get where() {
    return this.heading === '' ? `第 ${this.at + 1} 行` : `“${shorten(this.heading)}”一节，第 ${this.at + 1} 行`
  }

  read(): Block[] {
    this.skipFrontMatter()
    for (; this.at < this.lines.length; this.at++) this.readLine(this.line.replaceAll('\t', '    '))
    this.endParagraph()
    return this.blocks
  }

  private skipFrontMatter() {
    if (this.lines[0]?.trimEnd() !== '---') return
    const end = this.lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---')
    if (end < 0) return
    const title = this.lines
      .slice(1, end)
      .map((line) => /^title:\s*["']?(.*?)["']?\s*$/.exec(line)?.[1])
      .find((found) => found !== undefined)
    if (title) this.blocks.push({ kind: 'title', runs: [{ text: title }] })
    this.left.add('开头的信息', '文件开头', '--- 之间的信息只留下了 title；其余的请重新填。')
    this.at = end + 1
  }

  private endParagraph() {
    if (this.paragraph.length > 0) this.push({ kind: 'paragraph', runs: this.inline(joinLines(this.paragraph)) })
    this.paragraph = []
  }

  private push(block: Block) {
    if (block.kind === 'heading') this.heading = block.runs.map(({ text }) => text).join('')
    this.blocks.push(block)
  }

  private readLine(line: string) {
    const [, fence] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? []
    if (fence) return this.readFence(fence)
    if (line.trim() === '') return this.endParagraph()
    const [, signs, title = ''] = /^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/.exec(line) ?? []
    if (signs) {
      this.endParagraph()
      if (title.trim() !== '') this.push({ kind: 'heading', level: signs.length, runs: this.inline(title) })
      return
    }
    const [, underline] = /^ {0,3}(=+|-+)\s*$/.exec(line) ?? []
    if (underline && this.paragraph.length > 0) {
      const runs = this.inline(joinLines(this.paragraph))
      this.paragraph = []
      return this.push({ kind: 'heading', level: underline.startsWith('=') ? 1 : 2, runs })
    }
    if (rule.test(line)) return this.endParagraph()
    if (
      line.includes('|') &&
      this.paragraph.length === 0 &&
      delimiterRow.test(this.lines[this.at + 1] ?? '') &&
      (this.lines[this.at + 1] ?? '').includes('-')
    )
      return this.readTable()
    const item = itemSign.exec(line)
    if (item && (this.paragraph.length === 0 || item[3] === undefined || item[3] === '1')) return this.readItem(item)
    if (/^ {0,3}>/.test(line)) return this.readQuote()
    if (/^ {0,3}<(?:!--|\/?[A-Za-z])/.test(line))
      this.left.add('HTML', this.where, 'Markdown 里的 HTML 和组件当作字留下了；请改成课文的写法。')
    this.paragraph.push(line)
  }

  /** Lines of code stay lines of text. */
  private readFence(fence: string) {
    this.endParagraph()
    const from = this.at + 1
    let end = this.lines.findIndex(
      (line, at) => at >= from && line.trim().startsWith(fence) && line.trim().replaceAll(fence.charAt(0), '') === '',
    )
    if (end < 0) end = this.lines.length
    for (const line of this.lines.slice(from, end)) if (line.trim() !== '') this.push({ kind: 'paragraph', runs: [{ text: line }] })
    this.left.add('代码', this.where, '代码当作普通的字留下了，没有等宽的样子。')
    this.at = end
  }

  private readTable() {
    const cellsOf = (line: string): Cell[] =>
      line
        .trim()
        .replace(/^\||(?<!\\)\|$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => ({ runs: this.inline(cell.replaceAll('\\|', '|').trim()), across: 1, down: 1 }))
    const rows = [cellsOf(this.line)]
    this.at += 2
    for (; this.at < this.lines.length && this.line.includes('|'); this.at++) rows.push(cellsOf(this.line))
    this.at--
    this.push({ kind: 'table', rows })
  }

  private readItem([, indent = '', , number, text = '']: RegExpExecArray) {
    this.endParagraph()
    const lines = [text]
    for (
      let next = this.lines[this.at + 1];
      next !== undefined && /^\s+\S/.test(next) && !itemSign.test(next);
      next = this.lines[this.at + 1]
    ) {
      lines.push(next)
      this.at++
    }
    const [task, rest] = /^\[[ xX]\]\s+(.*)$/s.exec(joinLines(lines)) ?? []
    if (task !== undefined) this.left.add('能打勾的清单', this.where, '打勾的方框没有带过来；要能打勾请用“清单”组件。')
    this.push({
      kind: 'item',
      isOrdered: number !== undefined,
      level: Math.min(Math.floor(indent.length / 2), 8),
      number: number === undefined ? undefined : Number(number),
      runs: this.inline(rest ?? joinLines(lines)),
    })
  }

  private readQuote() {
    this.endParagraph()
    const lines: string[] = []
    for (; this.at < this.lines.length && /^ {0,3}>/.test(this.line); this.at++) lines.push(this.line.replace(/^[\s>]+/, ''))
    this.at--
    for (const paragraph of lines.join('\n').split(/\n\s*\n/))
      if (paragraph.trim() !== '') this.push({ kind: 'quote', runs: this.inline(joinLines(paragraph.split('\n'))) })
  }

  /** Bold words and links; everything else is text. */
  private inline(text: string): Run[] {
    const runs: Run[] = []
    // Each alternative ends at the first sign that can end it, and is bounded, so that no text takes long.
    const signs =
      /\\([!-/:-@[-`{-~])|!\[([^\]\n]{0,300})\]\(([^()\s]{0,500})[^()\n]{0,100}\)|\[([^\]\n]{1,300})\]\(<?([^()\s<>]{1,500})>?[^()\n]{0,100}\)|<((?:https?:\/\/|mailto:)[^<>\s]{1,500})>|`([^`\n]{1,300})`|\*\*((?:[^*\n]|\*(?!\*)){1,500})\*\*|__([^_\n]{1,500})__|(?<![*\w])\*(?![*\s])([^*\n]{1,300})\*(?!\*)|~~([^~\n]{1,300})~~/gu
    let done = 0
    for (const found of text.matchAll(signs)) {
      const [all, escaped, alt, source, words, href, bare, code, bold, underscored, slanted, struck] = found
      if (found.index > done) runs.push({ text: text.slice(done, found.index) })
      done = found.index + all.length
      if (escaped !== undefined) runs.push({ text: escaped })
      else if (source !== undefined)
        this.left.add(
          `图片 ${shorten(source, 60)}`,
          this.where,
          `图片没有带过来${alt ? `（${shorten(alt, 30)}）` : ''}；请单独传上来，再放进来。`,
        )
      else if (href !== undefined) runs.push({ text: removeEscapes(words ?? ''), href })
      else if (bare !== undefined) runs.push({ text: bare.replace(/^mailto:/, ''), href: bare })
      else if (bold !== undefined || underscored !== undefined) runs.push({ text: removeEscapes(bold ?? underscored ?? ''), isBold: true })
      else runs.push({ text: removeEscapes(code ?? slanted ?? struck ?? '') })
    }
    return [...runs, { text: text.slice(done) }].filter(({ text: piece }) => piece !== '')
  }
}

const removeEscapes = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/\*\*|__/g, '')

/** Lines of a paragraph are one text: between Chinese characters without a space; two spaces or a backslash break it. */
const joinLines = (lines: readonly string[]) =>
  lines.reduce((joined, line, at) => {
    const before = lines[at - 1] ?? ''
    if (at === 0) return line.trimStart()
    if (/ {2,}$|\\$/.test(before)) return `${joined.replace(/\s*\\?$/, '')}\n${line.trimStart()}`
    const isChinese =
      /[\p{Script=Han}\u3001-\u303f\uff01-\uff65]$/u.test(joined.trimEnd()) ||
      /^[\p{Script=Han}\u3001-\u303f\uff01-\uff65]/u.test(line.trimStart())
    return `${joined.trimEnd()}${isChinese ? '' : ' '}${line.trimStart()}`
  }, '')
