// Markdown was made for texts with spaces between words. This corrects what it makes of Chinese sentences, in the text
// before parsing and in the tree afterwards.
import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { fixBareUrls } from './bare-urls.ts'
import type { Problem } from './safe-lesson.ts'

/**
 * Neither punctuation nor a space: next to it, asterisks behave as next to a word. Authors cannot write it: invisible
 * characters are refused.
 */
const joiner = '\u2060'
/** A space: a bare URL ends before it, and an asterisk between two of them is a plain asterisk. */
const parting = '\u205f'
const ours = /[\u2060\u205f]/g

export const isChinese = (sign: string) => /[\p{Script=Han}\u3001-\u303f\uff01-\uff65‘’“”…—·]/u.test(sign)
export const isMark = (sign: string) => /[\p{P}\p{S}]/u.test(sign)

/**
 * Inserts the markers that the parser needs, without changing lines: asterisks next to full-width punctuation begin and
 * end bold text as they do next to a word (like the CommonMark amendment of markdown-cjk-friendly), a bare URL ends
 * where Chinese text goes on, and 30*20*10 stays as it is. `remarkChinese` removes the markers again.
 */
export const prepareMarkdown = (text: string) =>
  text
    .replace(/(?:https?:\/\/|www\.)[\u0021-\u003b\u003d\u003f-\u007e]*(?=[^\u0000-\u007f])/gi, `$&${parting}`)
    .replace(
      /((?:https?:\/\/|www\.)[\u0021-\u007e]*)|(?<=[\d\uff10-\uff19])\*(?=[\d\uff10-\uff19])/gi,
      (found: string, address: string | undefined) => address ?? `${parting}${found}${parting}`,
    )
    .replace(/(?<=(.?))(\*+|~~+)(?=(.?))/gu, (marks: string, before: string, _: string, after: string) => {
      if (!isChinese(before) && !isChinese(after)) return marks
      return `${isMark(before) && before !== '\\' ? joiner : ''}${marks}${isMark(after) ? joiner : ''}`
    })

/** Converts a column of the prepared text to the column in the author's text. */
export const toSourceColumn = (preparedLine: string, column: number) =>
  column - (preparedLine.slice(0, column - 1).match(ours)?.length ?? 0)

interface Node {
  type: string
  value?: string
  children?: Node[]
  position?: { start: { line: number; column: number; offset?: number }; end: { offset?: number } }
  [other: string]: unknown
}

/** Removes the markers from all texts, and joins words that a line break separated. Reports Markdown that was not rendered. */
export function remarkChinese({ remarks }: { remarks: Problem[] }) {
  return (tree: Root, file: { value: unknown }) => {
    const source = String(file.value)
    remarks.push(...findMissedUrls(source))
    visit(tree, 'text', (text) => void remarks.push(...findLeftMarks(text as unknown as Node, source)))
    fixBareUrls(tree, source)
    visit(tree, (visited) => removeMarkers(visited as unknown as Node))
    const leaves: Node[] = []
    visit(tree, (visited) => {
      const node = visited as unknown as Node
      if (blocks.has(node.type)) leaves.push({ type: 'break' })
      else if (!node.children) leaves.push(node)
    })
    joinLines(leaves)
  }
}

const blocks = new Set(['paragraph', 'heading', 'tableCell', 'listItem', 'blockquote', 'break', 'code', 'mdxJsxFlowElement'])

/** From all texts of a node, including its attributes. */
function removeMarkers(it: Record<string, unknown>) {
  for (const [key, value] of Object.entries(it)) {
    if (key === 'position' || key === 'children' || key === 'data') continue
    if (typeof value === 'string') it[key] = value.replace(ours, '')
    else if (Array.isArray(value))
      for (const one of value) if (one && typeof one === 'object') removeMarkers(one as Record<string, unknown>)
  }
}

