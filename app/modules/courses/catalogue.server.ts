// The folder of courses, read and checked: content/<tier>/<course>/ with course.yaml, questions.yaml, lessons and pictures.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { compileLesson } from '#app/lesson/compile.server.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import { asQuestion, courseFile, type CourseFile, faultOfQuestion, type Question, questionFile } from './course-files.ts'
import { type Tier, tiers } from './tiers.ts'

export interface FileProblem {
  file: string
  line: number
  column: number
  reason: string
}

export interface Course extends Omit<CourseFile, 'lessons'> {
  slug: string
  tier: Tier
  lessons: { slug: string; title: string; summary: string; minutes: number; source: string }[]
  questions: Question[]
  /** SVG pictures by file name, as text. */
  pictures: Record<string, string>
  contentHash: string
}

/** Everything in the folder: the courses that are sound, and all that is wrong with the others. */
export interface Catalogue {
  files: number
  courses: Course[]
  problems: FileProblem[]
}

const mostPictureBytes = 60_000

/** Reads and checks the whole folder; lessons are compiled to find what is unsafe in them. */
export async function readCatalogue(folder: string): Promise<Catalogue> {
  const catalogue: Catalogue = { files: 0, courses: [], problems: [] }
  for (const entry of (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory())) {
    const tier = tiers.find((one) => one === entry.name)
    const courses = (await readdir(join(folder, entry.name), { withFileTypes: true })).filter((one) => one.isDirectory())
    if (!tier) {
      if (courses.length > 0) catalogue.problems.push({ file: entry.name, line: 1, column: 1, reason: `文件夹“${entry.name}”不是层次。层次有：${tiers.join('、')}。` })
      continue
    }
    for (const course of courses) await readCourse(folder, tier, course.name, catalogue)
  }
  return catalogue
}

async function readCourse(root: string, tier: Tier, slug: string, catalogue: Catalogue) {
  const folder = join(root, tier, slug)
  const names = (await readdir(folder)).sort()
  catalogue.files += names.length
  const before = catalogue.problems.length
  const tell = (file: string, reason: string, line = 1, column = 1) => void catalogue.problems.push({ file: relative(root, join(folder, file)), line, column, reason })
  const read = (name: string) => readFile(join(folder, name), 'utf8')

  const course = names.includes('course.yaml') ? parseYaml(await read('course.yaml'), courseFile, (reason, line, column) => tell('course.yaml', reason, line, column)) : (tell('course.yaml', '少了 course.yaml。'), null)
  const listed = names.includes('questions.yaml') ? parseYaml(await read('questions.yaml'), questionFile.array(), (reason, line, column) => tell('questions.yaml', reason, line, column)) : (tell('questions.yaml', '少了 questions.yaml（题库）。'), null)

  const pictures: Record<string, string> = {}
  for (const name of names.filter((one) => extname(one) === '.svg')) {
    const text = await read(name)
    if (Buffer.byteLength(text) > mostPictureBytes) tell(name, `图太大：${Math.round(Buffer.byteLength(text) / 1000)} kB，最多 ${mostPictureBytes / 1000} kB。`)
    if (/<script|<foreignObject|\son\w+\s*=|javascript:|<!ENTITY|(href|src)\s*=\s*["'](?!#)/i.test(text)) tell(name, '图里有程序或外部地址，不能用。')
    pictures[name] = text
  }

  const lessons: Course['lessons'] = []
  for (const name of names.filter((one) => extname(one) === '.mdx')) {
    const source = await read(name)
    const lesson = name.replace(/\.mdx$/, '')
    try {
      const { frontMatter, html } = await compileLesson(source)
      if (!html.includes('<section')) tell(name, '课文里没有小节：至少要有一个 ## 标题。')
      for (const [, picture] of html.matchAll(/<img[^>]*src="([^"]+)"/g)) if (!names.includes(picture!)) tell(name, `课文用的图“${picture}”不在文件夹里。`)
      for (const id of repeated([...html.matchAll(/data-(?:check|checklist)="([^"]+)"/g)].map(([, one]) => one!))) tell(name, `这个 id 用了两次：${id}。`)
      lessons.push({ slug: lesson, ...frontMatter, source })
    } catch (fault) {
      if (!(fault instanceof UnsafeLesson)) throw fault
      for (const { line, column, reason } of fault.problems) tell(name, reason, line, column)
    }
  }
  if (!course || !listed) return
  for (const lesson of course.lessons) if (!names.includes(`${lesson}.mdx`)) tell('course.yaml', `lessons 里的“${lesson}”没有课文 ${lesson}.mdx。`)
  for (const { slug: extra } of lessons) if (!course.lessons.includes(extra)) tell('course.yaml', `课文 ${extra}.mdx 没有列在 lessons 里。`)
  const questions = listed.map(asQuestion)
  for (const question of questions) {
    const fault = faultOfQuestion(question)
    if (fault) tell('questions.yaml', fault)
    if (!course.lessons.includes(question.lesson)) tell('questions.yaml', `试题 ${question.id} 的 lesson“${question.lesson}”不是这门课的课。`)
  }
  for (const id of repeated(questions.map((question) => question.id))) tell('questions.yaml', `试题的 id“${id}”用了两次。`)
  for (const kind of ['single', 'multiple', 'trueFalse'] as const) {
    const there = questions.filter((question) => question.kind === kind).length
    if (there < course.exam[kind]) tell('questions.yaml', `考试要抽 ${course.exam[kind]} 道 ${kind} 题，题库里只有 ${there} 道。`)
  }
  if (catalogue.problems.length > before) return
  const ordered = course.lessons.map((name) => lessons.find((lesson) => lesson.slug === name)!)
  const content = { ...course, slug, tier, lessons: ordered, questions, pictures }
  catalogue.courses.push({ ...content, contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex') })
}

const repeated = (ids: string[]) => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]

type Tell = (reason: string, line?: number, column?: number) => void

/** Reads YAML by its schema; what is wrong is told with its line. */
function parseYaml<S extends z.ZodType>(text: string, schema: S, tell: Tell): z.output<S> | null {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    for (const fault of document.errors) tell('YAML 写法不对，请检查缩进、冒号和引号。', ...at(lines, fault.pos[0]))
    return null
  }
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const node = document.getIn(issue.path as (string | number)[], true) as { range?: [number, number, number] } | undefined
    tell(`${issue.path.join('.')}：${/[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '这一项缺少或写法不对。'}`, ...at(lines, node?.range?.[0] ?? 0))
  }
  return null
}

function at(lines: LineCounter, offset: number): [number, number] {
  const { line, col } = lines.linePos(offset)
  return [Math.max(1, line), Math.max(1, col)]
}

