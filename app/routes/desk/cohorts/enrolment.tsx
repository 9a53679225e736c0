// Enrols people who are already in the register: search by name, tick, enrol.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readSearch, readShown, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { enrolPersons } from '#app/modules/cohorts/cohorts.server.ts'
import { EnrolmentPage } from '#app/modules/cohorts/pages/enrolment-page.tsx'
import { paths } from '#app/shell/paths.ts'
import { loadPeopleToEnrol } from './people-to-enrol.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '报名 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) => loadPeopleToEnrol(args, { address: new URL(args.request.url).searchParams })

/** Enrols the ticked people, turns the list, or searches; a search is posted, so that no name is in a URL. Who is ticked stays ticked. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const [cohortId, posted] = [param(args, 'cohort'), form.getAll('person').map(String)]
  if (form.has('search')) return { found: await loadPeopleToEnrol(args, { address: new URLSearchParams(), search: readSearch(form) }) }
  const turn = readTurn(args.request, form)
  const shown = { address: turn ?? readShown(args.request), search: readSearch(form, 'listed'), posted }
  const listAgain = async () => ({ found: await loadPeopleToEnrol(args, shown) })
  if (turn) return listAgain()
  const viewer = await requireDuty(args, 'rosters.import')
  const work = () => enrolPersons(args.context.site, viewer, { cohortId, personIds: posted }).then(() => redirect(paths.cohort(cohortId)))
  return respondBeside(args.request, work, listAgain)
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const found = answer && 'found' in answer ? answer.found : null
  return <EnrolmentPage {...useLoaderData<typeof loader>()} {...found} refused={getRefused(answer)} />
}
