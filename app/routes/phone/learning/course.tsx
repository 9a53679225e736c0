// A course: its lessons, what is done, and one button to go on.
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { paths } from '#app/shell/paths.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { isRole } from '#app/access/viewer.ts'
import { pathTo } from '#app/modules/learning/going-on.ts'
import { LessonBand, LessonList, linesOf } from '#app/modules/learning/pages/lesson-list.tsx'
import { readCourse } from '#app/modules/learning/learning.server.ts'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.course.title ?? '课程'} · 梯队` }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'learning.see')
  return {
    course: await orRefuse(() => readCourse(asked.context.site, viewer, asked.params.course!)),
    account: isRole(viewer, 'trainee') ? viewer.accountId : null,
    script: islandUrl('learning.js'),
  }
}

export default function CoursePage() {
  const { course, account, script } = useLoaderData<typeof loader>()
  const begun = course.lessons.some(({ read }) => read.length > 0)
  return (
    <PhonePage
      title={account ? '课程' : course.title}
      back={account ? undefined : { href: paths.desk(), label: '工作台' }}
      nav={account ? traineeNav('/') : undefined}
      action={
        course.next && (
          <ButtonLink href={pathTo(course.slug, course.next)} wide data-go-on="">
            {begun ? '接着学' : '开始学'}
          </ButtonLink>
        )
      }
    >
      <div {...(account ? linesOf(course, account) : {})}>
        <h1>{course.title}</h1>
        <p>{course.summary}</p>
        {account && <LessonBand lessons={course.lessons} />}
        <LessonList course={course} />
      </div>
      {account && (
        <>
          <p className="saved-line" role="status" id="saved" />
          <WaitingSheets />
          <TraineePhone account={account} src={script} />
        </>
      )}
    </PhonePage>
  )
}
