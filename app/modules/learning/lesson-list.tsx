// The lessons of a course, with what is done.

interface Listed {
  slug: string
  lessons: readonly { slug: string; title: string; minutes: number; done: boolean; sectionsDone: number; sections: number }[]
}

export function LessonList({ course }: { course: Listed }) {
  return (
    <ol className="list lesson-list">
      {course.lessons.map((lesson, i) => (
        <li key={lesson.slug}>
          <a className="card" href={`/courses/${course.slug}/${lesson.slug}`}>
            <span className={lesson.done ? 'tick done' : 'tick'} aria-hidden="true">
              {lesson.done ? '✓' : i + 1}
            </span>
            <span>
              <strong>{lesson.title}</strong>
              <br />
              <span className="soft small">
                {lesson.done ? '学完了' : lesson.sectionsDone > 0 ? `学了 ${lesson.sectionsDone} 节，共 ${lesson.sections} 节` : `约 ${lesson.minutes} 分钟`}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ol>
  )
}
