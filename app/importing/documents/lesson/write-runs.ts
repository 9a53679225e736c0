// Runs of text as one piece of Markdown.
import { isChinese, isMark } from '#app/lesson/chinese.ts'
import type { Run } from '../blocks.ts'
import { type LeftList, shorten } from '../left.ts'
import { cleanText, escapeLineStart, escapeText, splitAddresses, toAllowedAddress } from './escape.ts'

export interface WriteOptions {
  left: LeftList
  where: string
  inTable?: boolean
  /** Headings and heads of tables are bold anyway. */
  isPlain?: boolean
  /** What stands before every further line of an item. */
  indent?: string
}

/** Lines are at most 1,000 characters long in a lesson. */
const usualLineLength = 600

/** Whether asterisks here begin bold text; `compile` helps them beside Chinese characters, so that only others can fail. */
const opens = (before: string, first: string) =>
  !/\s/.test(first) && (isChinese(before) || isChinese(first) || !isMark(first) || before === '' || /\s/.test(before) || isMark(before))

interface Piece {
  text: string
  isBold: boolean
}

/** Writes runs; a line break between them becomes one in the lesson. */
export function writeRuns(runs: readonly Run[], options: WriteOptions): string {
  const { inTable = false, isPlain = false, indent = '' } = options
  const pieces = mergeBold(runs.map((run) => ({ ...run, text: cleanText(run.text) })).flatMap(splitAddresses), options)
  let written = ''
  pieces.forEach(({ text, isBold }, place) => {
    written += isBold && !isPlain ? boldOf(text, written.at(-1) ?? '', pieces[place + 1]?.text.charAt(0) ?? '') : text
  })
  const lines = written
    .split('\n')
    .map((line) => line.trim().replace(/^[\u3000\s]+/, ''))
    .filter((line) => line !== '')
  if (inTable || isPlain) return lines.join(' ')
  return lines.map((line) => wrap(escapeLineStart(line), indent)).join(`\\\n${indent}`)
}

/** Escaped texts and links, with neighbours of the same weight joined. */
function mergeBold(runs: readonly Run[], { left, where, inTable = false }: WriteOptions): Piece[] {
  const pieces: Piece[] = []
  const linked = joinLinks(runs)
  for (const run of linked) {
    const text = run.href === undefined ? escapeText(run.text, { inTable }) : writeLink(run, run.href, { left, where, inTable })
    const last = pieces.at(-1)
    const isBold = (run.isBold ?? false) && /[\p{L}\p{N}]/u.test(run.text)
    if (last?.isBold === isBold || (last && run.text.trim() === '')) last.text += text
    else pieces.push({ text, isBold })
  }
  return pieces
}

/** A link whose words differ in type comes in several runs. */
const joinLinks = (runs: readonly Run[]) =>
  runs.reduce<Run[]>((joined, run) => {
    const last = joined.at(-1)
    if (run.href !== undefined && last?.href === run.href) last.text += run.text
    else joined.push({ ...run })
    return joined
  }, [])

function writeLink({ text }: Run, href: string, { left, where, inTable }: WriteOptions): string {
  const address = toAllowedAddress(href)
  const shown = text.trim()
  if (address !== null && shown !== '')
    return `[${escapeText(shown, { inTable: inTable ?? false })
      .replaceAll(']', '\\]')
      .replace(/\n/g, ' ')}](${address})`
  if (shown !== '' && !href.startsWith('#'))
    left.add(
      `链接 ${shorten(href, 60)}`,
      where,
      '只留下了字：课文里的链接只能用 https:// 开头的网址；请查一查这个网站有没有 https 的地址。',
    )
  // A bare address over http would be refused.
  return escapeText(text.replace(/http:\/\/(?=\S)/gi, ''), { inTable: inTable ?? false })
}

/** Bold text without the spaces and line breaks at its ends; plain if asterisks would have no effect here. */
function boldOf(text: string, before: string, after: string): string {
  return text
    .split('\n')
    .map((line, place, lines) => {
      const [, start = '', content = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(line) ?? []
      // Right beside the asterisks of the markup, one of the text would be taken for one of them, and a backslash would hide them.
      const inner = content.replace(/^\\\*|\\\*$/g, '&#42;').replace(/\\\\$/, '&#92;')
      const isFirst = place === 0 && start === ''
      const isLast = place === lines.length - 1 && end === ''
      const works = inner !== '' && opens(isFirst ? before : ' ', inner.charAt(0)) && opens(isLast ? after : ' ', inner.at(-1) ?? '')
      return works ? `${start}**${inner}**${end}` : line
    })
    .join('\n')
}

/** Breaks a long line between two Chinese characters, where a lesson shows nothing. */
function wrap(line: string, indent: string): string {
  let left = line
  let wrapped = ''
  while (left.length > usualLineLength) {
    const part = left.slice(0, usualLineLength)
    const at = Math.max(...[...part.matchAll(/[。；！？，、](?=[\p{Script=Han}])/gu)].map(({ index }) => index + 1), part.lastIndexOf(' '))
    if (at < 100) break
    wrapped += `${left.slice(0, at).trimEnd()}\n${indent}`
    left = escapeLineStart(left.slice(at).trimStart())
  }
  return wrapped + left
}
