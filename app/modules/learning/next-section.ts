// The section at which a trainee continues. The same on the server and on the phone, which may know of more progress than the server.

/** A lesson of a course, in its order, with the sections read. Its sections are s1, s2 and so on. */
export interface LessonProgress {
  slug: string
  title: string
  sections: number
  read: readonly string[]
}

export interface NextSection {
  lesson: string
  title: string
  section: string
}

export const isComplete = ({ sections, read }: Pick<LessonProgress, 'sections' | 'read'>) => missingOf(sections, read) === null

/**
 * Finds the first unread section, starting from the trainee's latest lesson: a class does not always follow the order. After the last
 * lesson it continues with skipped ones. Null if all is read.
 */
export function findNextSection(lessons: readonly LessonProgress[], last: string | null): NextSection | null {
  const at = Math.max(
    0,
    lessons.findIndex(({ slug }) => slug === last),
  )
  for (const lesson of [...lessons.slice(at), ...lessons.slice(0, at)]) {
    const section = missingOf(lesson.sections, lesson.read)
    if (section) return { lesson: lesson.slug, title: lesson.title, section }
  }
  return null
}

/** Returns the address of a section; the first one is the lesson itself. */
export const toSectionPath = (course: string, { lesson, section }: NextSection) =>
  `/courses/${course}/${lesson}${section === 's1' ? '' : `#${section}`}`

function missingOf(sections: number, read: readonly string[]): string | null {
  for (let at = 1; at <= sections; at++) if (!read.includes(`s${at}`)) return `s${at}`
  return null
}
