// What waits in the studio for somebody at a desk, and finding courses by their titles.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import type { Errand } from '#app/shell/errand.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { canUseStudio } from '../policy.ts'
import { type CourseLine, listStudioCourses } from '../queries.server.ts'
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
