// The first page: for a trainee where she was, for a desk its desk, for everybody else what this is and how to get in.
import { type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { dayOf, sayTerm } from '#app/calendar.ts'
import { Island } from '#app/http/island.tsx'
import { islandUrl } from '#app/http/islands.server.ts'
import { paths } from '#app/shell/paths.ts'
import { whoAsks } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { hasDuty, isRole } from '#app/access/viewer.ts'
import { myCertificates } from '#app/modules/certificates/certificates.server.ts'
import { myClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { isShopOwner } from '#app/modules/shops/policy.ts'
import { examsOfTrainee } from '#app/modules/exams/exams.server.ts'
import { attemptsOn, isNow, standsBefore } from '#app/modules/exams/words.ts'
import { myCourses } from '#app/modules/learning/learning.server.ts'
import { pathTo } from '#app/modules/learning/going-on.ts'
import { LessonBand, linesOf } from '#app/modules/learning/pages/lesson-list.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import type { loader as rootLoader } from '#app/root.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DayBlock } from '#app/ui/day-block.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Place } from '#app/ui/place.tsx'
import { TextSizeForm } from '#app/ui/text-size.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await whoAsks(asked)
  if (!viewer) return { viewer: null, script: islandUrl('text-size.js') }
  if (viewer.mustSetUpSecondStep) throw redirect(paths.secondStep())
  if (!isRole(viewer, 'trainee')) {
    if (hasDuty(viewer, 'cohorts.see') || hasDuty(viewer, 'pairings.see')) throw redirect(paths.desk())
    if (isShopOwner(viewer)) throw redirect(paths.myShops())
  }
  const { site } = asked.context
  const [courses, classes, exams, certificates] = await Promise.all([
    myCourses(site, viewer),
    myClasses(site, viewer),
    examsOfTrainee(site, viewer),
    myCertificates(site, viewer),
  ])
  const now = site.now()
  const coming = classes
    .flatMap(({ name, sessions }) => sessions.filter(({ mark }) => !mark).map((session) => ({ ...session, name })))
    .sort((one, other) => (one.day < other.day ? -1 : 1))
  const open = exams.filter(isNow)
  return {
    viewer,
    hasShop: isShopOwner(viewer),
    courses,
    session: coming.find(({ day }) => day >= dayOf(now)) ?? null,
    exams: open.map((exam) => ({ ...attemptsOn(exam), title: exam.title, until: sayTerm(exam.closesAt) })),
    certificates: certificates.filter(({ state }) => state === 'valid').length,
    script: islandUrl('learning.js'),
  }
}

export default function Home() {
  const page = useLoaderData<typeof loader>()
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  if (!page.viewer) return <Welcome textSize={textSize} script={page.script} />
  const course = page.courses.find(({ next }) => next) ?? page.courses[0]
  const exam = page.exams[0]
  const begun = course?.lessons.some(({ read }) => read.length > 0)
  return (
    <PhonePage
      title={`${page.viewer.name}，您好`}
      nav={traineeNav('/')}
      action={
        course?.next ? (
          <ButtonLink wide href={pathTo(course.slug, course.next)} data-go-on="">
            {begun ? '接着学' : '开始学'}
          </ButtonLink>
        ) : (
          exam && (
            <ButtonLink wide href={paths.exam(exam.id)} {...standsBefore(exam)}>
              去考试
            </ButtonLink>
          )
        )
      }
    >
      <WaitingSheets />
      {!course && <Empty>您还没有报名培训班。请找乡镇专干。</Empty>}
      {course && (
        <section className="hero" {...linesOf(course, page.viewer.accountId)}>
          <a href={paths.course(course.slug)}>{course.title}</a>
          <h1 data-go-on-title="">{course.next?.title ?? '这门课学完了'}</h1>
          <LessonBand lessons={course.lessons} />
        </section>
      )}
      <ul className="places">
        {page.exams.map((one) => (
          <Place key={one.id} icon="pen" href={paths.exam(one.id)} title="考试开了" urgent {...standsBefore(one)}>
            {one.title}，{one.until}考完
          </Place>
        ))}
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
        <Place icon="key" href={paths.account()} title="我的账号">
          换密码、谁看过我的资料、退出登录
        </Place>
      </ul>
      <h2 className="small">字的大小</h2>
      <TextSizeForm size={textSize} back="/" />
      <p className="saved-line" role="status" id="saved" />
      <TraineePhone account={page.viewer.accountId} src={page.script} />
    </PhonePage>
  )
}

function Welcome({ textSize, script }: { textSize: '18' | '22' | '26' | '30'; script: string }) {
  return (
    <PhonePage
      title="梯队"
      action={
        <ButtonLink href={paths.signIn()} wide>
          登录
        </ButtonLink>
      }
    >
      <section className="hero">
        <h1>学会在网上卖东西</h1>
        <p>余杭和咸丰一起办的电商培训。课在手机上学，没有网也能接着看。考试通过了，发结业证书。</p>
      </section>
      <h2>第一次来？</h2>
      <div className="steps">
        <ol>
          <li>找乡镇专干要一张登录条。</li>
          <li>用手机扫条上的方块图。</li>
          <li>设 6 个数字，就能学了。</li>
        </ol>
      </div>
      <h2>要核对一张证书？</h2>
      <p>
        <a href={paths.verify()}>验证结业证书</a>
      </p>
      <h2>字的大小</h2>
      <TextSizeForm size={textSize} back="/" />
      <Island src={script} />
    </PhonePage>
  )
}
