// A lesson as HTML and CSS. What depends on the reader is filled in at the places of reader-marks.ts.
import { Island } from '#app/http/island.tsx'
import { needsExerciseScript, needsExerciseStyles, needsMediaScript } from '#app/lesson/compiled/lesson-parts.ts'
import { placeTaskForms } from '#app/lesson/compiled/lesson-tasks.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { type TextSize, TextSizeForm } from '#app/ui/text-size.tsx'
import type { LessonView } from '../queries.server.ts'
import { addSectionEnds, createReaderMarks } from '../reader-marks.ts'

interface LessonPageProps {
  lesson: LessonView
  /** The reader's account. */
  account: string
  script: string
  /** The script of players, marks and comparisons: loaded only where there are any. */
  mediaScript: string
  /** The script of exercises, and their styles: likewise. */
  exerciseScript: string
  exerciseStyles: string
  /** The form of each task, for a trainee, and the script that sends them: likewise. */
  taskForms: Readonly<Record<string, string>>
  formScript: string
  textSize: TextSize
}

export function LessonPage({ lesson, account, script, textSize, ...parts }: LessonPageProps) {
  const { course } = lesson
  const marks = createReaderMarks(lesson, account)
  return (
    <PhonePage
      title={`第 ${lesson.ordinal} 课，共 ${lesson.of} 课`}
      back={{ href: paths.course(course.slug), label: '目录' }}
      woven={marks.woven ?? undefined}
    >
      <article
        className="lesson"
        data-account={marks.account ?? undefined}
        data-course={course.slug}
        data-lesson={lesson.slug}
        data-done={marks.done}
        data-marks={marks.marks}
        data-lessons={lesson.lessons.join(' ')}
      >
        <h1>{lesson.title}</h1>
        <p className="lesson-length">
          约 {lesson.minutes} 分钟，{lesson.sections.length} 节
        </p>
        {needsExerciseStyles(lesson.html) && <link rel="stylesheet" href={parts.exerciseStyles} />}
        <div
          dangerouslySetInnerHTML={{ __html: placeTaskForms(addSectionEnds(lesson.html, lesson, marks), (task) => parts.taskForms[task]) }}
        />
      </article>
      {marks.account !== null && (
        <form method="post" id="stuck">
          <input type="hidden" name="version" value={lesson.versionId} />
        </form>
      )}
      <p className="saved-line" role="status" id="saved" />
      <WaitingSheets />
      {marks.left !== null ? (
        <form method="post" id="lesson-done">
          <input type="hidden" name="sections" value={marks.left} />
          {lesson.next && <input type="hidden" name="next" value={lesson.next.slug} />}
          <Button wide>{lesson.next ? `学完了，下一课：${lesson.next.title}` : '学完了，回目录'}</Button>
        </form>
      ) : (
        <ButtonLink href={lesson.next ? paths.lesson(course.slug, lesson.next.slug) : paths.course(course.slug)} wide>
          {lesson.next ? `下一课：${lesson.next.title}` : '回目录'}
        </ButtonLink>
      )}
      <h2 className="small">字太小？</h2>
      <TextSizeForm size={textSize} back={paths.lesson(course.slug, lesson.slug)} />
      <Island src={script} />
      {needsMediaScript(lesson.html) && <Island src={parts.mediaScript} />}
      {needsExerciseScript(lesson.html) && <Island src={parts.exerciseScript} />}
      {Object.keys(parts.taskForms).length > 0 && <Island src={parts.formScript} />}
    </PhonePage>
  )
}
