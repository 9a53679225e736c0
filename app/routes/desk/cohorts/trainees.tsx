// The people of a class, and the steps of single trainees.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { newIdempotencyKey } from '#app/http/idempotency.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { traineeStepForm } from '#app/modules/cohorts/forms/cohort-step-form.ts'
import { listTrainees, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { tickOf, traineeList } from '#app/modules/cohorts/lists.ts'
import { TraineesPage } from '#app/modules/cohorts/pages/trainees-page.tsx'
import { paths } from '#app/shell/paths.ts'
import { arrange, listTicked } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'
import { loadShownTrainees } from './shown-trainees.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '学员 · 梯队' }]

async function list(args: LoaderFunctionArgs, asked: URLSearchParams, form: FormData | null = null) {
  const frame = await loadCohortFrame(args)
  const { viewer, cohort } = frame
  const { site } = args.context
  const trainees = await loadShownTrainees(site, viewer, { ...cohort, trainees: await listTrainees(site, viewer, cohort) })
  const part = arrange(trainees, parseTableQuery(asked, traineeList), traineeList)
  const posted = form && form.getAll('enrolment').map(String)
  const ticked = listTicked(trainees, part, { definition: traineeList, value: tickOf, posted })
  return { ...frame, list: part, ticked, press: newIdempotencyKey() }
}

export const loader = (args: LoaderFunctionArgs) => throwRefusals(() => list(args, new URL(args.request.url).searchParams))

/** Takes a step of one trainee, or shows another page with the same ones ticked. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const turn = readTurn(args.request, form)
  if (turn) return throwRefusals(() => list(args, turn, form))
  return respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'cohorts.run')
    await stepEnrolments(args.context.site, viewer, await readForm(request, traineeStepForm))
    return redirect(paths.cohortPart(param(args, 'cohort'), 'trainees'))
  })
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const turned = answer && 'list' in answer ? answer : null
  return <TraineesPage {...useLoaderData<typeof loader>()} {...turned} refused={getRefused(answer)} />
}
