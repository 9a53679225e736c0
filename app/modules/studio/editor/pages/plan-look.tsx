// The plan of a course and its bank of questions, as they come to phones: what an author sees beside course.yaml and questions.yaml.
import { type ShownPicture, showPictureOf } from '#app/media/shown-picture.ts'
import type { CourseFile, Question } from '#app/modules/courses/courses.server.ts'
import { kindInstructions } from '#app/modules/exams/labels.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { questionKinds } from '#app/modules/exams/draw.ts'
import { QuestionPicture } from '#app/modules/exams/pages/question-picture.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'

export interface LessonOfPlan {
  slug: string
  title: string
  minutes: number | null
}

export function PlanLook({ course, lessons }: { course: CourseFile; lessons: readonly LessonOfPlan[] }) {
  const { single, multiple, trueFalse, minutes, passMark } = course.exam
  const counts = { single, multiple, trueFalse }
  const listed = course.lessons.map((slug) => lessons.find((lesson) => lesson.slug === slug) ?? { slug, title: slug, minutes: null })
  const whole = listed.reduce((sum, lesson) => sum + (lesson.minutes ?? 0), 0)
  return (
    <>
      <p>{course.summary}</p>
      <p className="soft">{`${course.lessons.length} 课，大约 ${whole} 分钟；整个班 ${course.hours} 学时。`}</p>
      <ol>
        {listed.map(({ slug, title, minutes: long }) => (
          <li key={slug}>
            <strong>{title}</strong>
            <br />
            <span className="soft">{lessons.some((lesson) => lesson.slug === slug) ? `${long ?? '？'} 分钟` : '还没有课文'}</span>
          </li>
        ))}
      </ol>
      <p>
        <strong>考试：</strong>
        {questionKinds
          .filter((kind) => counts[kind] > 0)
          .map((kind) => `${kindLabels[kind]} ${counts[kind]} 道`)
          .join('，')}
        {`；${minutes} 分钟，答对 ${passMark}% 通过。`}
      </p>
    </>
  )
}

interface QuestionsLookProps {
  questions: readonly Question[]
  /** Null as long as the plan of the course cannot be read. */
  exam: CourseFile['exam'] | null
  lessons: readonly LessonOfPlan[]
  /** By the names of their files. */
  pictures: ReadonlyMap<string, ShownPicture>
}

export function QuestionsLook({ questions, exam, lessons, pictures }: QuestionsLookProps) {
  return (
    <>
      <p className="soft">
        {`一共 ${questions.length} 题：${questionKinds
          .map((kind) => {
            const there = questions.filter((question) => question.kind === kind).length
            return `${kindLabels[kind]} ${there} 道${exam ? `，考试抽 ${exam[kind]}` : ''}`
          })
          .join('；')}。`}
      </p>
      <ol className="explained">
        {questions.map((question, nth) => (
          <li key={`${question.id} ${nth}`}>
            <QuestionCard
              name={`question-${nth}`}
              note={lessons.find(({ slug }) => slug === question.lesson)?.title ?? question.lesson}
              question={{ ...question, text: `${nth + 1}. ${question.text}`, picture: showPictureOf(pictures, question) }}
            />
          </li>
        ))}
      </ol>
    </>
  )
}

interface QuestionCardProps {
  /** Of its fields. */
  name: string
  /** What is said beside its kind. */
  note: string | null
  question: Pick<Question, 'kind' | 'text' | 'options' | 'correct' | 'explanation'> & { picture?: ShownPicture | undefined }
}

/** A question with its right options, as a phone shows it after the exam. */
export const QuestionCard = ({ name, note, question: { kind, text, options, correct, explanation, picture } }: QuestionCardProps) => (
  <div className="card">
    <ChoiceList
      legend={
        <>
          <span className="question-kind">{[kindLabels[kind], kindInstructions[kind], note].filter(Boolean).join(' · ')}</span>
          {text}
          <QuestionPicture picture={picture} />
        </>
      }
    >
      {options.map(({ key, text: words }) => (
        <Choice key={key} type={kind === 'multiple' ? 'checkbox' : 'radio'} name={name} defaultChecked={correct.includes(key)} disabled>
          {words}
        </Choice>
      ))}
    </ChoiceList>
    <p>{explanation}</p>
  </div>
)