/** Removes line breaks between two Chinese characters: browsers would show a space, which the author did not write. */
function joinLines(leaves: readonly Node[]) {
  const first = (node: Node | undefined) => [...(node?.value ?? '').trimStart()][0] ?? ''
  const last = (node: Node | undefined) => [...(node?.value ?? '').trimEnd()].at(-1) ?? ''
  for (const [place, node] of leaves.entries()) {
    if (node.type !== 'text' || !node.value?.includes('\n')) continue
    const before = /^\s*\n/.test(node.value) && isChinese(last(leaves[place - 1])) ? last(leaves[place - 1]) : ''
    const after = /\n\s*$/.test(node.value) && isChinese(first(leaves[place + 1])) ? first(leaves[place + 1]) : ''
    const joined = (before + node.value + after).replace(
      /(?<=(.))[ \t\u3000]*\n[ \t]*(?=(.))/gu,
      (gap: string, one: string, other: string) => (isChinese(one) && isChinese(other) ? '' : gap),
    )
    node.value = joined.slice(before.length, joined.length - after.length)
  }
}

/**
 * Markup that stayed in the text, although it was hardly meant literally; the author did not escape it with a
 * backslash.
 */
const findUnrenderedMarks: readonly [RegExp, (typed: string) => string][] = [
  [/(?<!\\)(?:\*\*|~~)/, (typed) => `这里的 ${typed} 没有起作用，会照原样显示：要成对，里面一侧不能有空格。真要显示，前面加 \\。`],
  [
    /(?<![\\_\w])_{1,2}(?=[^\s_\w][^_\n]*(?<!\\)_|[^_\n]*[^\s_\w\\]_)|(?<=[^\u0000-\u007f])__(?=[^\s_][^_\n]*__)/,
    (typed) => `这里的 ${typed} 没有起作用，会照原样显示。中文里加粗请写成 **字**。`,
  ],
  [/＊＊(?=[^＊\n]+＊＊)/, () => '这里是全角的 ＊＊，会照原样显示。加粗请用半角的 **。'],
  [/^\u2060?#{2,6}(?=[^\s#])/m, (typed) => `${typed.replace(ours, '')} 后面要有一个空格才是标题，这里会照原样显示。`],
]

function findLeftMarks({ position }: Node, source: string): Problem[] {
  const start = position?.start.offset
  const end = position?.end.offset
  if (position === undefined || start === undefined || end === undefined) return []
  const text = source.slice(start, end)
  return findUnrenderedMarks.flatMap(([pattern, say]) => {
    const [typed] = text.match(pattern) ?? []
    if (typed === undefined) return []
    const at = text.search(pattern)
    const above = text.slice(0, at).split('\n')
    const column = above.length > 1 ? (above.at(-1) ?? '').length + 1 : position.start.column + at
    return [{ line: position.start.line + above.length - 1, column, reason: say(typed) }]
  })
}

/** Bare URLs that seem to continue in Chinese (the path or query has another part, but the link ends before it), and links in full-width brackets. */
const findMissed: readonly [RegExp, (address: string) => string][] = [
  [
    /(?:https?:\/\/|www\.)[\u0021-\u007e]+\/?[/=&?#_%-]\u205f(?=\p{Script=Han})/giu,
    (address) => `地址 ${address} 后面紧跟着汉字，链接到汉字前为止。汉字是地址的一部分，请写成 [字](地址)；不是，请加一个空格。`,
  ],
  [/\[[^[\]\n]+\]（(?=\s*https?:)/giu, () => '链接要用半角的括号：[字](地址)。这里会照原样显示。'],
]
const findMissedUrls = (source: string): Problem[] =>
  source.split('\n').flatMap((line, place) =>
    findMissed.flatMap(([pattern, say]) =>
      [...line.matchAll(pattern)].map(({ 0: found, index }) => ({
        line: place + 1,
        column: index + 1,
        reason: say(found.replace(ours, '')),
      })),
    ),
  )
