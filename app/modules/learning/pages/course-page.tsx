// A course: its lessons, the progress, and a button to continue.
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { toSectionPath } from '../next-section.ts'
import type { CourseView } from '../queries.server.ts'
import { LessonBand, LessonList, offlineDataAttributes } from './lesson-list.tsx'

interface CoursePageProps {
  course: CourseView
  /** The trainee's account; null at a desk. */
  account: string | null
  script: string
}

export function CoursePage({ course, account, script }: CoursePageProps) {
  const begun = course.lessons.some(({ read }) => read.length > 0)
  return (
    <PhonePage
      title={account ? '课程' : course.title}
      back={account ? undefined : { href: paths.desk(), label: '工作台' }}
      nav={account ? traineeNav('/') : undefined}
      action={
        course.next && (
          <ButtonLink href={toSectionPath(course.slug, course.next)} wide data-go-on="">
            {begun ? '接着学' : '开始学'}
          </ButtonLink>
        )
      }
    >
      <div {...(account ? offlineDataAttributes(course, account) : {})}>
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
