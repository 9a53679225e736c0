// Reads the folder of courses: content/<tier>/<course>/ with course.yaml, questions.yaml, lessons and pictures.
import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkCourseFiles, type Course, type FileProblem, findFileFault } from './course-check.server.ts'
import type { Finding } from '#app/lesson/reading-check/reading-check.ts'
import { checkCourseReading, type ReadingFacts } from './reading.server.ts'
import { type Tier, tiers } from './tiers.ts'

/** The content of the folder: the valid courses, and all problems of the others. */
export interface Catalogue {
  files: number
  courses: Course[]
  problems: FileProblem[]
  /** Warnings for authors, in valid courses. */
  remarks: FileProblem[]
  /** What the reading check found, file by file, also in lessons that do not compile. */
  findings: Finding[]
}

/** Reads and checks the whole folder. */
export async function readCatalogue(folder: string, facts: ReadingFacts = {}): Promise<Catalogue> {
  const catalogue = emptyCatalogue()
  for (const name of await foldersIn(folder)) {
    const tier = tiers.find((one) => one === name)
    const courses = await foldersIn(join(folder, name))
    if (tier) for (const course of courses) await readCourse(folder, tier, course, catalogue, facts)
    else if (courses.length > 0)
      catalogue.problems.push({ file: name, line: 1, column: 1, reason: `文件夹“${name}”不是层次。层次有：${tiers.join('、')}。` })
  }
  return catalogue
}

/** Reads one tier of the folder, or one course of it, with the same checks. */
export async function readCataloguePart(folder: string, tier: Tier, slug?: string, facts: ReadingFacts = {}): Promise<Catalogue> {
  const catalogue = emptyCatalogue()
  const slugs = slug === undefined ? await foldersIn(join(folder, tier)) : [slug]
  for (const course of slugs) await readCourse(folder, tier, course, catalogue, facts)
  return catalogue
}

const emptyCatalogue = (): Catalogue => ({ files: 0, courses: [], problems: [], remarks: [], findings: [] })
const foldersIn = async (folder: string) =>
  (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => name)

/** Reads a folder that lies under no tier, such as one that a document became: with the limits for villagers, which are the strictest. */
export async function readLooseCourse(folder: string, facts: ReadingFacts = {}): Promise<Catalogue> {
  const catalogue = emptyCatalogue()
  await readCourse(dirname(folder), 'entrepreneur', basename(folder), catalogue, facts, '')
  return catalogue
}

/** Whether a folder holds a course, or lessons that are to become one. */
export const holdsLessons = async (folder: string) =>
  (await readdir(folder)).some((name) => name === 'course.yaml' || name.endsWith('.mdx'))

async function readCourse(root: string, tier: Tier, slug: string, catalogue: Catalogue, facts: ReadingFacts, above: string = tier) {
  const { files, problems } = await readCourseFolder(join(root, above, slug))
  const checked = await checkCourseFiles(files, { tier, slug })
  const inFolder = <T extends FileProblem>(problem: T): T => ({ ...problem, file: join(above, slug, problem.file) })
  catalogue.files += files.size
  catalogue.problems.push(...[...problems, ...checked.problems].map(inFolder))
  catalogue.remarks.push(...checked.remarks.map(inFolder))
  catalogue.findings.push(...checkCourseReading(files, { tier }, facts).map(inFolder))
  if (checked.course) catalogue.courses.push(checked.course)
}

/**
 * Reads the files of a course's folder that lie in it themselves, not behind a link, and whose size is allowed. What is not read is null,
 * with the reason among the problems.
 */
export async function readCourseFolder(folder: string): Promise<{ files: Map<string, Buffer | null>; problems: FileProblem[] }> {
  const files = new Map<string, Buffer | null>()
  const problems: FileProblem[] = []
  for (const name of (await readdir(folder)).filter((one) => !one.startsWith('.')).sort()) {
    const path = join(folder, name)
    const about = await lstat(path)
    const fault = about.isFile() ? findFileFault(name, about.size) : '这里要放文件，不能是文件夹或快捷方式。'
    if (fault) problems.push({ file: name, line: 1, column: 1, reason: fault })
    files.set(name, fault ? null : await readFile(path))
  }
  return { files, problems }
}
