// Enrols people who are already in the register: search by name, tick, enrol.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { enrolPersons, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { EnrolmentPage } from '#app/modules/cohorts/pages/enrolment-page.tsx'
import { listPersons } from '#app/modules/households/households.server.ts'
import { parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { parsePosition, toPositionQuery } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'
export const links = deskLinks
export const meta = () => [{ title: '报名 · 梯队' }]
async function find(args: LoaderFunctionArgs, given: URLSearchParams | FormData, search: string) {
  const viewer = await requireDuty(args, 'rosters.import')
  const { site } = args.context
  const cohort = await throwRefusals(() => readCohort(site, viewer, param(args, 'cohort')))
  const { sort, dir } = parseRegisterFilter(new URL(args.request.url).searchParams)
  const found = await listPersons(site, viewer, { search, position: parsePosition(given), filter: { sort, dir } })
  const enrolled = new Set(cohort.trainees.map(({ personId }) => personId))
  const today = toDay(site.now())
  const rows = found.rows.map((row) => ({ ...row, place: formatPlace(row.regionCode, today).join(' '), isEnrolled: enrolled.has(row.id) }))
  return {
    viewer,
    cohort: { id: cohort.id, number: cohort.number, name: cohort.name, startsOn: cohort.startsOn, state: cohort.state },
    search,
    ...{ sort, dir },
    position: toPositionQuery(parsePosition(given)),
    areTicked: given.get('tick') === 'page',
    ...found,
    rows,
  }
}

export const loader = (args: LoaderFunctionArgs) => find(args, new URL(args.request.url).searchParams, '')

/** Enrols the ticked people, ticks, or searches; a search is posted, so that no name is in a URL. Refused, the same people are listed. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const [cohortId, personIds] = [param(args, 'cohort'), form.getAll('person').map(String)]
  if (form.has('search')) return { found: await find(args, form, readSearch(form)) }
  const listAgain = () => find(args, form, readSearch(form, 'listed'))
  if (form.has('tick')) return { found: await listAgain() }
  const viewer = await requireDuty(args, 'rosters.import')
  const work = () => enrolPersons(args.context.site, viewer, { cohortId, personIds }).then(() => redirect(paths.cohort(cohortId)))
  return respondBeside(args.request, work, async () => ({ found: await listAgain() }))
}

export default function Route() {
  const answer = useActionData<typeof action>()
  const found = answer && 'found' in answer ? answer.found : null
  return <EnrolmentPage {...useLoaderData<typeof loader>()} {...found} refused={getRefused(answer)} />
}
