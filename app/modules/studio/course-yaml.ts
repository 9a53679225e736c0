// Changes values of a YAML file in place: what is not changed stays as it was typed, comments and all.
import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml'

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
  const [from, to] = node.range
  return text.slice(0, from) + toYaml(value as string | number) + text.slice(to)
}

const toLine = (values: readonly string[]) => `[${values.map(toYaml).join(', ')}]`

/** Puts a list where a key has no value. */
const fillList = (text: string, [from, to]: [number, number, number], values: readonly string[]) =>
  `${text.slice(0, from)}${/[ \t\n]$/.test(text.slice(0, from)) ? '' : ' '}${toLine(values)}${text.slice(to)}`

function setList(text: string, node: Ranged & { flow?: boolean }, values: readonly string[]): string | null {
  if (!node.range) return null
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
