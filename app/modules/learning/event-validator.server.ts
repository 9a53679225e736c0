// Which lessons there are to make progress in: what a phone tells of any other is not kept.
import type { Viewer } from '#app/access/viewer.ts'
import { listVersionsStudied } from '#app/modules/cohorts/cohorts.server.ts'
import { listCourses, readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import type { Site } from '#app/site.ts'
import type { ProgressEvent } from './progress.events.ts'

/** Things in one lesson that are answered or ticked. The longest of ours has some twenty. */
export const maxMarks = 200

/** Whether an event tells of a section that is there, or of a thing in a lesson that is there: in a version that a class of the viewer's studies, or in today's. */
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
