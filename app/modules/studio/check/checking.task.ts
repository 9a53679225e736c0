// Checks the files of a course in a thread: its lessons are compiled, which takes up to seconds.
import { asBuffer } from '#app/media/bytes.ts'
import { checkCourseFiles, type CheckedCourse, type Tier } from '#app/modules/courses/courses.server.ts'
import type { SiteAddress } from '#app/site.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import { loadTexts } from '../files.server.ts'

export interface FilesToCheck {
  /** As bytes; null for one that could not be read. */
  files: ReadonlyMap<string, Uint8Array | null>
  tier: Tier
  slug: string
  /** Media that were checked when they were stored, with their hashes. */
  stored?: ReadonlyMap<string, string>
}

/** What is found, as `checkCourseFiles` finds it; bytes arrive at the other side of the thread as plain arrays. */
export const checkFilesTask = ({ files, ...course }: FilesToCheck): Promise<CheckedCourse> =>
  checkCourseFiles(new Map([...files].map(([name, bytes]) => [name, bytes && asBuffer(bytes)])), course)

export interface VersionToCheck {
  site: SiteAddress
  versionId: string
  tier: Tier
  slug: string
  /** Whether the course is wanted, too. */
  withCourse: boolean
}

/** The same for a version that is stored. */
export const checkVersionTask = ({ site: address, versionId, tier, slug, withCourse }: VersionToCheck) =>
  withThreadSite(address, async ({ read }) => {
    const { texts, stored } = await loadTexts(read, versionId)
    const { course, problems, remarks } = await checkCourseFiles(texts, { tier, slug, stored })
    return { course: withCourse ? course : null, problems, remarks }
  })
