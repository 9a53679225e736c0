// Decides which events refer to an existing lesson: others are not stored.
import type { Viewer } from '#app/access/viewer.ts'
import { listVersionsStudied } from '#app/modules/cohorts/cohorts.server.ts'
import { listCourses, readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import type { Site } from '#app/site.ts'
import type { ProgressEvent } from './progress.events.ts'

/** Things in one lesson that are answered or ticked. Our longest lesson has some twenty. */
export const maxMarks = 200

/**
 * Creates a predicate: whether an event refers to an existing section, or to an existing thing in a lesson, in a version that one of the
 * viewer's classes studies, or in today's.
 */
export async function createEventValidator(
  site: Site,
  viewer: Viewer,
  events: readonly ProgressEvent[],
): Promise<(event: ProgressEvent) => boolean> {
  const sections = new Map<string, Set<string>>()
  for (const course of new Set(events.map((event) => event.course))) {
    const versions = await Promise.all((await listVersionsStudied(site, viewer, course)).map((id) => readCourseVersion(site, id)))
    const today = (await listCourses(site)).filter(({ slug }) => slug === course)
    const asked = new Set(events.filter((event) => event.course === course).map(({ lesson }) => lesson))
    for (const { slug, source } of [...versions, ...today].flatMap(({ lessons }) => lessons)) {
      if (!asked.has(slug)) continue
      const key = `${course}/${slug}`
      sections.set(key, new Set([...(sections.get(key) ?? []), ...(await renderLesson(site, source)).sections.map(({ id }) => id)]))
    }
  }
  return (event) => {
    const known = sections.get(`${event.course}/${event.lesson}`)
    return !!known && (event.kind === 'mark' || known.has(event.section))
  }
}
