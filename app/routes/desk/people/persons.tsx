// People of the register in reach: all, or search results. Those who are ticked are enrolled in a class.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readSearch, readShown, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { enrolTicked } from '#app/modules/cohorts/cohorts.server.ts'
import { EnrolledNotice } from '#app/modules/cohorts/pages/enrolled-notice.tsx'
import { PersonsPage } from '#app/modules/households/pages/persons-page.tsx'
import { stageLabels } from '#app/modules/talent/stages.ts'
import { loadPeople } from './people-list.server.ts'

type Enrolled = Awaited<ReturnType<typeof enrolTicked>>

export const links = deskLinks
export const meta = () => [{ title: '人员和户 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) => loadPeople(args, { address: new URL(args.request.url).searchParams })

/**
 * Enrols, turns the list, or searches; a search is posted, so that the person searched for is in no URL, and so in no history and no log.
 * Who is ticked stays ticked until they are enrolled.
 */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  if (form.has('search')) return loadPeople(args, { address: new URLSearchParams(), search: readSearch(form) })
  const turn = readTurn(args.request, form)
  const search = readSearch(form, 'listed')
  const chosen = String(form.get('cohort') ?? '')
  const shown = { address: turn ?? readShown(args.request), search, chosen }
  const posted = form.getAll('person').map(String)
  if (turn) return loadPeople(args, { ...shown, posted })
  const viewer = await requireDuty(args, 'rosters.import')
  const enrol = async () => {
    const enrolled = await enrolTicked(args.context.site, viewer, { cohortId: chosen, personIds: posted })
    return { ...(await loadPeople(args, shown)), enrolled }
  }
  return respondBeside(args.request, enrol, () => loadPeople(args, { ...shown, posted }))
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const found = { ...useLoaderData<typeof loader>(), ...answer }
  const enrolled = answer && 'enrolled' in answer ? (answer.enrolled as Enrolled) : null
  return (
    <PersonsPage stages={stageLabels} {...found} notice={enrolled && <EnrolledNotice enrolled={enrolled} />} refused={getRefused(answer)} />
  )
}
