// All cohorts in reach, and planning a new one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { getReach } from '#app/access/viewer.ts'
import { addDays, toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { cohortPlanForm, parseSessions } from '#app/modules/cohorts/cohort-plan-form.ts'
import { listCohorts, planCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortList } from '#app/modules/cohorts/lists.ts'
import { CohortsPage } from '#app/modules/cohorts/pages/cohorts-page.tsx'
import { listCourses } from '#app/modules/courses/courses.server.ts'
import { findRegionOn, listChildren } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const { site } = args.context
  const today = toDay(site.now())
  const reach = getReach(viewer, 'cohorts.plan')
  const { county } = site.programme.west
  const places = reach.everything ? [county, ...listChildren(county, today).map(({ code }) => code)] : reach.regions
  const cohorts = await listCohorts(site, viewer)
  return {
    viewer,
    list: arrange(cohorts, parseTableQuery(new URL(args.request.url).searchParams, cohortList), cohortList),
    places: places.map((code) => ({ code, name: findRegionOn(code, today)?.name ?? code })),
    instructors: (await listInstructors(site)).map(({ accountId, name }) => ({ accountId, name })),
    courses: (await listCourses(site)).map(({ slug, title, tier }) => ({ slug, title, tier })),
    next: Math.max(0, ...cohorts.map((cohort) => cohort.number)) + 1,
    example: `${addDays(today, 7)} 09:00 认识网店\n${addDays(today, 8)} 09:00 拍好一张图`,
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.plan')
    const { sessions, ...plan } = await readForm(request, cohortPlanForm)
    const id = await planCohort(args.context.site, viewer, { ...plan, sessions: parseSessions(sessions) })
    return redirect(paths.cohort(id))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <CohortsPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
