// Commands for courses that leave the studio and come back.
import { createWriteStream } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  exportVersion,
  findVersionToExport,
  type ImportedCourse,
  importCourses,
  readCoursesAt,
  courseZip,
  writeCourseFolder,
} from '#app/modules/studio/studio.server.ts'
import { flushAccessRecords } from '#app/modules/access-log/access-log.server.ts'
import { Refusal } from '#app/refusal.ts'
import { type CommandOutput, operatorViewer, withCourses, withSite } from './answer.ts'

/** All courses of a county with their videos. */
const maxZipBytes = 300_000_000

const kindOf = async (path: string) => {
  const about = await stat(path).catch(() => null)
  return about?.isDirectory() ? 'folder' : about?.isFile() ? 'file' : null
}

/** The number of a version as it was typed. Throws 422. */
function parseOrdinal(typed: string | undefined): number | null {
  if (typed === undefined) return null
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw new Refusal(422, `--version 要写第几版，是一个整数，不能是“${typed}”。`)
  return Number(typed)
}

export const exportCourse = (course: string, path: string, { version }: { version?: string }) =>
  withCourses(async (site): Promise<CommandOutput> => {
    const slug = course.replace(/^.*\//, '')
    const versionId = await findVersionToExport(site, operatorViewer, { slug, ordinal: parseOrdinal(version) })
    const leaving = await exportVersion(site, operatorViewer, versionId)
    const { tier, ordinal, used, unused } = leaving
    const target = /\.zip$/i.test(path) ? await writeZip(resolve(path), leaving) : await writeCourseFolder(resolve(path), leaving)
    await flushAccessRecords(site)
    return {
      json: { course: `${tier}/${slug}`, version: ordinal, path: target, files: used, left: unused },
      lines: [
        `${tier}/${slug} 第 ${ordinal} 版写在 ${target}，${used.length} 个文件。`,
        ...(unused.length > 0 ? [`没有一课用到，留下没有带的 ${unused.length} 个：${unused.join('、')}。`] : []),
      ],
    }
  })

async function writeZip(file: string, leaving: Parameters<typeof courseZip.writeCourseZip>[0]): Promise<string> {
  if (await kindOf(file)) throw new Refusal(409, `${file} 已经存在，没有覆盖。请换一个文件名。`)
  if ((await kindOf(dirname(file))) !== 'folder') throw new Refusal(422, `没有 ${dirname(file)} 这个文件夹。请先建好，或换一个地方。`)
  try {
    await pipeline(Readable.from(courseZip.writeCourseZip(leaving)), createWriteStream(file, { flags: 'wx' }))
  } catch (fault) {
    await rm(file, { force: true }) // half a ZIP is none
    throw fault
  }
  return file
}

/** Reads the courses of a folder or a ZIP. Throws 404 or 422. */
async function readComing(path: string) {
  const kind = await kindOf(path)
  if (!kind) throw new Refusal(404, `没有这个文件或文件夹：${path}`)
  if (kind === 'folder') return readCoursesAt(path)
  if ((await stat(path)).size > maxZipBytes) throw new Refusal(422, `${path} 太大，最多 ${maxZipBytes / 1e6} MB。请一门课打一个包。`)
  return courseZip.readCourseZip(await readFile(path), path)
}

export const importCourseFiles = (given: string, { dryRun = false }: { dryRun?: boolean }) =>
  withSite(async (site): Promise<CommandOutput> => {
    const path = resolve(given)
    const coming = await readComing(path)
    if (coming.length === 0)
      throw new Refusal(
        422,
        `${path} 里没有课程。请给一门课的文件夹（里面有 course.yaml）、一个层次的文件夹、像 content 那样的文件夹，或它们的 ZIP。`,
      )
    const courses = await importCourses(site, coming, { isTried: dryRun, origin: 'imported', actor: operatorViewer.accountId })
    return {
      json: {
        dryRun,
        courses: courses.map(({ tier, slug, outcome, ordinal, problems }) => ({
          course: nameOf({ tier, slug }),
          outcome,
          version: ordinal,
          problems,
        })),
      },
      lines: courses.flatMap((course) => outcomeLines[course.outcome](course, dryRun)),
      exitCode: courses.some(({ outcome }) => outcome === 'invalid') ? 1 : 0,
    }
  })

const nameOf = ({ tier, slug }: Pick<ImportedCourse, 'tier' | 'slug'>) => (tier ? `${tier}/${slug}` : slug)

const outcomeLines: Record<ImportedCourse['outcome'], (course: ImportedCourse, isTried: boolean) => string[]> = {
  known: (course) => [`${nameOf(course)}：和${asVersion(course)}一样，没有什么要带进来。`],
  published: (course, isTried) => [
    isTried ? `${nameOf(course)}：会作为新的一版带进来，新班就学它。` : `${nameOf(course)}：带进来了，是${asVersion(course)}，新班就学它。`,
  ],
  waiting: (course, isTried) => [
    isTried
      ? `${nameOf(course)}：在工作室里改过，会作为新的一版草稿等人比较，不会覆盖。`
      : `${nameOf(course)}：在工作室里改过，没有覆盖；带进来的是${asVersion(course)}，是草稿。请在工作台的“课程”里比较，再决定用哪一版。`,
  ],
  invalid: (course) => [
    `${nameOf(course)}：没有带进来，有 ${course.problems.length} 处要改：`,
    ...course.problems.map(({ file, line, column, reason }) => `  ${file ? `${file}:${line}:${column} ` : ''}${reason}`),
  ],
}

const asVersion = ({ ordinal }: ImportedCourse) => (ordinal === null ? '' : `第 ${ordinal} 版`)
