// The people of a class: whoever is ticked goes on to slips, or to a step of theirs.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { newIdempotencyKey } from '#app/http/idempotency.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readShown, readTurn } from '#app/http/search.ts'
import { listTrainees } from '#app/modules/cohorts/cohorts.server.ts'
import { tickOf, traineeList } from '#app/modules/cohorts/lists.ts'
import { TraineesPage } from '#app/modules/cohorts/pages/trainees-page.tsx'
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

/** Shows another page with the same ones ticked. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  return throwRefusals(() => list(args, readTurn(args.request, form) ?? readShown(args.request), form))
}

export default function Route() {
  return <TraineesPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
