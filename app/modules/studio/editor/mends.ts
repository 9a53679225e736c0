// What one press does about a mistake, as far as a program can know it.
import type { TextChange } from './edits.ts'

export interface Mistake {
  line: number
  column: number
  reason: string
}

export interface Mend extends TextChange {
  label: string
}

/** Where a position given by line and column (from 1) stands in a text. */
export function toOffset(source: string, line: number, column: number): number {
  let at = 0
  for (let nth = 1; nth < line; nth++) {
    const end = source.indexOf('\n', at)
    if (end < 0) return source.length
    at = end + 1
  }
  const end = source.indexOf('\n', at)
  return Math.min(at + column - 1, end < 0 ? source.length : end)
}

const lineAt = (source: string, at: number) => {
  const from = source.lastIndexOf('\n', at - 1) + 1
  const end = source.indexOf('\n', at)
  return { from, to: end < 0 ? source.length : end }
}

/** The first sign from a position on its line that begins code where words were meant. */
function findOpenSign(source: string, at: number): number {
  const { from, to } = lineAt(source, at)
  const found = /(?<!\\)[{}]|(?<!\\)<(?!\/?[A-Z])/.exec(source.slice(from, to))
  return found ? from + found.index : -1
}

type Rule = (source: string, at: number, reason: string) => Mend | null

const rules: readonly [RegExp, Rule][] = [
  [
    /尖括号|花括号/,
    (source, at) => {
      const sign = findOpenSign(source, at)
      return sign < 0 ? null : { from: sign, to: sign, insert: '\\', label: `把 ${source[sign]} 当普通字` }
    },
  ],
  [
    /课文里的标题从 ## 开始/,
    (source, at) => {
      const { from } = lineAt(source, at)
      return /^#[ \t]/.test(source.slice(from)) ? { from, to: from, insert: '#', label: '改成小节' } : null
    },
  ],
  [
    /标题是空的/,
    (source, at) => {
      const { from, to } = lineAt(source, at)
      return { from, to: Math.min(to + 1, source.length), insert: '', label: '删掉空标题' }
    },
  ],
  [
    /看不见的字符（U\+([0-9A-F]{4})）/,
    (source, at, reason) => {
      const code = Number.parseInt(/U\+([0-9A-F]{4})/.exec(reason)?.[1] ?? '', 16)
      return source.charCodeAt(at) === code ? { from: at, to: at + 1, insert: '', label: '删掉它' } : null
    },
  ],
  [
    /id“([^”]+)”用了两次/,
    (source, at, reason) => {
      const id = /id“([^”]+)”/.exec(reason)?.[1] ?? ''
      const found = source.indexOf(`id="${id}"`, at)
      if (found < 0) return null
      let nth = 2
      while (source.includes(`id="${id}-${nth}"`)) nth++
      return { from: found + 4, to: found + 4 + id.length, insert: `${id}-${nth}`, label: '换一个编号' }
    },
  ],
  [
    /注释/,
    (source, at) => {
      const end = source.indexOf('-->', at)
      const from = source.lastIndexOf('<!--', at + 4)
      return end < 0 || from < 0 ? null : { from, to: end + 3, insert: '', label: '删掉注释' }
    },
  ],
]

/** The mend of a mistake; null if somebody has to think. */
export function findMend(source: string, { line, column, reason }: Mistake): Mend | null {
  const at = toOffset(source, line, column)
  for (const [sign, mend] of rules) if (sign.test(reason)) return mend(source, at, reason)
  return null
}
