// Checks the files of one course, wherever they come from: a folder, an archive, or the database.
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { z } from 'zod'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { findPictureFaults } from '#app/lesson/picture.ts'
import { findLessonFiles } from '#app/lesson/lesson-files.ts'
import { findLessonFaults } from '#app/lesson/lesson-faults.ts'
import { findPlaceholders } from '#app/lesson/placeholders.ts'
import { readYaml } from '#app/lesson/read-yaml.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import { checkMediaFile, type CourseMedia, courseMediaKindOf } from '#app/media/course-media.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { UnfitMedia } from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { decodeAs } from '#app/text/encodings.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { firstBankFile, isBankFile, listBankFiles, maxBankQuestions } from './bank-files.ts'
import {
  type CourseFile,
  courseFile,
  findPictureFault,
  findQuestionFault,
  type Question,
  questionFile,
  questionKinds,
  shortestExplanation,
  toQuestion,
} from './course-files.ts'
import { courseLabels, questionLabels } from './field-labels.ts'
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

/** A lesson takes a tenth of it; a bank that is larger lies in several files. */
const maxTextBytes = 250_000

/** Returns what is wrong with a file's name or its size in bytes, before it is read; null if nothing is. */
export function findFileFault(name: string, size: number): string | null {
  const media = /^[a-z0-9-]+\.[a-z0-9]+$/.test(name) ? courseMediaKindOf(name) : null
  if (!media && !/^(course\.yaml|[a-z0-9-]+\.(mdx|svg))$/.test(name) && !isBankFile(name))
    return '课程文件夹里只能放 course.yaml、questions.yaml（放不下再有 questions-2.yaml 等）、.mdx 课文、.svg 图、照片（jpg、png、webp）、声音（m4a、mp3、ogg）、视频（mp4）和 PDF，名字用小写字母、数字和 -。'
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
  const plan = readPlan(check, sound)
  const pictures = readPictures(check, sound)
  const media = await readMediaFiles(check, sound)
  const { lessons, used } = await readLessons(check, sound)
  for (const { picture } of plan.bank?.questions ?? []) if (picture !== undefined) used.add(picture)
  for (const name of [...Object.keys(pictures), ...media.keys(), ...stored.keys()])
    if (!used.has(name))
      remarks.push({ file: name, line: 1, column: 1, reason: '没有一课用到这个文件，也没有一道题用到。不用就删掉，免得占地方。' })
  const { course, questions } = checkPlan(check, plan, lessons)
  if (!course || !questions || problems.length > 0 || [...files.values()].includes(null)) return { course: null, problems, remarks, media }
  const ordered = course.lessons.map((name) =>
    present(
      lessons.find((lesson) => lesson.slug === name),
      `lesson ${name}`,
    ),
  )
  const hashes = Object.fromEntries(
    [...[...media].map(([name, { bytes }]) => [name, hashBytes(bytes)] as const), ...stored].sort(([one], [other]) =>
      one < other ? -1 : 1,
    ),
  )
  // A course without media is the same text, with the same hash, as before there were any.
  const content = {
    ...course,
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

/**
 * Checks course.yaml and the bank of questions, which name each other and the lessons, without compiling one. What they say is null as long as
 * it cannot be read. `lessons`: the names of the files without `.mdx`; `pictures`: those of the pictures.
 */
export function checkCoursePlan(texts: ReadonlyMap<string, string>, lessons: readonly string[], pictures: Iterable<string>) {
  const problems: FileProblem[] = []
  const tell = (file: string, reason: string, line = 1, column = 1) => void problems.push({ file, line, column, reason })
  const sound = new Map([...texts].map(([name, text]) => [name, Buffer.from(text)] as const))
  const others = [...lessons.map((slug) => `${slug}.mdx`), ...pictures]
  const files = new Map<string, Buffer | null>([...sound, ...others.map((name) => [name, null] as const)])
  const check: Check = { files, stored: noneStored, problems, remarks: [], tell }
  for (const [name, { length }] of sound) {
    const fault = findFileFault(name, length)
    if (fault === null) continue
    tell(name, fault)
    sound.delete(name)
  }
  const named = lessons.map((slug) => ({ slug }))
  return { ...checkPlan(check, readPlan(check, sound), named), problems }
}

const readPlan = (check: Check, sound: Sound) => ({
  course: readYamlFile(check, sound, 'course.yaml', courseFile, { is: '课程的安排', labels: courseLabels, each: { lessons: '课' } }),
  bank: readBank(check, sound),
})

/** The questions of all files of the bank, each with where faults of it are reported. */
interface ReadBank {
  questions: Question[]
  reportAt(nth: number, path: (string | number)[], reason: string): void
}

/** Null if one of the files cannot be read. */
function readBank(check: Check, sound: Sound): ReadBank | null {
  const names = new Set([firstBankFile, ...listBankFiles(check.files.keys())])
  const naming = { is: '题库', labels: questionLabels, each: { '': '题', options: '个', correct: '个', tags: '个' } }
  const parts = [...names].map((name) => readYamlFile(check, sound, name, questionFile.array(), naming))
  const places = parts.flatMap((part) => (part ? part.data.map((question, nth) => ({ part, nth, question: toQuestion(question) })) : []))
  if (parts.includes(null)) return null
  return {
    questions: places.map(({ question }) => question),
    reportAt: (nth, path, reason) => void places[nth]?.part.reportAt([places[nth].nth, ...path], reason),
  }
}

/** Checks what course.yaml and the bank of questions say of each other and of the lessons. Returns it, null as far as it could not be read. */
function checkPlan(check: Check, { course, bank }: ReturnType<typeof readPlan>, lessons: readonly { slug: string }[]) {
  if (course) checkLessonList(check, course, lessons)
  if (course && bank) checkQuestions(check, course, bank)
  return { course: course?.data ?? null, questions: bank && bank.questions }
}

type Sound = ReadonlyMap<string, Buffer>

function readText({ tell }: Check, sound: Sound, name: string): string | null {
  const bytes = sound.get(name)
  if (!bytes) return null
  const text = decodeAs('utf-8', bytes)
  if (text === null) tell(name, '文件不是 UTF-8 编码，请另存为 UTF-8。')
  return text
}

interface Naming {
  /** What the file is. */
  is: string
  /** What its fields are called, and what one of a list. */
  labels: Record<string, string>
  each: Record<string, string>
}

function readYamlFile<S extends z.ZodType>(check: Check, sound: Sound, name: string, schema: S, { is, ...naming }: Naming) {
  if (!check.files.has(name)) return (check.tell(name, `少了 ${name}（${is}）。`), null)
  const text = readText(check, sound, name)
  if (name === 'course.yaml') for (const { line, reason } of findPlaceholders(text ?? '')) check.tell(name, reason, line)
  return text === null ? null : readYaml(text, schema, (reason, line, column) => check.tell(name, reason, line, column), naming)
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
      const { frontMatter, html } = lesson
      for (const { line, column, reason } of noted) remarks.push({ file: name, line, column, reason })
      const faults = findLessonFaults(source, lesson, (file) => files.has(file) || stored.has(file))
      for (const { line, reason } of faults) tell(name, reason, line)
      for (const { name: file } of findLessonFiles(html)) used.add(file)
      const { title, summary, minutes } = frontMatter
      lessons.push({ slug: name.replace(/\.mdx$/, ''), title, summary, minutes, source })
    } catch (fault) {
      if (!(fault instanceof UnsafeLesson)) throw fault
      for (const { line, column, reason } of fault.problems) tell(name, reason, line, column)
    }
  }
  return { lessons, used }
}

