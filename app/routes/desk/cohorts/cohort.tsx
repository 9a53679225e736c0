// One class: its people and their progress, its sessions, and what can be done with it now.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { cohortStepForm } from '#app/modules/cohorts/forms/cohort-step-form.ts'
import { listClosingGaps, readCohort, stepCohort, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { isRunning } from '#app/modules/cohorts/cohort.states.ts'
import { traineeList } from '#app/modules/cohorts/lists.ts'
import { CohortPage } from '#app/modules/cohorts/pages/cohort-page.tsx'
import { getPath } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadShownTrainees } from './shown-trainees.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const { site } = args.context
  const cohort = await throwRefusals(() => readCohort(site, viewer, param(args, 'cohort')))
  const trainees = await loadShownTrainees(site, viewer, cohort)
  return {
    viewer,
    cohort: { ...cohort, trainees },
    list: arrange(trainees, parseTableQuery(new URL(args.request.url).searchParams, traineeList), traineeList),
    gaps: cohort.canRun && isRunning(cohort.state) ? await listClosingGaps(site, cohort.id) : [],
    instructors: (await listInstructors(site)).filter(({ cohortIds }) => cohortIds.includes(cohort.id)).map(({ name }) => name),
    where: getPath(cohort.regionCode, toDay(site.now())).slice(2).join(' '),
  }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const [id, step] = [param(args, 'cohort'), await readForm(request, cohortStepForm)]
    if ('enrolmentIds' in step) await stepEnrolments(args.context.site, viewer, step)
    else await stepCohort(args.context.site, viewer, { id, ...step })
    return redirect(paths.cohort(id))
  })

export default function Route() {
  return <CohortPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
