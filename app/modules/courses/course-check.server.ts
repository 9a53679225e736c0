// Checks the files of one course, wherever they come from: a folder, an archive, or the database.
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { z } from 'zod'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { findPictureFaults } from '#app/lesson/picture.ts'
import { findLessonFiles } from '#app/lesson/lesson-files.ts'
import { readYaml } from '#app/lesson/read-yaml.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import { checkMediaFile, type CourseMedia, courseMediaKindOf } from '#app/media/course-media.ts'
import { hashMedia, UnfitMedia } from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { type CourseFile, courseFile, findQuestionFault, type Question, questionFile, questionKinds, toQuestion } from './course-files.ts'
import type { Tier } from './tiers.ts'

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
  /** The hashes of photographs, sounds and videos by file name; left out if there are none. Their bytes are in media. */
  media?: Record<string, string>
  contentHash: string
}

/** The files of a course by name. Null for one that is there but could not be read: whoever gives the files reports why. */
export type CourseFiles = ReadonlyMap<string, Buffer | null>

export interface CheckedCourse {
  /** Null unless all files are valid. */
  course: Course | null
  /** Each with the name of its file; an empty name for the folder itself. */
  problems: FileProblem[]
  /** Warnings for authors, in what is valid. */
  remarks: FileProblem[]
  /** The valid photographs, sounds and videos, by file name. */
  media: Map<string, CourseMedia>
}

/** A question bank of five hundred questions takes half of it. */
const maxTextBytes = 250_000

/** Returns what is wrong with a file's name or its size in bytes, before it is read; null if nothing is. */
export function findFileFault(name: string, size: number): string | null {
  const media = /^[a-z0-9-]+\.[a-z0-9]+$/.test(name) ? courseMediaKindOf(name) : null
  if (!media && !/^(course\.yaml|questions\.yaml|[a-z0-9-]+\.(mdx|svg))$/.test(name))
    return '课程文件夹里只能放 course.yaml、questions.yaml、.mdx 课文、.svg 图、照片（jpg、png、webp）、声音（m4a、mp3、ogg）和视频（mp4），名字用小写字母、数字和 -。'
  const most = media?.maxBytes ?? maxTextBytes
  return size > most ? `文件太大：${Math.round(size / 1000)} kB，最多 ${most / 1000} kB。` : null
}

interface Check {
  files: CourseFiles
  /** Media that are stored already, by name, with their hashes. */
  stored: ReadonlyMap<string, string>
  problems: FileProblem[]
  remarks: FileProblem[]
  tell(file: string, reason: string, line?: number, column?: number): void
}

const noneStored: ReadonlyMap<string, string> = new Map()

/** Checks a course; lessons are compiled to find unsafe content. `stored`: media that were checked when they were stored, with their hashes. */
export async function checkCourseFiles(
  files: CourseFiles,
  { tier, slug, stored = noneStored }: { tier: Tier; slug: string; stored?: ReadonlyMap<string, string> },
): Promise<CheckedCourse> {
  const [problems, remarks]: [FileProblem[], FileProblem[]] = [[], []]
  const tell = (file: string, reason: string, line = 1, column = 1) => void problems.push({ file, line, column, reason })
  const check: Check = { files, stored, problems, remarks, tell }
  if (!/^[a-z0-9-]+$/.test(slug)) tell('', '课程文件夹的名字只能用小写字母、数字和 -。')
  const sound = new Map<string, Buffer>()
  for (const [name, bytes] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const fault = bytes && findFileFault(name, bytes.length)
    if (fault) tell(name, fault)
    else if (bytes) sound.set(name, bytes)
  }
  const course = readYamlFile(check, sound, 'course.yaml', courseFile, '课程的安排')
  const bank = readYamlFile(check, sound, 'questions.yaml', questionFile.array(), '题库')
  const pictures = readPictures(check, sound)
  const media = await readMediaFiles(check, sound)
  const { lessons, used } = await readLessons(check, sound)
  for (const name of [...Object.keys(pictures), ...media.keys(), ...stored.keys()])
    if (!used.has(name)) remarks.push({ file: name, line: 1, column: 1, reason: '没有一课用到这个文件。不用就删掉，免得占地方。' })
  if (course) checkLessonList(check, course, lessons)
  const questions = (bank?.data ?? []).map(toQuestion)
  if (course && bank) checkQuestions(course, bank, questions)
  if (!course || !bank || problems.length > 0 || [...files.values()].includes(null)) return { course: null, problems, remarks, media }
  const ordered = course.data.lessons.map((name) =>
    present(
      lessons.find((lesson) => lesson.slug === name),
      `lesson ${name}`,
    ),
  )
  const hashes = Object.fromEntries(
    [...[...media].map(([name, { bytes }]) => [name, hashMedia(bytes)] as const), ...stored].sort(([one], [other]) =>
      one < other ? -1 : 1,
    ),
  )
  // A course without media is the same text, with the same hash, as before there were any.
  const content = {
    ...course.data,
    slug,
    tier,
    lessons: ordered,
    questions,
    pictures,
    ...(media.size + stored.size > 0 && { media: hashes }),
  }
  return {
    course: { ...content, contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex') },
    problems,
    remarks,
    media,
  }
}

type Sound = ReadonlyMap<string, Buffer>

function readText({ tell }: Check, sound: Sound, name: string): string | null {
  const bytes = sound.get(name)
  if (!bytes) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return (tell(name, '文件不是 UTF-8 编码，请另存为 UTF-8。'), null)
  }
}

