// What waits in the studio for somebody at a desk, the question banks of what classes study, and finding courses by their titles.
import { asc, desc, eq } from 'drizzle-orm'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import type { Errand } from '#app/shell/errand.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { inValues } from '#db/in-values.ts'
import { studioVersions } from '#db/schema/studio.ts'
import { findFile } from '../files.server.ts'
import { canReadCourse, canUseStudio } from '../policy.ts'
import { type CourseLine, listStudioCourses } from '../queries.server.ts'
import { findVersionInWork } from '../rights.server.ts'
import { canBeWritten, isApproved, wantsChanges } from '../version.states.ts'

interface Kind {
  key: string
  sentence: string
  action: string
  isOne: (course: CourseLine & { inWork: NonNullable<CourseLine['inWork']> }) => boolean
}

const kinds: readonly Kind[] = [
  { key: 'coursesToReview', sentence: '同事请您审', action: '去审', isOne: ({ inWork }) => inWork.isForMe },
  {
    key: 'coursesToChange',
    sentence: '审稿人请您改',
    action: '去改',
    isOne: ({ isAuthor, inWork }) => isAuthor && wantsChanges(inWork.state),
  },
  {
    key: 'coursesToPublish',
    sentence: '审过了，等您发布',
    action: '去发布',
    isOne: ({ isAuthor, inWork }) => isAuthor && isApproved(inWork.state),
  },
  {
    key: 'coursesInWork',
    sentence: '您在写，还没有送审',
    action: '接着写',
    isOne: ({ isAuthor, inWork }) => isAuthor && canBeWritten(inWork.state) && !wantsChanges(inWork.state),
  },
]

/** Returns the address of the question bank of each of these versions that classes study, as far as the viewer may read it. */
export async function listQuestionBanks(
  { read }: Pick<Site, 'read'>,
  viewer: Viewer,
  courseVersionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!canReadCourse(viewer)) return new Map()
  const rows = await read
    .select({ id: studioVersions.id, studied: studioVersions.courseVersionId })
    .from(studioVersions)
    .where(inValues(studioVersions.courseVersionId, [...new Set(courseVersionIds)]))
    .orderBy(asc(studioVersions.ordinal))
  return new Map(rows.flatMap(({ id, studied }) => (studied === null ? [] : [[studied, paths.studioQuestions(id)]])))
}

/**
 * Returns where a lesson that a class studies is changed: in the version that is being written, if there is one, else where it is read. Null
 * if the viewer has nothing to do with courses, or the studio does not have this one.
 */
export async function findLessonInStudio(
  { read }: Pick<Site, 'read'>,
  viewer: Viewer,
  courseVersionId: string,
  lesson: string,
): Promise<{ href: string; label: string } | null> {
  if (!canReadCourse(viewer)) return null
  const [studied] = await read
    .select({ id: studioVersions.id, courseId: studioVersions.courseId })
    .from(studioVersions)
    .where(eq(studioVersions.courseVersionId, courseVersionId))
    .orderBy(desc(studioVersions.ordinal))
    .limit(1)
  if (!studied) return null
  const { inWork } = await findVersionInWork(read, studied.courseId)
  const name = `${lesson}.mdx`
  if (inWork && (await findFile(read, inWork.id, name))) return { href: paths.studioFile(inWork.id, name), label: '去改' }
  return { href: paths.studioFile(studied.id, name), label: '看课文' }
}

/** Lists what waits for the viewer as author or reviewer: one line of a kind, which names the course if it is one. */
export async function listCourseErrands(site: Site, viewer: Viewer): Promise<Errand[]> {
  if (!canUseStudio(viewer)) return []
  const courses = (await listStudioCourses(site, viewer)).flatMap(({ inWork, ...course }) => (inWork ? [{ ...course, inWork }] : []))
  return kinds.flatMap(({ key, sentence, action, isOne }): Errand[] => {
    const [first, ...others] = courses.filter(isOne)
    if (!first) return []
    const isAlone = others.length === 0
    return [
      {
        key,
        count: others.length + 1,
        unit: '门课',
        sentence: isAlone ? `《${first.title}》：${sentence}` : sentence,
        day: null,
        href: isAlone ? paths.studioVersion(first.inWork.id) : paths.studio(),
        action,
      },
    ]
  })
}

export interface FoundCourse {
  id: string
  slug: string
  title: string
  tier: Tier
  why: string[]
}

/** Finds the first few courses with this in their title, or in the name in their address. */
export async function findCourses(
  site: Site,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<{ rows: FoundCourse[]; isAll: boolean }> {
  if (!hasDuty(viewer, 'courses.write')) return { rows: [], isAll: true }
  const typed = normaliseWidth(search).trim().toLowerCase()
  const rows = (await listStudioCourses(site, viewer)).flatMap(({ slug, title, tier }): FoundCourse[] => {
    const why = title.toLowerCase().includes(typed) ? ['课程名'] : slug.includes(typed) ? ['网址名'] : []
    return why.length > 0 ? [{ id: slug, slug, title, tier, why }] : []
  })
  return { rows: rows.slice(0, most), isAll: rows.length <= most }
}
