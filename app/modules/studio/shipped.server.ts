// The courses that come with a release: each is the first version of its course in the studio. Nothing that was changed in the studio is
// overwritten: what a release brings then waits beside it, as a version to compare.
import { and, eq } from 'drizzle-orm'
import { type CourseFiles, checkCourseFiles, offerCourse, readCourseFolders, type Tier } from '#app/modules/courses/courses.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceBySystem } from '#app/workflow/kernel.server.ts'
import { studioVersions } from '#db/schema/studio.ts'
import { workflows } from '#db/views/workflow.ts'
import { hashFiles } from './files.server.ts'
import { offer } from './life-cycle.server.ts'
import { versionWorkflow } from './studio.workflow.ts'
import { isPublished } from './version.states.ts'
import { findByFilesHash, findCourse, insertCourse, insertVersion, toBegunFiles } from './versions.server.ts'

export interface ImportedCourse {
  tier: Tier
  slug: string
  /** `published`: new classes get it. `waiting`: the studio has changed the course, so it waits as a version to compare. */
  outcome: 'known' | 'published' | 'waiting' | 'invalid'
  problems: { file: string; line: number; column: number; reason: string }[]
}

interface Folder {
  tier: Tier
  slug: string
  files: CourseFiles
}

/**
 * Takes the courses of a folder into the studio. A course that is new, or that the studio never changed, is published as its next version; of
 * one that it did change, what comes waits as a draft. What came before comes not again. `isTried`: only tells what would happen.
 */
export async function importCourses(site: Site, folders: readonly Folder[], { isTried = false } = {}): Promise<ImportedCourse[]> {
  const imported: ImportedCourse[] = []
  for (const { tier, slug, files } of folders) imported.push({ tier, slug, ...(await importCourse(site, { tier, slug, files }, isTried)) })
  return imported
}

/** Takes what `content/` ships, at each start; cheap if nothing changed. */
export const importShipped = async (site: Site) => importCourses(site, await readCourseFolders(site.contentFolder))

async function importCourse(
  site: Site,
  { tier, slug, files }: Folder,
  isTried: boolean,
): Promise<Pick<ImportedCourse, 'outcome' | 'problems'>> {
  const known = await findCourse(site.read, slug)
  if (known && (await findByFilesHash(site.read, known.id, files))) return { outcome: 'known', problems: [] }
  const { course, problems, media } = await checkCourseFiles(files, { tier, slug })
  if (!course) return { outcome: 'invalid', problems }
  const isFree = !known || (await isUnchanged(site.read, known.id))
  if (isTried) return { outcome: isFree ? 'published' : 'waiting', problems: [] }
  return site.write('system', 'take a course of the release', async (tx) => {
    const courseId = known?.id ?? (await insertCourse(tx, { slug, tier }))
    const id = await insertVersion(tx, {
      courseId,
      origin: 'shipped',
      files: await toBegunFiles(tx, files, media),
      filesHash: hashFiles(files),
    })
    if (!(await isUnchanged(tx, courseId, id))) return { outcome: 'waiting', problems: [] }
    await advanceBySystem(tx, versionWorkflow, { id, event: { type: 'SHIP' } })
    await offer(tx, { id, course: { id: courseId, slug, tier } }, await offerCourse(tx, course))
    return { outcome: 'published', problems: [] }
  })
}

/** Whether what is published of a course came with a release, and nobody wrote another version. */
async function isUnchanged(read: Pick<Tx, 'select'>, courseId: string, except?: string): Promise<boolean> {
  const versions = await read
    .select({ id: studioVersions.id, origin: studioVersions.origin, state: workflows.state })
    .from(studioVersions)
    .innerJoin(workflows, and(eq(workflows.id, studioVersions.id)))
    .where(eq(studioVersions.courseId, courseId))
  const others = versions.filter(({ id }) => id !== except)
  return others.every(({ origin }) => origin === 'shipped') && (others.length === 0 || others.some(({ state }) => isPublished(state)))
}
