// A course as a ZIP that `content/` can hold. What comes in is read with the limits of all files from outside; nothing of it is written to
// a disk, so names can lead nowhere.
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { courseMediaKindOf } from '#app/media/course-media.ts'
import { findFileFault } from '#app/modules/courses/courses.server.ts'
import { tiers } from '#app/modules/courses/tiers.ts'
import { Refusal } from '#app/refusal.ts'
import { FileBudget, maxInflatedBytes } from '#app/spreadsheet/budget.ts'
import { UnreadableFile } from '#app/spreadsheet/unreadable.ts'
import { openParts, type Parts } from '#app/spreadsheet/zip.server.ts'
import type { ComingCourse } from './coming-course.ts'

/** Files of all courses of a ZIP. */
const maxEntries = 2_000
/** Texts of all courses of a ZIP, in bytes: hundreds of lessons. */
const maxTextBytes = 30_000_000

const damaged = '这个 ZIP 坏了，或者里面有不该有的文件名（重名、指到文件夹外面）。请重新打包，再试一次。'
const sentences: Partial<Record<string, string>> = {
  empty: '这个文件是空的。请确认选对了文件，再试一次。',
  encrypted: '这个 ZIP 设了密码。请不设密码重新打包，再试一次。',
  bomb: '这个 ZIP 解开后大得不正常，没有打开。请只打包课程文件夹，再试一次。',
  'not-a-zip': '这个文件不是 ZIP。请给课程的 ZIP（在这里导出的，或者把课程文件夹打包）。',
  damaged,
}

/** 422: nothing was taken from this ZIP. */
class UnreadableZip extends Refusal {
  constructor(code: string) {
    const sentence = sentences[code] ?? damaged
    super(422, sentence, { file: [sentence] })
  }
}

/** Reads the courses of a ZIP. Throws 422 if it cannot be read or holds none. */
export async function readCourseZip(bytes: Buffer, fileName: string): Promise<ComingCourse[]> {
  if (bytes.length === 0) throw new UnreadableZip('empty')
  if (!bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) throw new UnreadableZip('not-a-zip')
  try {
    return await readCourses(await openParts(bytes, new FileBudget()), fileName)
  } catch (fault) {
    throw fault instanceof UnreadableFile ? Object.assign(new UnreadableZip(fault.code), { cause: fault }) : fault
  }
}

const folderOf = (name: string) => name.replace(/[^/]*$/, '').replace(/\/$/, '')
const lastOf = (name: string) => name.replace(/^.*\//, '')
const isTier = (name: string) => tiers.some((tier) => tier === name)

/** Folders themselves, and what systems put beside the files. */
const isOfTheSystem = (name: string) => name.endsWith('/') || name.split('/').some((part) => part.startsWith('.') || part === '__macosx')

function assertPlainNames(names: readonly string[]) {
  const isPlain = (name: string) =>
    name.split('/').every((part, at, all) => (part !== '' || at === all.length - 1) && part !== '..' && part !== '.')

  if (names.some((name) => !isPlain(name) || /[\x00-\x1f\\:]/.test(name))) throw new UnreadableZip('damaged')
}

/** A course lies in the folder that holds its course.yaml, or in a folder of a tier. */
function findRoots(names: readonly string[]): string[] {
  const withArrangement = names.filter((name) => lastOf(name) === 'course.yaml').map(folderOf)
  const inTiers = names.map(folderOf).filter((folder) => isTier(lastOf(folderOf(folder))))
  return [...new Set([...withArrangement, ...inTiers])].sort()
}

async function readCourses(parts: Parts, fileName: string): Promise<ComingCourse[]> {
  assertPlainNames(parts.names)
  const names = parts.names.filter((name) => !isOfTheSystem(name))
  const texts = names.filter((name) => !courseMediaKindOf(lastOf(name))).reduce((sum, name) => sum + parts.size(name), 0)
  if (names.length > maxEntries || parts.inflated > maxInflatedBytes || texts > maxTextBytes) throw new UnreadableZip('bomb')
  const courses: ComingCourse[] = []
  for (const root of findRoots(names)) courses.push(await readCourse(parts, names, root, fileName))
  return courses
}

async function readCourse(parts: Parts, names: readonly string[], root: string, fileName: string): Promise<ComingCourse> {
  const slug = root === '' ? lastOf(fileName.replaceAll('\\', '/')).replace(/\.zip$/i, '') : lastOf(root)
  const tier = tiers.find((one) => one === lastOf(folderOf(root))) ?? null
  const course: ComingCourse = { tier, slug, files: new Map(), problems: [] }
  const inside = root === '' ? names : names.filter((name) => name.startsWith(`${root}/`))
  for (const path of inside) {
    const name = root === '' ? path : path.slice(root.length + 1)
    const fault = name.includes('/') ? '这里要放文件，不能是文件夹或快捷方式。' : findFileFault(name, parts.size(path))
    if (fault) course.problems.push({ file: name, line: 1, column: 1, reason: fault })
    course.files.set(name, fault ? null : await inflate(parts, path))
  }
  return course
}

async function inflate(parts: Parts, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of parts.chunks(name)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface Leaving {
  tier: string
  slug: string
  at: Date
  bytes(): AsyncIterable<{ name: string; bytes: Buffer }>
}

/** Writes a course as a ZIP, piece by piece: the same version gives the same bytes. Media are compressed already. */
export async function* writeCourseZip({ tier, slug, at, bytes: files }: Leaving): AsyncGenerator<Uint8Array, void, void> {
  const chunks: Uint8Array[] = []
  const zip = new Zip((fault, chunk) => {
    if (fault) throw fault
    chunks.push(chunk)
  })
  for await (const { name, bytes } of files()) {
    const path = `${tier}/${slug}/${name}`
    const entry = courseMediaKindOf(name) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    entry.mtime = at
    zip.add(entry)
    entry.push(bytes, true)
    yield* chunks.splice(0)
  }
  zip.end()
  yield* chunks.splice(0)
}
