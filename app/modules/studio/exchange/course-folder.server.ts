// Courses in folders, as `content/` holds them: read from a path that may be one course, a tier, or all; written as one course.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readCourseFolder } from '#app/modules/courses/courses.server.ts'
import { type Tier, tiers } from '#app/modules/courses/tiers.ts'
import { Refusal } from '#app/refusal.ts'
import type { ComingCourse } from './coming-course.ts'

const findTier = (folder: string): Tier | null => tiers.find((tier) => tier === basename(folder)) ?? null

/** Reads the courses at a path. Throws 422 if there is none. */
export async function readCoursesAt(path: string): Promise<ComingCourse[]> {
  const names = await readdir(path)
  if (names.includes('course.yaml')) return [await readCourse(path, findTier(dirname(path)))]
  const tier = findTier(path)
  const folders = tier ? [{ tier, path }] : tiers.flatMap((one) => (names.includes(one) ? [{ tier: one, path: join(path, one) }] : []))
  const courses: ComingCourse[] = []
  for (const folder of folders)
    for (const name of await listFolders(folder.path)) courses.push(await readCourse(join(folder.path, name), folder.tier))
  return courses
}

const listFolders = async (path: string) =>
  (await readdir(path, { withFileTypes: true }))
    .filter((one) => one.isDirectory() && !one.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()

const readCourse = async (path: string, tier: Tier | null): Promise<ComingCourse> => ({
  tier,
  slug: basename(path),
  ...(await readCourseFolder(path)),
})

/**
 * Writes a course under a folder as `content/` holds it, `<tier>/<course>/`; right into the folder if that is its name already. Refuses with
 * 409 if something is there. Returns the folder of the course.
 */
export async function writeCourseFolder(
  out: string,
  { tier, slug, bytes: files }: { tier: Tier; slug: string; bytes(): AsyncIterable<{ name: string; bytes: Buffer }> },
): Promise<string> {
  const isItself = basename(out) === slug && findTier(dirname(out)) === tier
  const folder = isItself ? out : join(out, tier, slug)
  const there = await readdir(folder).catch((fault: unknown) => {
    const { code } = fault as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw code === 'ENOTDIR' ? new Refusal(409, `${out} 是一个文件，没有写。请另给一个文件夹。`) : fault
  })
  if (there.length > 0) throw new Refusal(409, `${folder} 里已经有东西了，没有覆盖。请另给一个空的或新的文件夹。`)
  await mkdir(folder, { recursive: true })
  for await (const { name, bytes } of files()) await writeFile(join(folder, name), bytes, { flag: 'wx' })
  return folder
}
