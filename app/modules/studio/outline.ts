// What a version is made of, read from its files as far as they can be read: they may be half-written.
import { isMap, isSeq, parseDocument } from 'yaml'
import { frontMatterRange } from './course-yaml.ts'
import type { StudioFile } from './files.server.ts'

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

/** The arrangement of a course, as far as it can be read. */
export function readArrangement(yaml: string) {
  const values = valuesOf(yaml)
  const lessons = Array.isArray(values.lessons) ? values.lessons.filter((one): one is string => typeof one === 'string') : []
  return { title: textOf(values.title, '没有课程名'), summary: textOf(values.summary, ''), hours: numberOf(values.hours), lessons }
}

/** How many questions a bank has, as far as it can be read. */
function countQuestions(yaml: string): number {
  if (yaml.length > longest) return 0
  const { contents } = parseDocument(yaml)
  return isSeq(contents) ? contents.items.length : 0
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
    questions: countQuestions(files.get('questions.yaml')?.content ?? ''),
  }
}
