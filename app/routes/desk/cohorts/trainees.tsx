// The people of a class, and the steps of single trainees.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { newIdempotencyKey } from '#app/http/idempotency.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { traineeStepForm } from '#app/modules/cohorts/forms/cohort-step-form.ts'
import { listTrainees, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { tickOf, traineeList } from '#app/modules/cohorts/lists.ts'
import { TraineesPage } from '#app/modules/cohorts/pages/trainees-page.tsx'
import { paths } from '#app/shell/paths.ts'
import { arrange, tickedElsewhere } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'
import { loadShownTrainees } from './shown-trainees.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '学员 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const frame = await loadCohortFrame(args)
    const { viewer, cohort } = frame
    const { site } = args.context
    const trainees = await loadShownTrainees(site, viewer, { ...cohort, trainees: await listTrainees(site, viewer, cohort) })
    const query = parseTableQuery(new URL(args.request.url).searchParams, traineeList)
    const list = arrange(trainees, query, traineeList)
    const elsewhere = tickedElsewhere(trainees, list, { definition: traineeList, value: tickOf })
    return { ...frame, list, elsewhere, press: newIdempotencyKey() }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.run')
    await stepEnrolments(args.context.site, viewer, await readForm(request, traineeStepForm))
    return redirect(paths.cohortPart(param(args, 'cohort'), 'trainees'))
  })

export default function Route() {
  return <TraineesPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
