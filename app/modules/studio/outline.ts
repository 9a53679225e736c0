// What a version is made of, read from its files as far as they can be read: they may be half-written.
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import { listBankFiles } from '#app/modules/courses/bank-files.ts'
import { frontMatterRange } from './course-yaml.ts'
import type { StudioFile } from './files.server.ts'
import { nameOtherFile } from './labels.ts'

export interface OutlineLesson {
  /** Its file's name without `.mdx`. */
  slug: string
  file: string
  title: string
  minutes: number | null
  /** Whether there is a file of that name. */
  isThere: boolean
}

export interface Outline {
  title: string
  summary: string
  hours: number | null
  /** In the order of the course, then those that it does not list. */
  lessons: (OutlineLesson & { isListed: boolean })[]
  pictures: string[]
  media: string[]
  questions: number
  /** The lines of course.yaml that say what the exam draws. */
  examLines: number[]
}

const longest = 250_000

function valuesOf(yaml: string): Record<string, unknown> {
  if (yaml.length > longest) return {}
  const document = parseDocument(yaml)
  if (document.errors.length > 0 || !isMap(document.contents)) return {}
  try {
    return document.toJS({ maxAliasCount: 20 }) as Record<string, unknown>
  } catch {
    return {}
  }
}

const textOf = (value: unknown, otherwise: string) => (typeof value === 'string' && value.trim() !== '' ? value : otherwise)
const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)

/** The front matter of a lesson, as far as it can be read. */
export function readFrontMatter(source: string): { title: string; summary: string; minutes: number | null; objectives: string[] } {
  const range = frontMatterRange(source)
  const values = range ? valuesOf(source.slice(range.from, range.to)) : {}
  const objectives = Array.isArray(values.objectives) ? values.objectives.filter((one): one is string => typeof one === 'string') : []
  return { title: textOf(values.title, ''), summary: textOf(values.summary, ''), minutes: numberOf(values.minutes), objectives }
}

/** What people call a file: the title of a lesson. */
export const titleOf = (name: string, text: string | null | undefined): string =>
  readFrontMatter(text ?? '').title || (nameOtherFile(name) ?? name)

/** The arrangement of a course, as far as it can be read. */
export function readArrangement(yaml: string) {
  const values = valuesOf(yaml)
  const lessons = Array.isArray(values.lessons) ? values.lessons.filter((one): one is string => typeof one === 'string') : []
  return { title: textOf(values.title, '没有课程名'), summary: textOf(values.summary, ''), hours: numberOf(values.hours), lessons }
}

/** What the exam of a course draws, as far as it can be read; null if there is nothing that can. */
export function readExam(yaml: string) {
  const { exam } = valuesOf(yaml)
  if (typeof exam !== 'object' || exam === null) return null
  const of = (name: string) => numberOf((exam as Record<string, unknown>)[name]) ?? 0
  return {
    single: of('single'),
    multiple: of('multiple'),
    trueFalse: of('trueFalse'),
    minutes: of('minutes'),
    passMark: of('passMark'),
  }
}

/** How many questions a file of a bank has, as far as it can be read. A list as everybody writes it need not be parsed. */
function countQuestions(yaml: string): number {
  if (yaml.length > longest) return 0
  if (/^\s*[[{]/.test(yaml)) {
    const { contents } = parseDocument(yaml)
    return isSeq(contents) ? contents.items.length : 0
  }
  const dash = /^ *- /m.exec(yaml)?.[0]
  return dash === undefined ? 0 : yaml.split('\n').filter((line) => line.startsWith(dash)).length
}

function findExamLines(yaml: string): number[] {
  if (yaml.length > longest) return []
  const lines = new LineCounter()
  const node = parseDocument(yaml, { lineCounter: lines }).get('exam', true) as { range?: [number, number, number] | null } | undefined
  if (!node?.range) return []
  const [from, to] = [lines.linePos(node.range[0]).line, lines.linePos(node.range[1]).line]
  return Array.from({ length: to - from + 2 }, (_, nth) => from - 1 + nth)
}

/** Reads what a version is made of. */
export function readOutline(files: ReadonlyMap<string, StudioFile>): Outline {
  const { lessons: listed, ...course } = readArrangement(files.get('course.yaml')?.content ?? '')
  const written = [...files.keys()].filter((name) => name.endsWith('.mdx')).map((name) => name.replace(/\.mdx$/, ''))
  const extra = written.filter((slug) => !listed.includes(slug))
  const lesson = (slug: string) => {
    const content = files.get(`${slug}.mdx`)?.content
    const front = content == null ? null : readFrontMatter(content)
    return {
      slug,
      file: `${slug}.mdx`,
      title: textOf(front?.title, slug),
      minutes: front?.minutes ?? null,
      isThere: content != null,
      isListed: listed.includes(slug),
    }
  }
  return {
    ...course,
    lessons: [...listed, ...extra].map(lesson),
    pictures: [...files.keys()].filter((name) => name.endsWith('.svg')),
    media: [...files.values()].filter(({ mediaHash }) => mediaHash !== null).map(({ name }) => name),
    questions: listBankFiles(files.keys()).reduce((sum, name) => sum + countQuestions(files.get(name)?.content ?? ''), 0),
    examLines: findExamLines(files.get('course.yaml')?.content ?? ''),
  }
}
