// Changes a class that is not over: moves, adds or drops sessions, changes its name, place and instructors.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { cohortChangeForm } from '#app/modules/cohorts/forms/cohort-change-form.ts'
import { changeCohort, listPlacesToPlan, readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { CohortPlanPage } from '#app/modules/cohorts/pages/cohort-plan-page.tsx'
import { listCourses } from '#app/modules/courses/courses.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '改培训班安排 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.run')
  const { site } = args.context
  const cohort = await throwRefusals(() => readCohortHead(site, viewer, param(args, 'cohort')))
  const instructors = (await listInstructors(site)).map(({ accountId, name, cohortIds }) => ({
    accountId,
    name,
    teaches: cohortIds.includes(cohort.id),
  }))
  const courses = (await listCourses(site)).map(({ slug, title, tier }) => ({ slug, title, tier }))
  return { viewer, cohort, instructors, courses, places: listPlacesToPlan(site, viewer) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const id = param(args, 'cohort')
    const { site } = args.context
    await changeCohort(site, viewer, { id, ...(await readForm(request, cohortChangeForm(site.now()))) })
    return redirect(paths.cohort(id))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <CohortPlanPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