function readYamlFile<S extends z.ZodType>(check: Check, sound: Sound, name: string, schema: S, is: string) {
  if (!check.files.has(name)) return (check.tell(name, `少了 ${name}（${is}）。`), null)
  const text = readText(check, sound, name)
  return text === null ? null : readYaml(text, schema, (reason, line, column) => check.tell(name, reason, line, column))
}
type ReadYaml<D> = { data: D; reportAt(path: (string | number)[], reason: string): void }

const namesWith = (sound: Sound, extension: string) => [...sound.keys()].filter((name) => extname(name) === extension)

function readPictures(check: Check, sound: Sound): Record<string, string> {
  const pictures: Record<string, string> = {}
  for (const name of namesWith(sound, '.svg')) {
    const picture = readText(check, sound, name)
    if (picture === null) continue
    pictures[name] = picture
    for (const { line, column, reason } of findPictureFaults(picture)) check.tell(name, reason, line, column)
  }
  return pictures
}

async function readMediaFiles({ tell }: Check, sound: Sound): Promise<Map<string, CourseMedia>> {
  const media = new Map<string, CourseMedia>()
  for (const [name, bytes] of sound) {
    try {
      const checked = await checkMediaFile(name, bytes)
      if (checked) media.set(name, checked)
    } catch (fault) {
      if (!(fault instanceof UnfitMedia)) throw fault
      tell(name, fault.message)
    }
  }
  return media
}

async function readLessons(check: Check, sound: Sound) {
  const { files, stored, remarks, tell } = check
  const lessons: Course['lessons'] = []
  const used = new Set<string>()
  for (const name of namesWith(sound, '.mdx')) {
    const source = readText(check, sound, name)
    if (source === null) continue
    try {
      const { lesson, remarks: noted } = await checkLesson(source)
      const { frontMatter, html, sections } = lesson
      for (const { line, column, reason } of noted) remarks.push({ file: name, line, column, reason })
      if (sections.length === 0) tell(name, '课文里没有小节：至少要有一个 ## 标题。')
      for (const { name: file, is } of findLessonFiles(html)) {
        used.add(file)
        if (!files.has(file) && !stored.has(file)) tell(name, `课文用的${is}“${file}”不在文件夹里。`, findLine(source, file))
      }
      const { title, summary, minutes } = frontMatter
      lessons.push({ slug: name.replace(/\.mdx$/, ''), title, summary, minutes, source })
    } catch (fault) {
      if (!(fault instanceof UnsafeLesson)) throw fault
      for (const { line, column, reason } of fault.problems) tell(name, reason, line, column)
    }
  }
  return { lessons, used }
}

function checkLessonList({ files }: Check, course: ReadYaml<CourseFile>, lessons: Course['lessons']) {
  course.data.lessons.forEach((lesson, i) => {
    if (!files.has(`${lesson}.mdx`)) course.reportAt(['lessons', i], `这一课没有课文 ${lesson}.mdx。`)
  })
  for (const lesson of findRepeated(course.data.lessons)) course.reportAt(['lessons'], `“${lesson}”列了两次。`)
  for (const { slug: extra } of lessons)
    if (!course.data.lessons.includes(extra)) course.reportAt(['lessons'], `课文 ${extra}.mdx 没有列在这里。`)
}

function checkQuestions(course: ReadYaml<CourseFile>, bank: ReadYaml<unknown>, questions: Question[]) {
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
}

const findRepeated = (ids: string[]) => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]
const findLine = (text: string, found: string) => text.slice(0, Math.max(0, text.indexOf(found))).split('\n').length
