// Changing a class that is not over: its sessions moved, added or dropped, its name, place and instructors.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { cohortChangeForm } from '#app/modules/cohorts/cohort-change-form.ts'
import { changeCohort, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { CohortPlanPage } from '#app/modules/cohorts/pages/cohort-plan-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '改培训班安排 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'cohorts.run')
  const { site } = asked.context
  const cohort = await orRefuse(() => readCohort(site, viewer, param(asked, 'cohort')))
  const instructors = (await listInstructors(site)).map(({ accountId, name, cohortIds }) => ({
    accountId,
    name,
    teaches: cohortIds.includes(cohort.id),
  }))
  return { viewer, cohort, instructors }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'cohorts.run')
    const id = param(asked, 'cohort')
    await changeCohort(asked.context.site, viewer, { id, ...(await readForm(request, cohortChangeForm)) })
    return redirect(paths.cohort(id))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <CohortPlanPage {...useLoaderData<typeof loader>()} refused={refusedIn(answer)} />
}
