// Reads and checks the folder of courses: content/<tier>/<course>/ with course.yaml, questions.yaml, lessons and pictures.
import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import type { z } from 'zod'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { findPictureFaults } from '#app/lesson/picture.ts'
import { readYaml } from '#app/lesson/read-yaml.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import { toQuestion, courseFile, type CourseFile, findQuestionFault, type Question, questionFile, questionKinds } from './course-files.ts'
import { type Tier, tiers } from './tiers.ts'
import { present } from '#app/present.ts'

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

/** The content of the folder: the valid courses, and all problems of the others. */
export interface Catalogue {
  files: number
  courses: Course[]
  problems: FileProblem[]
  /** Warnings for authors, in valid courses. */
  remarks: FileProblem[]
}

/** A question bank of five hundred questions takes half of it. */
const maxFileBytes = 250_000

/** Reads and checks the whole folder; lessons are compiled to find unsafe content. */
export async function readCatalogue(folder: string): Promise<Catalogue> {
  const catalogue = emptyCatalogue()
  for (const name of await foldersIn(folder)) {
    const tier = tiers.find((one) => one === name)
    const courses = await foldersIn(join(folder, name))
    if (tier) for (const course of courses) await readCourse(folder, tier, course, catalogue)
    else if (courses.length > 0)
      catalogue.problems.push({ file: name, line: 1, column: 1, reason: `文件夹“${name}”不是层次。层次有：${tiers.join('、')}。` })
  }
  return catalogue
}

/** Reads one tier of the folder, or one course of it, with the same checks. */
export async function readCataloguePart(folder: string, tier: Tier, slug?: string): Promise<Catalogue> {
  const catalogue = emptyCatalogue()
  for (const course of slug === undefined ? await foldersIn(join(folder, tier)) : [slug]) await readCourse(folder, tier, course, catalogue)
  return catalogue
}

const emptyCatalogue = (): Catalogue => ({ files: 0, courses: [], problems: [], remarks: [] })
const foldersIn = async (folder: string) =>
  (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => name)

async function readCourse(root: string, tier: Tier, slug: string, catalogue: Catalogue) {
  const folder = join(root, tier, slug)
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  catalogue.files += names.length
  const before = catalogue.problems.length
  const tell = (file: string, reason: string, line = 1, column = 1) =>
    void catalogue.problems.push({ file: relative(root, join(folder, file)), line, column, reason })
  /** Reads a file that lies in the folder itself, not behind a link. Returns null, and reports a problem, if it cannot be read as text. */
  const read = async (name: string): Promise<string | null> => {
    const path = join(folder, name)
    const about = await lstat(path)
    if (!about.isFile()) return (tell(name, '这里要放文件，不能是文件夹或快捷方式。'), null)
    if (about.size > maxFileBytes)
      return (tell(name, `文件太大：${Math.round(about.size / 1000)} kB，最多 ${maxFileBytes / 1000} kB。`), null)
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
    } catch {
      return (tell(name, '文件不是 UTF-8 编码，请另存为 UTF-8。'), null)
    }
  }
  const readYamlFile = async <S extends z.ZodType>(name: string, schema: S, is: string) => {
    if (!names.includes(name)) return (tell(name, `少了 ${name}（${is}）。`), null)
    const text = await read(name)
    return text === null ? null : readYaml(text, schema, (reason, line, column) => tell(name, reason, line, column))
  }
  if (!/^[a-z0-9-]+$/.test(slug)) tell('', '课程文件夹的名字只能用小写字母、数字和 -。')
  for (const name of names)
    if (!/^(course\.yaml|questions\.yaml|[a-z0-9-]+\.(mdx|svg))$/.test(name))
      tell(name, '课程文件夹里只能放 course.yaml、questions.yaml、.mdx 课文和 .svg 图，名字用小写字母、数字和 -。')

  const course = await readYamlFile('course.yaml', courseFile, '课程的安排')
  const bank = await readYamlFile('questions.yaml', questionFile.array(), '题库')
  const pictures: Record<string, string> = {}
  for (const name of names.filter((one) => extname(one) === '.svg')) {
    const picture = await read(name)
    if (picture === null) continue
    pictures[name] = picture
    for (const { line, column, reason } of findPictureFaults(picture)) tell(name, reason, line, column)
  }
  const lessons: Course['lessons'] = []
  for (const name of names.filter((one) => extname(one) === '.mdx')) {
    const source = await read(name)
    if (source === null) continue
    try {
      const {
        lesson: { frontMatter, html, sections },
        remarks,
      } = await checkLesson(source)
      for (const { line, column, reason } of remarks)
        catalogue.remarks.push({ file: relative(root, join(folder, name)), line, column, reason })
      if (sections.length === 0) tell(name, '课文里没有小节：至少要有一个 ## 标题。')
      for (const [, picture = ''] of html.matchAll(/<img[^>]*src="([^"]+)"/g))
        if (!names.includes(picture)) tell(name, `课文用的图“${picture}”不在文件夹里。`, findLine(source, picture))
      lessons.push({
        slug: name.replace(/\.mdx$/, ''),
        title: frontMatter.title,
        summary: frontMatter.summary,
        minutes: frontMatter.minutes,
        source,
      })
    } catch (fault) {
      if (!(fault instanceof UnsafeLesson)) throw fault
      for (const { line, column, reason } of fault.problems) tell(name, reason, line, column)
    }
  }
  if (!course || !bank) return

  course.data.lessons.forEach((lesson, i) => {
    if (!names.includes(`${lesson}.mdx`)) course.reportAt(['lessons', i], `这一课没有课文 ${lesson}.mdx。`)
  })
  for (const lesson of findRepeated(course.data.lessons)) course.reportAt(['lessons'], `“${lesson}”列了两次。`)
  for (const { slug: extra } of lessons)
    if (!course.data.lessons.includes(extra)) course.reportAt(['lessons'], `课文 ${extra}.mdx 没有列在这里。`)

  const questions = bank.data.map(toQuestion)
  const twice = findRepeated(questions.map(({ id }) => id))
  questions.forEach((question, i) => {
    const fault = findQuestionFault(question)
    if (fault) bank.reportAt([i], fault)
    if (!course.data.lessons.includes(question.lesson))
      bank.reportAt([i, 'lesson'], `试题 ${question.id} 的 lesson“${question.lesson}”不是这门课的课。`)
    if (twice.includes(question.id)) bank.reportAt([i, 'id'], `试题的 id“${question.id}”用了两次。`)
  })
  for (const kind of questionKinds) {
    const there = questions.filter((question) => question.kind === kind).length
    if (there < course.data.exam[kind])
      course.reportAt(['exam', kind], `考试要抽 ${course.data.exam[kind]} 道 ${kind} 题，题库里只有 ${there} 道。`)
  }
  if (catalogue.problems.length > before) return
  const ordered = course.data.lessons.map((name) =>
    present(
      lessons.find((lesson) => lesson.slug === name),
      `lesson ${name}`,
    ),
  )
  const content = { ...course.data, slug, tier, lessons: ordered, questions, pictures }
  catalogue.courses.push({ ...content, contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex') })
}

const findRepeated = (ids: string[]) => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]
const findLine = (text: string, found: string) => text.slice(0, Math.max(0, text.indexOf(found))).split('\n').length
