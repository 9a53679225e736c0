// Mends of the lines that a lesson begins with: title, summary, minutes, and what one can do then.
import { placeholders } from '#app/lesson/placeholders.ts'
import { findFrontEnd } from '../source-tree.ts'
import { findOnLine, lineAt, type Mend, type MendRule, type Place } from './mend.ts'

/** Characters that somebody reads in a minute who seldom reads, and thinks about them. */
const perMinute = 150

/** How long a lesson takes, for its author to change. */
function guessMinutes(source: string): number {
  const signs = source.slice(findFrontEnd(source)).match(/\p{Script=Han}/gu)?.length ?? 0
  return Math.min(60, Math.max(3, Math.round(signs / perMinute)))
}

/** The title that a text seems to have: of its first heading. */
const guessTitle = (source: string) => /^#{1,6}[ \t]+(\S.{0,23})$/m.exec(source)?.[1]?.trim() ?? '新的一课'

/** Puts a line behind the first one, which opens the front matter. */
const addLine = (source: string, line: string, label: string): Mend => {
  const at = source.indexOf('\n') + 1
  return { from: at, to: at, insert: `${line}\n`, label }
}

/** All that a lesson begins with, as far as it can be guessed. */
const allLines = (source: string) =>
  `title: ${JSON.stringify(guessTitle(source))}\nsummary: ${placeholders.lessonSummary}\nminutes: ${guessMinutes(source)}\nobjectives:\n  - ${placeholders.objective}\n`

/** Puts a value in quotes, so that no sign in it means anything. */
function quote({ source, at }: Place): Mend | null {
  const { from, text } = lineAt(source, at)
  const [, lead = '', value = ''] = /^([ \t]*(?:[a-zA-Z]+:|-)[ \t]+)(\S.*?)[ \t]*$/.exec(text) ?? []
  if (value === '' || /^["'[{|>]/.test(value)) return null
  return { from: from + lead.length, to: from + text.length, insert: JSON.stringify(value), label: '加上引号' }
}

const setMinutes = ({ source, at }: Place, minutes: number): Mend | null => {
  const line = findOnLine(source, lineAt(source, at).from, /^minutes:[ \t]*(.*)$/)
  const label = `填 ${minutes} 分钟`
  if (!line) return addLine(source, `minutes: ${minutes}`, label)
  return { from: line.from, to: line.to, insert: `minutes: ${minutes}`, label }
}

export const frontMends: readonly MendRule[] = [
  [/^课文要以 --- 开头/, ({ source }) => ({ from: 0, to: 0, insert: `---\n${allLines(source)}---\n\n`, label: '补上课名那几行' })],
  [/^开头要写课名/, ({ source }) => (findFrontEnd(source) > 0 ? addLine(source, allLines(source).trimEnd(), '补上课名那几行') : null)],
  [
    /^开头的 --- 后面不能写/,
    ({ source }) => {
      const { to, text } = lineAt(source, 0)
      const from = text.indexOf('---') + 3
      return { from, to, insert: '', label: '删掉它' }
    },
  ],
  [
    /后面少了一行 ---/,
    ({ source }) => {
      // What belongs to it: keys, items of a list, and blanks between them.
      const [front = ''] = /^.*\n(?:(?:[a-zA-Z]+:|[ \t]+-|-[ \t]|[ \t]+\S).*\n)*/.exec(source) ?? []
      return { from: front.length, to: front.length, insert: '---\n', label: '补上 ---' }
    },
  ],
  [/^YAML 写法不对|^这里的 ! 记号不能用/, quote],
  [
    /^没有“([^”]+)”这一项/,
    ({ source, at }) => {
      const { from, text } = lineAt(source, at)
      const lead = /^[ \t]*/.exec(text)?.[0].length ?? 0
      const below = new RegExp(`^[^\\n]*(?:\\n(?:[ \\t]{${lead + 1},}|[ \\t]{${lead}}-[ \\t])[^\\n]*)*\\n?`).exec(source.slice(from))
      return { from, to: from + (below?.[0].length ?? 0), insert: '', label: '删掉这一项' }
    },
  ],
  [
    /^一句话简介：少了/,
    ({ source }) => (/^summary:/m.test(source) ? null : addLine(source, `summary: ${placeholders.lessonSummary}`, '补上这一行')),
  ],
  [
    /^学完会做什么：(?:要列出|至少写一条)/,
    ({ source }) => (/^objectives:/m.test(source) ? null : addLine(source, `objectives:\n  - ${placeholders.objective}`, '补上这一行')),
  ],
  [
    /^课名：少了/,
    ({ source }) => (/^title:/m.test(source) ? null : addLine(source, `title: ${JSON.stringify(guessTitle(source))}`, '补上这一行')),
  ],
  [
    /^[^：]*分钟[^：]*：分钟数要写整数/,
    (place) =>
      setMinutes(
        place,
        Math.max(1, Math.round(Number.parseFloat(lineAt(place.source, place.at).text.replace(/^\D*/, '')) || guessMinutes(place.source))),
      ),
  ],
  [/^[^：]*分钟[^：]*：(?:要写学这一课的分钟数|分钟数要大于 0)/, (place) => setMinutes(place, guessMinutes(place.source))],
]
