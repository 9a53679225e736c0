// One class: its people and their progress, its sessions, and what can be done with it now.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { listCertificates } from '#app/modules/certificates/certificates.server.ts'
import { cohortStepForm } from '#app/modules/cohorts/cohort-step-form.ts'
import { type CohortView, readCohort, stepCohort, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { CohortPage } from '#app/modules/cohorts/pages/cohort-page.tsx'
import { readProgress } from '#app/modules/learning/learning.server.ts'
import { getPath, formatPlace } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const { site } = args.context
  const cohort = await throwRefusals(() => readCohort(site, viewer, param(args, 'cohort')))
  return {
    viewer,
    cohort: { ...cohort, trainees: await withProgress(site, viewer, cohort) },
    instructors: (await listInstructors(site)).filter(({ cohortIds }) => cohortIds.includes(cohort.id)).map(({ name }) => name),
    where: getPath(cohort.regionCode, toDay(site.now())).slice(2).join(' '),
  }
}

/** Adds to the class's trainees their certificates and their progress in the course. */
async function withProgress(site: Site, viewer: Viewer, { trainees, courseVersionId }: CohortView) {
  const [enrolments, persons] = [trainees.map((one) => one.enrolmentId), trainees.map((one) => one.personId)]
  const [certificates, done] = await Promise.all([listCertificates(site, viewer, enrolments), readProgress(site, courseVersionId, persons)])
  return trainees.map((trainee) => ({
    ...trainee,
    region: formatPlace(trainee.region, toDay(site.now())).join(' '),
    certificate: certificates.get(trainee.enrolmentId) ?? null,
    progress: done.get(trainee.personId) ?? null,
  }))
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const [id, step] = [param(args, 'cohort'), await readForm(request, cohortStepForm)]
    if ('enrolmentId' in step) await stepEnrolment(args.context.site, viewer, step)
    else await stepCohort(args.context.site, viewer, { id, ...step })
    return redirect(paths.cohort(id))
  })

export default function Route() {
  return <CohortPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
