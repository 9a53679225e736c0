// Which lessons of a course another version adds, takes away and changes.
import type { Course } from '#app/modules/courses/courses.server.ts'

type Frozen = Pick<Course, 'lessons' | 'pictures' | 'media'>

export interface LessonChange {
  slug: string
  title: string
  kind: 'added' | 'removed' | 'changed'
}

/** Lists them, in the order of the later version, those that it takes away last. A lesson is changed with its pictures and sounds too. */
export function compareLessons(before: Frozen, after: Frozen): LessonChange[] {
  const changes: LessonChange[] = []
  for (const { slug, title, source } of after.lessons) {
    const old = before.lessons.find((lesson) => lesson.slug === slug)
    if (!old) changes.push({ slug, title, kind: 'added' })
    else if (old.source !== source || filesIn(before, old.source) !== filesIn(after, source)) changes.push({ slug, title, kind: 'changed' })
  }
  for (const { slug, title } of before.lessons)
    if (!after.lessons.some((lesson) => lesson.slug === slug)) changes.push({ slug, title, kind: 'removed' })
  return changes
}

/** The pictures, sounds and videos that a lesson names, as they are. */
const filesIn = ({ pictures, media = {} }: Frozen, source: string) =>
  JSON.stringify(Object.entries({ ...pictures, ...media }).filter(([name]) => source.includes(name)))
