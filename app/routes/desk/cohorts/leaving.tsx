// Withdrawing the ticked trainees of a class: what it does, and doing it. Who is ticked is posted: thousands have no room in an address.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readCohortHead, readLeaving, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { leavingForm } from '#app/modules/cohorts/forms/leaving-form.ts'
import { LeavingPage } from '#app/modules/cohorts/pages/leaving-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '学员退班 · 梯队' }]

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
  const ticked = (await throwRefusals(() => readFormData(args.request))).getAll('enrolment').map(String)
  const view = async () => ({ leaving: ticked.length > 0 ? await readLeaving(site, viewer, { cohortId, enrolmentIds: ticked }) : null })
  const work = async () => {
    const { enrolmentIds, reason } = await readForm(args.request, leavingForm)
    const leaving = await readLeaving(site, viewer, { cohortId, enrolmentIds })
    if (reason === null) return { leaving }
    await stepEnrolments(site, viewer, { enrolmentIds: leaving.enrolmentIds, event: { type: 'LEAVE', reason } })
    return redirect(paths.cohortPart(cohortId, 'trainees'))
  }
  return throwRefusals(() => respondBeside(args.request, work, view))
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const leaving = answer && 'leaving' in answer ? answer.leaving : null
  return <LeavingPage {...useLoaderData<typeof loader>()} leaving={leaving} refused={getRefused(answer)} />
}
