// One class at a glance, and the steps that lead it on.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { cohortStepForm } from '#app/modules/cohorts/forms/cohort-step-form.ts'
import { listClosingGaps, stepCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { findCourseMove } from '#app/modules/course-moves/course-moves.server.ts'
import { CohortPage } from '#app/modules/cohorts/pages/cohort-page.tsx'
import { paths } from '#app/shell/paths.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const frame = await loadCohortFrame(args)
    const { cohort } = frame
    const { site } = args.context
    const canClose = cohort.steps.some(({ type, missing }) => type === 'CLOSE' && missing === null)
    return {
      ...frame,
      newVersion: await findCourseMove(site, frame.viewer, cohort),
      gaps: canClose ? await listClosingGaps(site, cohort.id) : [],
      instructors: (await listInstructors(site)).filter(({ cohortIds }) => cohortIds.includes(cohort.id)).map(({ name }) => name),
    }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const id = param(args, 'cohort')
    await stepCohort(args.context.site, viewer, { id, ...(await readForm(request, cohortStepForm)) })
    return redirect(paths.cohort(id))
  })

export default function Route() {
  return <CohortPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
