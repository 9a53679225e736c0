// Shows the plan of a course or its bank of questions as phones show them, in a thread: what it makes, or what is wrong with it.
import { renderToStaticMarkup } from 'react-dom/server'
import { checkPlainText } from '#app/lesson/reading-check/reading-check.ts'
import type { ShownPicture } from '#app/media/shown-picture.ts'
import { checkCoursePlan } from '#app/modules/courses/courses.server.ts'
import { type LessonOfPlan, PlanLook, QuestionsLook } from './pages/plan-look.tsx'
import type { Preview } from './preview-document.ts'

/** More are not listed: whoever has mended these sees the next. */
const maxListed = 50

export interface PlanToPreview {
  name: string
  /** course.yaml and the files of the bank, as far as they are there. */
  texts: ReadonlyMap<string, string>
  /** The lessons that are written. */
  lessons: LessonOfPlan[]
  /** The pictures of the version that questions may show, by name. */
  pictures: ReadonlyMap<string, ShownPicture>
}

export function previewPlan({ name, texts, lessons, pictures }: PlanToPreview): Promise<Preview> {
  const checked = checkCoursePlan(
    texts,
    lessons.map(({ slug }) => slug),
    pictures.keys(),
  )
  const { course, questions } = checked
  const look =
    name === 'course.yaml'
      ? course && <PlanLook course={course} lessons={lessons} />
      : questions && <QuestionsLook questions={questions} exam={course?.exam ?? null} lessons={lessons} pictures={pictures} />
  return Promise.resolve({
    title: name === 'course.yaml' ? (course?.title ?? '') : '题库',
    html: look && renderToStaticMarkup(look),
    problems: checked.problems.filter(({ file }) => file === name).slice(0, maxListed),
    remarks: [],
    findings: checkPlainText(texts.get(name) ?? '', name).slice(0, maxListed),
  })
}
