// The first page: for a trainee where she was, for a desk its desk, for everybody else what this is and how to get in.
import { type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { dayOf, sayDay } from '#app/calendar.ts'
import type { PageHandle } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { whoAsks } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { hasDuty, isRole } from '#app/modules/accounts/viewer.ts'
import { myCertificates } from '#app/modules/certificates/certificates.server.ts'
import { myClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { isShopOwner } from '#app/modules/mentorship/policy.ts'
import { examsOfTrainee } from '#app/modules/exams/exams.server.ts'
import { myCourses } from '#app/modules/learning/learning.server.ts'
import { traineeNav } from '#app/modules/learning/trainee-nav.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty, Progress } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/ui/phone-page.tsx'
import { TextSizeForm } from '#app/ui/text-size.tsx'

export const handle: PageHandle = { page: 'reading' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await whoAsks(asked)
  if (!viewer) return { viewer: null }
  if (!isRole(viewer, 'trainee')) {
    if (hasDuty(viewer, 'cohorts.see') || hasDuty(viewer, 'pairings.see')) throw redirect(paths.desk())
    if (isShopOwner(viewer)) throw redirect(paths.myShops())
  }
  const { site } = asked.context
  const [courses, classes, exams, certificates] = await Promise.all([myCourses(site, viewer), myClasses(site, viewer), examsOfTrainee(site, viewer), myCertificates(site, viewer)])
  const now = site.now()
  const coming = classes.flatMap(({ name, sessions }) => sessions.filter(({ mark }) => !mark).map((session) => ({ ...session, name }))).sort((one, other) => (one.day < other.day ? -1 : 1))
  const open = exams.filter((exam) => exam.opensAt <= now && now < exam.closesAt && !exam.attempts.some((attempt) => attempt.state === 'graded.passed'))
  return {
    viewer,
    hasShop: isShopOwner(viewer),
    courses,
    session: coming.find(({ day }) => day >= dayOf(now)) ?? null,
    exams: open.map((exam) => ({ id: exam.id, title: exam.title, until: sayDay(dayOf(new Date(exam.closesAt.getTime() - 1))) })),
    certificates: certificates.filter(({ state }) => state === 'valid').length,
  }
}

export default function Home() {
  const page = useLoaderData<typeof loader>()
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  if (!page.viewer) return <Welcome textSize={textSize} />
  const course = page.courses.find(({ next }) => next)
  return (
    <PhonePage title={`${page.viewer.name}，您好`} nav={traineeNav('/')}>
      {page.exams.map((exam) => (
        <a key={exam.id} className="card" href={paths.exam(exam.id)}>
          <strong>考试开了：{exam.title}</strong>
          <br />
          {exam.until}（含）前考完
        </a>
      ))}
      {page.courses.length === 0 && <Empty>您还没有报名培训班。请找乡镇专干。</Empty>}
      {course?.next && (
        <section className="card">
          <h1>接着学</h1>
          <p>
            {course.title}
            <br />
            <strong>{course.next.title}</strong>
          </p>
          <Progress done={course.lessons.filter(({ done }) => done).length} of={course.lessons.length} label={`学完 ${course.lessons.filter(({ done }) => done).length} 课，共 ${course.lessons.length} 课`} />
          <ButtonLink wide href={`${paths.lesson(course.slug, course.next.lesson)}${course.next.section === 's1' ? '' : `#${course.next.section}`}`}>
            接着学
          </ButtonLink>
        </section>
      )}
      {page.session && (
        <a className="card" href={paths.class()}>
          <strong>下次上课</strong>
          <br />
          {sayDay(page.session.day)} {page.session.startsAt}
          <br />
          {page.session.place}
        </a>
      )}
      {page.hasShop && (
        <a className="card" href={paths.myShops()}>
          <strong>我的店</strong>
          <br />
          结对、帮扶记录、每月数字
        </a>
      )}
      {page.certificates > 0 && (
        <a className="card" href="/certificates">
          <strong>我的证书</strong>
          <br />
          您有 {page.certificates} 张结业证书
        </a>
      )}
      {page.courses
        .filter((one) => one !== course)
        .map((one) => (
          <a key={one.slug} className="card" href={paths.course(one.slug)}>
            <strong>{one.title}</strong>
            <br />
            {one.next ? '还没学完' : '学完了，可以再看'}
          </a>
        ))}
      <h2>字的大小</h2>
      <TextSizeForm size={textSize} back="/" />
      <p>
        <a href={paths.account()}>我的账号和退出登录</a>
      </p>
    </PhonePage>
  )
}

function Welcome({ textSize }: { textSize: '18' | '22' | '26' | '30' }) {
  return (
    <PhonePage title="梯队">
      <h1>学会在网上卖东西</h1>
      <p>余杭和咸丰一起办的电商培训。课在手机上学，没有网也能接着看；考试通过了，发结业证书。</p>
      <ButtonLink href={paths.signIn()} wide>
        登录
      </ButtonLink>
      <h2>第一次来？</h2>
      <ol>
        <li>找乡镇专干要一张登录条。</li>
        <li>用手机扫条上的方块图。</li>
        <li>设 6 个数字，就能学了。</li>
      </ol>
      <h2>要核对一张证书？</h2>
      <p>
        <a href={paths.verify()}>验证结业证书</a>
      </p>
      <h2>字的大小</h2>
      <TextSizeForm size={textSize} back="/" />
    </PhonePage>
  )
}
