// People of the register in reach: all, or search results. Those who are ticked are enrolled in a class.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { enrolTicked } from '#app/modules/cohorts/cohorts.server.ts'
import { EnrolledNotice } from '#app/modules/cohorts/pages/enrolled-notice.tsx'
import { PersonsPage } from '#app/modules/households/pages/persons-page.tsx'
import { listOpenCohorts } from '#app/modules/rosters/rosters.server.ts'
import { stageLabels } from '#app/modules/talent/stages.ts'
import { listPeople } from '#app/modules/talent/talent.server.ts'
import { parsePosition } from '#app/paging.ts'

export const links = deskLinks
export const meta = () => [{ title: '人员和户 · 梯队' }]

type Enrolled = Awaited<ReturnType<typeof enrolTicked>>
async function find(args: LoaderFunctionArgs, given: URLSearchParams | FormData, search: string, enrolled: Enrolled | null = null) {
  const viewer = await requireDuty(args, 'households.see')
  const { site } = args.context
  const { searchParams: address } = new URL(args.request.url)
  const list = await throwRefusals(() => listPeople(site, viewer, { address, search, position: parsePosition(given) }))
  const canAdd = hasDuty(viewer, 'rosters.import')
  const cohorts = canAdd ? await listOpenCohorts(site, viewer) : []
  return { viewer, ...list, enrolled, canAdd, cohorts, areTicked: given.get('tick') === 'page' }
}

export const loader = (args: LoaderFunctionArgs) => find(args, new URL(args.request.url).searchParams, '')

/** Enrols, ticks, or searches; a search is posted, so that the person searched for is in no URL, and so in no history and no log. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  if (form.has('search')) return find(args, form, readSearch(form))
  const listAgain = (enrolled?: Enrolled) => find(args, form, readSearch(form, 'listed'), enrolled)
  if (form.has('tick')) return listAgain()
  const viewer = await requireDuty(args, 'rosters.import')
  const ticked = { cohortId: String(form.get('cohort') ?? ''), personIds: form.getAll('person').map(String) }
  return respondBeside(args.request, async () => listAgain(await enrolTicked(args.context.site, viewer, ticked)), listAgain)
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const { enrolled, ...found } = { ...useLoaderData<typeof loader>(), ...answer }
  const notice = enrolled && <EnrolledNotice enrolled={enrolled} />
  const list = { ...found, notice, enrolledIn: enrolled?.cohort.id ?? '', refused: getRefused(answer) }
  return <PersonsPage stages={stageLabels} {...list} />
}
