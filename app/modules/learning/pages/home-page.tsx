// The first page of a trainee: where to continue, and everything else.
import { type attemptDataAttributes, hiddenWhileWaitingAttributes } from '#app/modules/exams/labels.ts'
import { TaskNewsPlaces } from '#app/modules/tasks/pages/task-news-places.tsx'
import type { TaskNews } from '#app/modules/tasks/tasks.server.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DayBlock } from '#app/ui/day-block.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Place } from '#app/ui/place.tsx'
import { type TextSize, TextSizeForm } from '#app/ui/text-size.tsx'
import { toSectionPath } from '../next-section.ts'
import type { CourseView } from '../queries.server.ts'
import { LessonBand, offlineDataAttributes } from './lesson-list.tsx'

interface HomePageProps {
  account: string
  name: string
  hasShop: boolean
  courses: readonly CourseView[]
  /** The next session of any of the trainee's classes. */
  session: { day: string; startsAt: string; place: string } | null
  /** Exams that can be sat now, and until when. */
  exams: readonly (ReturnType<typeof attemptDataAttributes> & { title: string; until: string })[]
  /** What instructors said to what was handed in. */
  taskNews: readonly TaskNews[]
  /** How many certificates the trainee has. */
  certificates: number
  /** The trainee's own questions. */
  inquiries: { waiting: number; answered: number; isNew: boolean }
  /** Lessons of which an older copy on the phone is fetched again. */
  renew: readonly string[]
  script: string
  textSize: TextSize
}

export function HomePage({ textSize, ...page }: HomePageProps) {
  const course = page.courses.find(({ next }) => next) ?? page.courses[0]
  const exam = page.exams[0]
  const begun = course?.lessons.some(({ read }) => read.length > 0)
  return (
    <PhonePage
      title={`${page.name}，您好`}
      nav={traineeNav('/')}
      action={
        course?.next ? (
          <ButtonLink wide href={toSectionPath(course.slug, course.next)} data-go-on="">
            {begun ? '接着学' : '开始学'}
          </ButtonLink>
        ) : (
          exam && (
            <ButtonLink wide href={paths.exam(exam.id)} {...hiddenWhileWaitingAttributes(exam)}>
              去考试
            </ButtonLink>
          )
        )
      }
    >
      <WaitingSheets />
      {!course && <Empty>您还没有报名培训班。请找乡镇专干。</Empty>}
      {course && (
        <section className="hero" {...offlineDataAttributes(course, page.account)}>
          <a href={paths.course(course.slug)}>{course.title}</a>
          <h1 data-go-on-title="">{course.next?.title ?? '这门课学完了'}</h1>
          <LessonBand lessons={course.lessons} />
        </section>
      )}
      <ul className="places">
        {page.exams.map((one) => (
          <Place key={one.id} icon="pen" href={paths.exam(one.id)} title="考试开了" urgent {...hiddenWhileWaitingAttributes(one)}>
            {one.title}，{one.until}考完
          </Place>
        ))}
        <TaskNewsPlaces news={page.taskNews} />
        {page.session && (
          <li>
            <a href={paths.class()}>
              <DayBlock day={page.session.day} />
              <span>
                <strong>下次上课 {page.session.startsAt}</strong>
                {page.session.place}
              </span>
            </a>
          </li>
        )}
        {page.hasShop && (
          <Place icon="shop" href={paths.myShops()} title="我的店">
            结对、帮扶记录、每月数字
          </Place>
        )}
        {page.certificates > 0 && (
          <Place icon="award" href="/certificates" title="我的证书">
            您有 {page.certificates} 张结业证书
          </Place>
        )}
        {page.courses
          .filter((one) => one !== course)
          .map((one) => (
            <Place key={one.slug} icon="book" href={paths.course(one.slug)} title={one.title}>
              {one.next ? '还没学完' : '学完了，可以再看'}
            </Place>
          ))}
        {page.inquiries.waiting + page.inquiries.answered > 0 && (
          <Place icon="talk" href={paths.ownInquiries()} title="我的提问" urgent={page.inquiries.isNew}>
            {formatInquiries(page.inquiries)}
          </Place>
        )}
        {course && (
          <Place icon="search" href={paths.lessonSearch()} title="找课文">
            记得一两个字，就能找到在哪一课
          </Place>
        )}
        <Place icon="key" href={paths.account()} title="我的账号">
          换密码、谁看过我的资料、退出登录
        </Place>
      </ul>
      <h2 className="small">字的大小</h2>
      <TextSizeForm size={textSize} back="/" />
      <p className="saved-line" role="status" id="saved" />
      <TraineePhone account={page.account} src={page.script} keep={listKept(page)} />
    </PhonePage>
  )
}

/** Where she asks without a network, and what has changed of what the phone keeps. */
const listKept = ({ courses, renew }: Pick<HomePageProps, 'courses' | 'renew'>) => [
  ...courses.map(({ slug }) => paths.ask(slug)),
  paths.ownInquiries(),
  ...renew,
]

const formatInquiries = ({ waiting, answered }: HomePageProps['inquiries']) =>
  [answered > 0 && `老师回答了 ${answered} 个`, waiting > 0 && `${waiting} 个还在等老师回答`].filter(Boolean).join('，')
