// Reads YAML written by authors, by its schema. Problems are reported in Chinese, with line and column.
import { isMap, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { findInvisibleCharacters } from './complexity-limits.ts'
import type { Problem } from './safe-lesson.ts'

export type ReportProblem = (reason: string, line: number, column: number) => void

interface ReadYaml<T> {
  data: T
  /** Reports a problem that the schema cannot express, at the position of a value. */
  reportAt: (path: readonly (string | number)[], reason: string) => void
}

type Labels = Readonly<Record<string, string>>

/** The name of a value for its author: `objectives.0` is 学完会做什么第 1 条, if that is its label. */
function namePath(path: readonly (string | number)[], labels: Labels, each: Labels) {
  const isLabelled = (nth: number) => Object.hasOwn(nth < 0 ? each : labels, path[nth] ?? '')
  return path
    .map((key, nth) => {
      if (typeof key === 'number' && isLabelled(nth - 1)) return `第 ${key + 1} ${each[path[nth - 1] ?? ''] ?? '条'}`
      const isOfOne = typeof path[nth - 1] === 'number' && isLabelled(nth - 2)
      return isLabelled(nth) ? `${isOfOne ? '的' : ''}${labels[key]}` : `${nth > 0 ? '.' : ''}${key}`
    })
    .join('')
}

/**
 * Reads YAML by its schema; null if anything is wrong. `before` is the number of lines above the text in its file, `labels` what its keys are
 * called where they are fields of a form, `each` what one of a list is called, by the key of the list ('' is the file itself).
 */
export function readYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  tell: ReportProblem,
  { before = 0, labels = {}, each = {} }: { before?: number; labels?: Labels; each?: Labels } = {},
): ReadYaml<z.output<S>> | null {
  const lines = new LineCounter()
  const unfit = findYamlFault(text.split(/\r?\n/))
  if (unfit.length > 0) {
    for (const { reason, line, column } of unfit) tell(reason, before + line, column)
    return null
  }
  const document = parseDocument(text, { lineCounter: lines })
  const tellAt = (reason: string, offset: number) => {
    const { line, col } = lines.linePos(offset)
    tell(reason, before + Math.max(1, line), Math.max(1, col))
  }
  if (document.errors.length > 0) {
    for (const fault of document.errors.slice(0, 20)) tellAt('YAML 写法不对，请检查缩进、冒号和引号。', fault.pos[0])
    return null
  }
  for (const warning of document.warnings) tellAt('这里的 ! 记号不能用，当普通字写时请加引号。', warning.pos[0])
  if (document.warnings.length > 0) return null
  const read = contentOf(document)
  if (!read) {
    tellAt('这里引用（* 和 &）太多，请直接写出来。', 0)
    return null
  }
  const parsed = schema.safeParse(read.value)
  if (parsed.success) return { data: parsed.data, reportAt: (path, reason) => tellAt(reason, placeOf(document, path)) }
  for (const issue of parsed.error.issues) {
    const path = issue.path as (string | number)[]
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) tellAt(`没有“${key}”这一项。`, placeOfKey(document.getIn(path, true), key))
      continue
    }
    const reason = /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '这一项缺少或写法不对。'
    tellAt(path.length > 0 ? `${namePath(path, labels, each)}：${reason}` : reason, placeOf(document, path))
  }
  return null
}

/** Aliases may expand a few lines to gigabytes; the parser counts them and throws. */
function contentOf(document: ReturnType<typeof parseDocument>): { value: unknown } | null {
  try {
    return { value: document.toJS({ maxAliasCount: 20 }) }
  } catch {
    return null
  }
}

/** Returns the position of a value or, if it is missing, of the object that lacks it. */
function placeOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined
    if (node?.range) return node.range[0]
  }
  return 0
}

function placeOfKey(node: unknown, key: string): number {
  const pair = isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined
  return (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0
}

const maxLines = 5_000
const maxDepth = 10

/** Finds what the parser would take minutes for (deeply nested brackets and dashes), and invisible characters. */
function findYamlFault(lines: readonly string[]): Problem[] {
  let depth = 0
  for (const [i, line] of lines.entries()) {
    for (const sign of line) depth = Math.max(0, depth + (sign === '[' || sign === '{' ? 1 : sign === ']' || sign === '}' ? -1 : 0))
    if (depth > maxDepth || line.search(/\S/) > 4 * maxDepth || /^\s*([-?:]\s+){4}/.test(line))
      return [{ line: i + 1, column: 1, reason: '这里一层套一层，太深了。' }]
    if (i === maxLines) return [{ line: i + 1, column: 1, reason: `文件太长，最多 ${maxLines} 行。` }]
  }
  return findInvisibleCharacters(lines)
}
