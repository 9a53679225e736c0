// Decides which events refer to an existing lesson: others are not stored.
import type { Viewer } from '#app/access/viewer.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { type CourseVersion, listCourses, readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import type { Site } from '#app/site.ts'
import type { ProgressEvent } from './progress.events.ts'
import { isMarkOf, isStuckKey } from '#app/lesson/version-mark.ts'

/** Things in one lesson that are answered or ticked. Our longest lesson has some twenty. */
export const maxMarks = 200

type MarkEvent = Extract<ProgressEvent, { kind: 'mark' }>

interface EventValidator {
  /**
   * Whether an event refers to an existing section, or to an existing thing in a lesson, in a version that one of the viewer's classes
   * studies, or in today's.
   */
  isKnown: (event: ProgressEvent) => boolean
  /** The version in which a mark is counted: the one of its page, or else the one that the viewer studies. Null if it is not counted. */
  findVersion: (event: MarkEvent) => string | null
}

/** Creates the validator of a batch. */
export async function createEventValidator(site: Site, viewer: Viewer, events: readonly ProgressEvent[]): Promise<EventValidator> {
  const sections = new Map<string, Set<string>>()
  const versionOf = new Map<MarkEvent, string>()
  for (const course of new Set(events.map((event) => event.course))) {
    const studied = await ownClasses.listVersionsStudied(site, viewer, course)
    const versions = await Promise.all(studied.map((id) => readCourseVersion(site, id)))
    const today = (await listCourses(site)).filter(({ slug }) => slug === course)
    const own = events.filter((event) => event.course === course)
    const asked = new Set(own.map(({ lesson }) => lesson))
    for (const { slug, source } of [...versions, ...today].flatMap(({ lessons }) => lessons)) {
      if (!asked.has(slug)) continue
      const key = `${course}/${slug}`
      sections.set(key, new Set([...(sections.get(key) ?? []), ...(await renderLesson(site, source)).sections.map(({ id }) => id)]))
    }
    const marks = own.filter((event) => event.kind === 'mark')
    for (const id of new Set(marks.map(({ version }) => version ?? studied[0]))) {
      const version = versions.find(({ versionId }) => versionId === id) ?? (id && (await findVersionLeft(site, viewer, course, id)))
      if (!version) continue
      const said = marks.filter((event) => (event.version ?? studied[0]) === id)
      for (const event of await listCounted(site, version, said)) versionOf.set(event, version.versionId)
    }
  }
  const findVersionOf = (event: MarkEvent) => versionOf.get(event) ?? null
  return {
    isKnown: (event) => {
      if (event.kind === 'mark' && isStuckKey(event.key)) return findVersionOf(event) !== null
      const known = sections.get(`${event.course}/${event.lesson}`)
      return !!known && (event.kind === 'mark' || known.has(event.section))
    },
    findVersion: findVersionOf,
  }
}

/** A version that the viewer's class studied until it was moved: her phone may have been without network since. */
async function findVersionLeft(site: Site, viewer: Viewer, course: string, id: string): Promise<CourseVersion | null> {
  return (await ownClasses.listVersionsLeft(site, viewer, course)).includes(id) ? readCourseVersion(site, id) : null
}

async function listCounted(site: Site, { lessons }: CourseVersion, marks: readonly MarkEvent[]): Promise<MarkEvent[]> {
  const counted: MarkEvent[] = []
  for (const { slug, source } of lessons) {
    const said = marks.filter(({ lesson }) => lesson === slug)
    if (said.length === 0) continue
    const compiled = await renderLesson(site, source)
    counted.push(...said.filter((event) => isMarkOf(compiled, event)))
  }
  return counted
}
