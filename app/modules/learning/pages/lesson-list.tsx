// The lessons of a course, with the progress.
import { isComplete, type LessonProgress } from '../next-section.ts'

interface Listed {
  slug: string
  lessons: readonly (LessonProgress & { minutes: number })[]
  next: { lesson: string } | null
}

export function LessonList({ course }: { course: Listed }) {
  return (
    <ol className="lesson-list">
      {course.lessons.map((lesson, i) => (
        <li
          key={lesson.slug}
          data-lesson={lesson.slug}
          className={[isComplete(lesson) && 'done', course.next?.lesson === lesson.slug && 'next'].filter(Boolean).join(' ') || undefined}
        >
          <a href={`/courses/${course.slug}/${lesson.slug}`}>
            <span className="tick" aria-hidden="true">
              {isComplete(lesson) ? '✓' : i + 1}
            </span>
            <span>
              <strong>{lesson.title}</strong>
              <span className="soft small">
                {isComplete(lesson)
                  ? '学完了'
                  : lesson.read.length > 0
                    ? `学了 ${lesson.read.length} 节，共 ${lesson.sections} 节`
                    : `约 ${lesson.minutes} 分钟`}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ol>
  )
}

/** The progress of a course as a brocade band with a field a lesson, woven if the lesson is done. */
export function LessonBand({ lessons }: { lessons: readonly LessonProgress[] }) {
  return (
    <p className="lesson-band">
      <span className="lesson-fields" aria-hidden="true">
        {lessons.map((lesson) => (
          <i key={lesson.slug} data-lesson={lesson.slug} className={isComplete(lesson) ? 'done' : undefined} />
        ))}
      </span>
      <span data-count="">{formatDone(lessons)}</span>
    </p>
  )
}

const formatDone = (lessons: readonly LessonProgress[]) => `学完 ${lessons.filter(isComplete).length} 课，共 ${lessons.length} 课`

/** Attributes with what the phone needs to continue offline. */
export const offlineDataAttributes = (course: { slug: string; lessons: readonly LessonProgress[] }, account: string) => ({
  'data-account': account,
  'data-course': course.slug,
  'data-lines': JSON.stringify(course.lessons.map(({ slug, title, sections, read }) => ({ slug, title, sections, read }))),
})
