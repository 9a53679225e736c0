// Courses that come from outside: with a release, or from an operator. Each is the first version of its course in the studio. Nothing that
// was changed in the studio is overwritten: what comes then waits beside it, as a version to compare.
import { eq } from 'drizzle-orm'
import { log } from '#app/log.server.ts'
import { type CheckedCourse, type FileProblem, offerCourse, type Tier } from '#app/modules/courses/courses.server.ts'
import { present } from '#app/present.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { advanceBySystem } from '#app/workflow/kernel.server.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { studioVersions } from '#db/schema/studio.ts'
import { workflows } from '#db/views/workflow.ts'
import type { ComingCourse } from './coming-course.ts'
import { readCoursesAt } from './course-folder.server.ts'
import { findSameVersion } from './export.server.ts'
import { checkFiles } from '../check/checking.server.ts'
import { hashFiles } from '../files.server.ts'
import { offer } from '../life-cycle.server.ts'
import { versionWorkflow } from '../studio.workflow.ts'
import { isPublished } from '../version.states.ts'
import { findByFilesHash, findCourse, insertCourse, insertVersion, toBegunFiles } from '../versions.server.ts'

export interface ImportedCourse {
  /** Null if nothing says for whom it is. */
  tier: Tier | null
  slug: string
  /** `published`: new classes get it. `waiting`: the studio has changed the course, so it waits as a version to compare. */
  outcome: 'known' | 'published' | 'waiting' | 'invalid'
  /** The number of its version; null if it is none. */
  ordinal: number | null
  problems: FileProblem[]
}

interface Manner {
  /** Only tells what would happen. */
  isTried?: boolean
  /** Who brings it. A release replaces only what releases brought; an operator also what was imported before. */
  origin?: 'shipped' | 'imported'
  /** Who is recorded as having done it. */
  actor?: string
  /** Whether the next course is taken; all of them by default. */
  goesOn?: () => boolean
}

/**
 * Takes courses from outside into the studio. A course that is new, or that the studio never changed, is published as its next version; of
 * one that it did change, what comes waits as a draft. What is a version already comes not again.
 */
export async function importCourses(site: Site, courses: readonly ComingCourse[], manner: Manner = {}): Promise<ImportedCourse[]> {
  const imported: ImportedCourse[] = []
  for (const course of courses) if (manner.goesOn?.() ?? true) imported.push(await importCourse(site, course, manner))
  return imported
}

/** Takes what `content/` ships, at each start; cheap if nothing changed. */
export const importShipped = async (site: Site, goesOn?: () => boolean) =>
  importCourses(site, await readCoursesAt(site.contentFolder), goesOn ? { goesOn } : {})

async function importCourse(site: Site, coming: ComingCourse, manner: Manner): Promise<ImportedCourse> {
  const { slug, files } = coming
  const { isTried = false, origin = 'shipped', actor = 'system' } = manner
  const known = await findCourse(site.read, slug)
  const tier = coming.tier ?? known?.tier ?? null
  const outcome = (is: ImportedCourse['outcome'], ordinal: number | null = null, problems: FileProblem[] = []) => ({
    tier,
    slug,
    outcome: is,
    ordinal,
    problems,
  })
  const same = known && (await findByFilesHash(site.read, known.id, files))
  if (same) return outcome('known', await ordinalOf(site.read, same))
  if (tier === null) return outcome('invalid', null, [inFolder(noTier)])
  if (known && known.tier !== tier)
    return outcome('invalid', null, [inFolder(`已经有叫 ${slug} 的课程，在 ${known.tier}。请换个文件夹名。`)])
  const { course, problems, media } = await checkFiles(site, { files, tier, slug })
  if (!course) return outcome('invalid', null, [...coming.problems, ...problems])
  const alike = known && (await findSameVersion(site, known.id, toComparable(files, media)))
  if (alike) return outcome('known', await ordinalOf(site.read, alike))
  const isFree = !known || (await isUnchanged(site.read, known.id, origin))
  if (isTried) return outcome(isFree ? 'published' : 'waiting')
  const isShipped = origin === 'shipped'
  return site.write(actor, isShipped ? 'take a course of the release' : 'import a course', async (tx) => {
    const courseId = known?.id ?? (await insertCourse(tx, { slug, tier }))
    const id = await insertVersion(tx, {
      courseId,
      origin,
      files: await toBegunFiles(tx, files, media),
      filesHash: hashFiles(files),
    })
    if (!(await isUnchanged(tx, courseId, origin, id))) return outcome('waiting', await ordinalOf(tx, id))
    await advanceBySystem(tx, versionWorkflow, { id, event: { type: 'SHIP' } })
    await offer(tx, { id, course: { id: courseId, slug, tier } }, await offerCourse(tx, course))
    return outcome('published', await ordinalOf(tx, id))
  })
}

const noTier = '不知道是给谁学的。请把课程文件夹放在层次的文件夹里（例如 entrepreneur/sell-tea），再导入。'
const inFolder = (reason: string): FileProblem => ({ file: '', line: 1, column: 1, reason })

const ordinalOf = async (read: Pick<Tx, 'select'>, id: string): Promise<number> =>
  present((await read.select({ ordinal: studioVersions.ordinal }).from(studioVersions).where(eq(studioVersions.id, id)))[0], id).ordinal

const toComparable = (files: ComingCourse['files'], media: CheckedCourse['media']) =>
  new Map(
    [...files].map(([name, bytes]) => [
      name,
      media.has(name) && bytes ? { mediaHash: hashBytes(bytes) } : { content: bytes?.toString('utf8') ?? '' },
    ]),
  )

/** Whether what is published of a course came from outside, and nobody wrote another version. */
async function isUnchanged(
  read: Pick<Reader, 'select'>,
  courseId: string,
  origin: 'shipped' | 'imported',
  except?: string,
): Promise<boolean> {
  const versions = await read
    .select({ id: studioVersions.id, origin: studioVersions.origin, state: workflows.state })
    .from(studioVersions)
    .innerJoin(workflows, eq(workflows.id, studioVersions.id))
    .where(eq(studioVersions.courseId, courseId))
  const others = versions.filter(({ id }) => id !== except)
  const isFromOutside = (one: (typeof others)[number]) => one.origin === 'shipped' || one.origin === origin
  return others.every(isFromOutside) && (others.length === 0 || others.some(({ state }) => isPublished(state)))
}

/** Takes what `content/` ships when the server starts, and logs what came of it. A fault never keeps the server from serving. */
export async function importShippedAtStart(site: Site, goesOn: () => boolean = () => true): Promise<void> {
  try {
    for (const { tier, slug, outcome, problems } of await importShipped(site, goesOn)) {
      const course = `${tier}/${slug}`
      if (outcome === 'published') log.info('a course of the release is published', { course })
      if (outcome === 'waiting') log.warn('a course of the release waits to be compared: the studio has changed it', { course })
      if (outcome === 'invalid') log.error('a course of the release is not valid', { course, problems: problems.slice(0, 5) })
    }
  } catch (fault) {
    if (goesOn()) log.error('the courses of the release could not be taken into the studio', { fault })
  }
}
