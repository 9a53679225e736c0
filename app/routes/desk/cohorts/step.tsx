// A step that ends a class, or takes that back: what it does to whom, and then the step itself.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { cohortEndForm, parseCohortStep } from '#app/modules/cohorts/forms/cohort-end-form.ts'
import { readCohortStep, stepCohort, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { CohortStepPage } from '#app/modules/cohorts/pages/cohort-step-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const step = parseCohortStep(param(args, 'step'))
    return { viewer, view: await readCohortStep(args.context.site, viewer, { cohortId: param(args, 'cohort'), step }) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const [id, step] = [param(args, 'cohort'), parseCohortStep(param(args, 'step'))]
    const order = await readForm(request, cohortEndForm)
    if ('enrolmentIds' in order) {
      await stepEnrolments(args.context.site, viewer, order)
      return redirect(paths.cohortStep(id, step))
    }
    await stepCohort(args.context.site, viewer, { id, ...order })
    return redirect(paths.cohort(id))
  })

export default function Route() {
  return <CohortStepPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
