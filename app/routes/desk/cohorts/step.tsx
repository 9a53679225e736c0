// A step that ends a class, or takes that back: what it does to whom, and then the step itself.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readShown, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { cohortEndForm, parseCohortStep } from '#app/modules/cohorts/forms/cohort-end-form.ts'
import { readCohortStep, stepCohort, stepEnrolments } from '#app/modules/cohorts/cohorts.server.ts'
import { skipTickOf, waitingList } from '#app/modules/cohorts/lists.ts'
import { CohortStepPage } from '#app/modules/cohorts/pages/cohort-step-page.tsx'
import { paths } from '#app/shell/paths.ts'
import { arrange, listTicked } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

async function show(args: LoaderFunctionArgs, asked: URLSearchParams, form: FormData | null = null) {
  const viewer = await requireDuty(args, 'cohorts.run')
  const order = { cohortId: param(args, 'cohort'), step: parseCohortStep(param(args, 'step')) }
  const { waitingFor, ...view } = await readCohortStep(args.context.site, viewer, order)
  const list = arrange(waitingFor, parseTableQuery(asked, waitingList), waitingList)
  const posted = form && form.getAll('enrolment').map(String)
  return { viewer, view, list, ticked: listTicked(waitingFor, list, { definition: waitingList, value: skipTickOf, posted }) }
}

export const loader = (args: LoaderFunctionArgs) => throwRefusals(() => show(args, new URL(args.request.url).searchParams))

/** Takes the step, records who does not sit the exam, or shows another page of them with the same ones ticked. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const turn = readTurn(args.request, form)
  if (turn) return throwRefusals(() => show(args, turn, form))
  const take = async () => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const [id, step] = [param(args, 'cohort'), parseCohortStep(param(args, 'step'))]
    const order = await readForm(args.request, cohortEndForm)
    const { site } = args.context
    if (!('enrolmentIds' in order)) await stepCohort(site, viewer, { id, ...order })
    else await stepEnrolments(site, viewer, order)
    return redirect('enrolmentIds' in order ? paths.cohortStep(id, step) : paths.cohort(id))
  }
  return respondBeside(args.request, take, () => show(args, readShown(args.request), form))
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const turned = answer && 'list' in answer ? answer : null
  return <CohortStepPage {...useLoaderData<typeof loader>()} {...turned} refused={getRefused(answer)} />
}
