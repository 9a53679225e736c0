// A version as it leaves: the files that its course uses, as `content/` can hold them.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/courses.server.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { present } from '#app/present.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { studioVersions } from '#db/schema/studio.ts'
import { loadFiles, readBytes, type StudioFile } from '../files.server.ts'
import { readStudioCourse } from '../queries.server.ts'
import { requireVersion } from '../rights.server.ts'
import { isInWork, isPublished } from '../version.states.ts'
import { splitUsedFiles } from './used-files.server.ts'

export interface ExportedVersion {
  tier: Tier
  slug: string
  ordinal: number
  at: Date
  /** The names of the files that leave. */
  used: string[]
  /** The names of those that stay behind: no lesson shows them, or no course lists them. */
  unused: string[]
  /** The files that leave, one after the other. */
  bytes(): AsyncGenerator<{ name: string; bytes: Buffer }>
}

/** Gives a version as it leaves, and records who took it. Throws 404. */
export async function exportVersion(site: Site, viewer: Viewer, versionId: string): Promise<ExportedVersion> {
  const { course, ordinal } = await requireVersion(site.read, viewer, versionId)
  const [row] = await site.read.select({ at: studioVersions.at }).from(studioVersions).where(eq(studioVersions.id, versionId))
  const files = await loadFiles(site.read, versionId)
  const split = await splitUsedFiles(site, files)
  await recordAccess(site, {
    kind: 'export',
    who: viewer.accountId,
    what: `course ${course.slug} version ${ordinal}`,
    rows: split.used.length,
  })
  return {
    tier: course.tier,
    slug: course.slug,
    ordinal,
    at: present(row, versionId).at,
    ...split,
    bytes: () => readUsed(site.read, files, split.used),
  }
}

async function* readUsed(read: Reader, files: ReadonlyMap<string, StudioFile>, names: readonly string[]) {
  for (const name of names) yield { name, bytes: await readBytes(read, present(files.get(name), name)) }
}

/**
 * Finds the version of a course that somebody asks for by its number; without one the published version (or before it the one that is in
 * work), or the latest if none is. Throws 404.
 */
export async function findVersionToExport(
  site: Site,
  viewer: Viewer,
  { slug, ordinal, first = 'published' }: { slug: string; ordinal: number | null; first?: 'published' | 'inWork' },
) {
  const { versions } = await readStudioCourse(site, viewer, slug)
  const found =
    ordinal === null
      ? ((first === 'inWork' ? versions.find(({ state }) => isInWork(state)) : undefined) ??
        versions.find(({ state }) => isPublished(state)) ??
        versions[0])
      : versions.find((version) => version.ordinal === ordinal)
  if (found) return found.id
  if (ordinal === null || versions.length === 0) throw notFound('这门课')
  throw new Refusal(404, `《${slug}》没有第 ${ordinal} 版。有：${versions.map((version) => version.ordinal).join('、')}。`)
}

/**
 * Whether files that came from outside are what a version of the course would leave as: nothing new then came with them. Texts and hashes
 * of media are compared.
 */
export async function findSameVersion(
  site: Site,
  courseId: string,
  coming: ReadonlyMap<string, { content: string } | { mediaHash: string }>,
): Promise<string | null> {
  const versions = await site.read.select({ id: studioVersions.id }).from(studioVersions).where(eq(studioVersions.courseId, courseId))
  for (const { id } of versions) {
    const files = await loadFiles(site.read, id)
    const isSame = [...coming].every(([name, file]) => {
      const there = files.get(name)
      return there && ('content' in file ? there.content === file.content : there.mediaHash === file.mediaHash)
    })
    if (!isSame) continue
    const { used } = await splitUsedFiles(site, files)
    if (used.every((name) => coming.has(name))) return id
  }
  return null
}