function checkLessonList({ files }: Pick<Check, 'files'>, course: ReadYaml<CourseFile>, lessons: readonly { slug: string }[]) {
  course.data.lessons.forEach((lesson, i) => {
    if (!files.has(`${lesson}.mdx`)) course.reportAt(['lessons', i], `这一课没有课文 ${lesson}.mdx。`)
  })
  for (const lesson of findRepeated(course.data.lessons)) course.reportAt(['lessons'], `“${lesson}”列了两次。`)
  for (const { slug: extra } of lessons)
    if (!course.data.lessons.includes(extra)) course.reportAt(['lessons'], `课文 ${extra}.mdx 没有列在这里。`)
}

function checkQuestions({ files, stored, remarks, tell }: Check, course: ReadYaml<CourseFile>, bank: ReadBank) {
  const { questions } = bank
  const twice = findRepeated(questions.map(({ id }) => id))
  const lessons = new Set(course.data.lessons)
  questions.forEach((question, i) => {
    const fault = findQuestionFault(question)
    if (fault) bank.reportAt(i, [], fault)
    const pictureFault = findPictureFault(question, (name) => files.has(name) || stored.has(name))
    if (pictureFault) bank.reportAt(i, [question.picture === undefined ? 'alt' : 'picture'], pictureFault)
    if (!lessons.has(question.lesson))
      bank.reportAt(i, ['lesson'], `试题 ${question.id} 的“${questionLabels.lesson}”写了“${question.lesson}”，这门课没有这一课。`)
    if (twice.has(question.id)) bank.reportAt(i, ['id'], `试题的${questionLabels.id}“${question.id}”用了两次。`)
  })
  if (questions.length > maxBankQuestions)
    tell(firstBankFile, `题库有 ${questions.length} 道题，一门课最多 ${maxBankQuestions} 道。请分成几门课。`)
  const unexplained = questions.filter(({ explanation }) => explanation.trim().length < shortestExplanation)
  if (unexplained.length > 0) {
    const some = unexplained.slice(0, 5).map(({ id }) => id).join('、') // prettier-ignore
    const reason = `有 ${unexplained.length} 道题没有解释（${some}${unexplained.length > 5 ? ' 等' : ''}），答错的人看不到为什么。`
    remarks.push({ file: firstBankFile, line: 1, column: 1, reason })
  }
  for (const kind of questionKinds) {
    const there = questions.filter((question) => question.kind === kind).length
    if (there < course.data.exam[kind])
      course.reportAt(['exam', kind], `考试要抽 ${course.data.exam[kind]} 道${kindLabels[kind]}，题库里只有 ${there} 道。`)
  }
}

function findRepeated(ids: readonly string[]): Set<string> {
  const seen = new Set<string>()
  return new Set(ids.filter((id) => seen.size === seen.add(id).size))
}
