// Changes values of a YAML file in place: what is not changed stays as it was typed, comments and all.
import { isMap, isScalar, isSeq, parseDocument, type Scalar, stringify, type YAMLSeq } from 'yaml'
import { invisibleCharacter } from '#app/lesson/complexity-limits.ts'
import { normaliseText } from '#app/text/characters.ts'

/**
 * Whether a value says what stands there, which stays as it was typed then. Forms send values normalised and without blanks at their ends; signs
 * that nobody sees are not kept for that.
 */
function saysTheSame(node: unknown, value: string | number): boolean {
  if (!isScalar(node)) return false
  const { value: before } = node
  if (before === value || typeof before !== 'string' || typeof value !== 'string') return before === value
  return !invisibleCharacter.test(before) && normaliseText(before).trim() === value
}

type Ranged = { range?: [number, number, number] | null }

/** A value as YAML on one line. */
const toYaml = (value: string | number) => stringify(value, { lineWidth: 0 }).trimEnd()

/** Sets a value at a path; null if the text has no such place. Lists of texts are written one to a line. */
export function setYamlValue(text: string, path: readonly (string | number)[], value: string | number | readonly string[]): string | null {
  const document = parseDocument(text)
  if (document.errors.length > 0) return null
  const node = document.getIn(path, true) as Ranged | undefined
  if (!node?.range) return addKey(text, document.contents, path, value)
  if (Array.isArray(value)) {
    if (isSeq(node)) return setList(text, node, value as readonly string[])
    return isScalar(node) && node.value === null ? fillList(text, node.range, value as readonly string[]) : null
  }
  if (!isScalar(node)) return null
  if (saysTheSame(node, value as string | number)) return text
  const [from, to] = node.range
  return text.slice(0, from) + toYaml(value as string | number) + text.slice(to)
}

const toLine = (values: readonly string[]) => `[${values.map(toYaml).join(', ')}]`

/** Puts a list where a key has no value. */
const fillList = (text: string, [from, to]: [number, number, number], values: readonly string[]) =>
  `${text.slice(0, from)}${/[ \t\n]$/.test(text.slice(0, from)) ? '' : ' '}${toLine(values)}${text.slice(to)}`

function setList(text: string, node: YAMLSeq, values: readonly string[]): string | null {
  if (!node.range) return null
  const changed = values.flatMap((value, nth) => (saysTheSame(node.items[nth], value) ? [] : [nth]))
  if (values.length === node.items.length && node.items.every((item) => isScalar(item) && item.range)) {
    // From the end, so that what stands before keeps its place.
    return changed.reverse().reduce((written, nth) => {
      const [from, to] = (node.items[nth] as Scalar).range ?? [0, 0]
      return written.slice(0, from) + toYaml(values[nth] ?? '') + written.slice(to)
    }, text)
  }
  const [from, to] = node.range
  const end = text.slice(from, to).endsWith('\n') ? '\n' : ''
  if (node.flow) return text.slice(0, from) + toLine(values) + text.slice(to)
  if (values.length === 0) return text.slice(0, from) + toLine([]) + end + text.slice(to)
  const indent = text.slice(text.lastIndexOf('\n', from - 1) + 1, from)
  return text.slice(0, from) + values.map((value) => `- ${toYaml(value)}`).join(`\n${indent}`) + end + text.slice(to)
}

function addKey(text: string, contents: unknown, path: readonly (string | number)[], value: string | number | readonly string[]) {
  if (path.length !== 1 || !isMap(contents)) return null
  const line = stringify({ [String(path[0])]: value }, { lineWidth: 0 })
  return text.replace(/\n*$/, '\n') + line
}

/** Reads the front matter of a lesson: where its YAML begins and ends. */
export function frontMatterRange(source: string): { from: number; to: number } | null {
  const found = /^\uFEFF?---[\t ]*\r?\n([\s\S]*?)^---[\t ]*$/m.exec(source)
  if (!found || found.index !== 0) return null
  const yaml = found[1] ?? ''
  const from = found[0].indexOf(yaml, 3)
  return { from, to: from + yaml.length }
}

/** Sets values of a lesson's front matter in place; null if it has none. */
export function setFrontMatter(source: string, values: Record<string, string | number | readonly string[]>): string | null {
  const range = frontMatterRange(source)
  if (!range) return null
  let yaml: string | null = source.slice(range.from, range.to)
  for (const [name, value] of Object.entries(values)) {
    yaml = yaml === null ? null : setYamlValue(yaml, [name], value)
  }
  return yaml === null ? null : source.slice(0, range.from) + yaml + source.slice(range.to)
}
