// Planning a new cohort.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused, getTyped } from '#app/http/refused.ts'
import { respond, showTyped, throwRefusals } from '#app/http/respond.server.ts'
import { readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { cohortPlanForm } from '#app/modules/cohorts/forms/cohort-plan-form.ts'
import { findFreeNumber, listPlacesToPlan, planCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { NewCohortPage } from '#app/modules/cohorts/pages/new-cohort-page.tsx'
import { listCourses } from '#app/modules/courses/courses.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '办新班 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.plan')
  const { site } = args.context
  const courses = await listCourses(site)
  const wanted = new URL(args.request.url).searchParams.get('course')
  const course = courses.find(({ slug }) => slug === wanted) ?? courses.find(({ tier }) => tier === 'entrepreneur') ?? courses[0]
  const year = Number(toDay(site.now()).slice(0, 4))
  return {
    viewer,
    places: listPlacesToPlan(site, viewer),
    instructors: (await listInstructors(site)).map(({ accountId, name }) => ({ accountId, name })),
    courses: courses.map(({ slug, title, tier, lessons }) => ({ slug, title, tier, lessons: lessons.map((lesson) => lesson.title) })),
    course: course?.slug ?? '',
    next: await findFreeNumber(site.read, { countyCode: site.programme.west.county, year }),
    year,
  }
}

/** Plans the class, or shows the lessons of another course beside whatever was typed. */
export async function action(args: ActionFunctionArgs) {
  const { site } = args.context
  if (readTurn(args.request, await throwRefusals(() => readFormData(args.request)))) {
    await requireDuty(args, 'cohorts.plan')
    return showTyped(args.request)
  }
  return respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.plan')
    return redirect(paths.cohort(await planCohort(site, viewer, await readForm(request, cohortPlanForm(site.now())))))
  })
}

export default function Route() {
  const answer = useActionData<typeof action>()
  return <NewCohortPage {...useLoaderData<typeof loader>()} typed={getTyped(answer)} refused={getRefused(answer)} />
}
