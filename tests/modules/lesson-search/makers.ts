// Courses to search. All invented.
import { offerCourse, type Course } from '#app/modules/courses/courses.server.ts'
import type { Site } from '#app/site.ts'

export interface LessonToSearch {
  slug: string
  title: string
  summary: string
  /** The text below the front matter. */
  text: string
  objective?: string
}

const toSource = ({ title, summary, text, objective = '会选一个箱子' }: LessonToSearch) =>
  `---\ntitle: ${title}\nsummary: ${summary}\nminutes: 8\nobjectives:\n  - ${objective}\n---\n\n${text}\n`

type QuestionToSearch = Partial<Course['questions'][number]> & Pick<Course['questions'][number], 'id' | 'text'>

/** A course with these lessons and questions, as it is frozen. */
export const aCourseToSearch = (
  slug: string,
  {
    title = '卖山货',
    lessons,
    questions = [],
    revision = '1',
  }: { title?: string; lessons: readonly LessonToSearch[]; questions?: readonly QuestionToSearch[]; revision?: string },
): Course => ({
  slug,
  tier: 'entrepreneur',
  title,
  summary: '一句话。',
  hours: 8,
  exam: { single: 10, multiple: 0, trueFalse: 0, minutes: 30, passMark: 60 },
  lessons: lessons.map((lesson) => ({
    slug: lesson.slug,
    title: lesson.title,
    summary: lesson.summary,
    minutes: 8,
    source: toSource(lesson),
  })),
  questions: questions.map((question) => ({
    kind: 'single',
    lesson: lessons[0]?.slug ?? '',
    options: [],
    correct: ['a'],
    explanation: '',
    ...question,
  })),
  pictures: {},
  contentHash: `${slug}-${revision}`.padEnd(64, '0'),
})

/** Offers a course to new classes. Returns the version's id. */
export const offer = (site: Pick<Site, 'write'>, course: Course) => site.write('system', 'offer a course', (tx) => offerCourse(tx, course))
