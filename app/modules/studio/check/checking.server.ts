// Whether the files of a course are valid, found out beside the server: nobody waits for the compiler.
import { asBuffer } from '#app/media/bytes.ts'
import type { CheckedCourse } from '#app/modules/courses/courses.server.ts'
import type { Site } from '#app/site.ts'
import { type Limits, ThreadLimitReached } from '#app/threads/threads.server.ts'
import type { FilesToCheck } from './checking.task.ts'
import type { StudioVersion } from '../rights.server.ts'

/** For one course: what no course for a phone needs. */
export const limits = { pool: 'previews', seconds: 60, megabytes: 256 } as const satisfies Limits

const tooMuch: CheckedCourse = {
  course: null,
  problems: [{ file: '', line: 1, column: 1, reason: '这门课检查起来太费时间，没有查完。请把太长的课文分开，或少放几题。' }],
  remarks: [],
  media: new Map(),
}

const withLimits = (owner: string | undefined): Limits => ({ ...limits, ...(owner && { owner }) })

async function checkedWithinLimits<C extends Pick<CheckedCourse, 'course' | 'problems' | 'remarks'>>(
  checking: Promise<C>,
): Promise<C | typeof tooMuch> {
  try {
    return await checking
  } catch (fault) {
    if (fault instanceof ThreadLimitReached) return tooMuch
    throw fault
  }
}

/** Checks the files of a course in a thread, as `checkCourseFiles` does. What takes too much is a problem of the course. */
export async function checkFiles(site: Site, files: FilesToCheck, owner?: string): Promise<CheckedCourse> {
  const checked = await checkedWithinLimits(site.threads.run('studio.check', files, withLimits(owner)))
  return { ...checked, media: new Map([...checked.media].map(([name, media]) => [name, { ...media, bytes: asBuffer(media.bytes) }])) }
}

/**
 * What is wrong with the files of a version, and what its author should check; the thread reads them itself. The course itself, thousands of
 * questions perhaps, comes only if it is asked for.
 */
export const checkVersion = (
  site: Site,
  { id, course: { tier, slug } }: Pick<StudioVersion, 'id' | 'course'>,
  { owner, withCourse = false }: { owner?: string; withCourse?: boolean } = {},
): Promise<Pick<CheckedCourse, 'course' | 'problems' | 'remarks'>> =>
  checkedWithinLimits(
    site.threads.run('studio.checkVersion', { site: site.address(), versionId: id, tier, slug, withCourse }, withLimits(owner)),
  )
