// A step of the ticked trainees of a class: what it does, and doing it. Who is ticked is posted: thousands have no room in an address.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readCohortHead, readTraineeStep, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { stepOfForm, traineeStepForm } from '#app/modules/cohorts/forms/trainee-step-form.ts'
import { TraineeStepPage } from '#app/modules/cohorts/pages/trainee-step-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '勾选的学员 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const { id, number, name, startsOn } = await readCohortHead(args.context.site, viewer, param(args, 'cohort'))
    return { viewer, cohort: { id, number, name, startsOn } }
  })

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.run')
  const { site } = args.context
  const cohortId = param(args, 'cohort')
  const form = await throwRefusals(() => readFormData(args.request))
  const ticked = { cohortId, step: stepOfForm(form), enrolmentIds: form.getAll('enrolment').map(String) }
  const view = async () => ({ view: ticked.enrolmentIds.length > 0 ? await readTraineeStep(site, viewer, ticked) : null })
  const work = async () => {
    const { step, enrolmentIds, seen, reason } = await readForm(args.request, traineeStepForm)
    if (reason === null) return { view: await readTraineeStep(site, viewer, { cohortId, step, enrolmentIds }) }
    await stepEnrolments(site, viewer, { enrolmentIds, event: { type: step, reason }, seen })
    return redirect(paths.cohortPart(cohortId, 'trainees'))
  }
  return throwRefusals(() => respondBeside(args.request, work, view))
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const view = answer && 'view' in answer ? answer.view : null
  return <TraineeStepPage {...useLoaderData<typeof loader>()} view={view} refused={getRefused(answer)} />
}
