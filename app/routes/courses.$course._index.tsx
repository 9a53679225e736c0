// A course: its lessons, what is done, and one button to go on.
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { PageHandle } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { isRole } from '#app/modules/accounts/viewer.ts'
import { LessonList } from '#app/modules/learning/lesson-list.tsx'
import { readCourse } from '#app/modules/learning/learning.server.ts'
import { traineeNav } from '#app/modules/learning/trainee-nav.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Progress } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/ui/phone-page.tsx'

export const handle: PageHandle = { page: 'reading' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta = () => [{ title: '课程 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'learning.see')
  return { course: await orRefuse(() => readCourse(asked.context.site, viewer, asked.params.course!)), isTrainee: isRole(viewer, 'trainee') }
}

export default function CoursePage() {
  const { course, isTrainee } = useLoaderData<typeof loader>()
  const done = course.lessons.filter((lesson) => lesson.done).length
  return (
    <PhonePage
      title={course.title}
      back={isTrainee ? undefined : { href: paths.desk(), label: '工作台' }}
      nav={isTrainee ? traineeNav('/') : undefined}
      action={
        course.next && (
          <ButtonLink href={`${paths.lesson(course.slug, course.next.lesson)}${course.next.section === 's1' ? '' : `#${course.next.section}`}`} wide>
            {done === 0 && course.next.section === 's1' ? '开始学' : '接着学'}
          </ButtonLink>
        )
      }
    >
      <h1>{course.title}</h1>
      <p>{course.summary}</p>
      {isTrainee && <Progress done={done} of={course.lessons.length} label={`学完 ${done} 课，共 ${course.lessons.length} 课`} />}
      <LessonList course={course} />
    </PhonePage>
  )
}
