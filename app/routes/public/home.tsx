// The first page: for a trainee where she left off, for a desk user the desk, for everybody else what this is and how
// to sign in.
import { type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { toDay, formatTerm } from '#app/calendar.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { paths } from '#app/shell/paths.ts'
import { getViewer } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { hasDuty, isRole } from '#app/access/viewer.ts'
import { listOwnCertificates } from '#app/modules/certificates/certificates.server.ts'
import { listOwnClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { isShopOwner } from '#app/modules/shops/policy.ts'
import { listOwnExams } from '#app/modules/exams/exams.server.ts'
import { attemptDataAttributes, isActionable } from '#app/modules/exams/labels.ts'
import { listOwnCourses } from '#app/modules/learning/learning.server.ts'
import { HomePage } from '#app/modules/learning/pages/home-page.tsx'
import { WelcomePage } from '#app/modules/learning/pages/welcome-page.tsx'
import type { loader as rootLoader } from '#app/root.tsx'
import { isValid } from '#app/modules/certificates/certificate.states.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args)
  if (!viewer) return { account: null, script: islandUrl('plain-page.js') }
  if (viewer.mustSetUpSecondStep) throw redirect(paths.secondStep())
  if (!isRole(viewer, 'trainee')) {
    if (hasDuty(viewer, 'cohorts.see') || hasDuty(viewer, 'pairings.see')) throw redirect(paths.desk())
    if (isShopOwner(viewer)) throw redirect(paths.myShops())
  }
  const { site } = args.context
  const [courses, classes, exams, certificates] = await Promise.all([
    listOwnCourses(site, viewer),
    listOwnClasses(site, viewer),
    listOwnExams(site, viewer),
    listOwnCertificates(site, viewer),
  ])
  const today = toDay(site.now())
  const coming = classes
    .flatMap(({ sessions }) => sessions.filter(({ mark, day }) => !mark && day >= today))
    .sort((one, other) => (one.day < other.day ? -1 : 1))
  return {
    account: viewer.accountId,
    name: viewer.name,
    hasShop: isShopOwner(viewer),
    courses,
    session: coming[0] ?? null,
    exams: exams.filter(isActionable).map((exam) => ({ ...attemptDataAttributes(exam), title: exam.title, until: formatTerm(exam.closesAt) })),
    certificates: certificates.filter(({ state }) => isValid(state)).length,
    script: islandUrl('learning.js'),
  }
}

export default function Home() {
  const page = useLoaderData<typeof loader>()
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  return page.account === null ? <WelcomePage script={page.script} textSize={textSize} /> : <HomePage {...page} textSize={textSize} />
}
