// People of the register in reach: all, or search results.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { catchInvalidInput, throwRefusals } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listPersons, listVisiblePlaces } from '#app/modules/households/households.server.ts'
import { PersonsPage } from '#app/modules/households/pages/persons-page.tsx'
import { nobody, parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { parseStage, stageLabels } from '#app/modules/talent/stages.ts'
import { selectAtStage } from '#app/modules/talent/talent.server.ts'
import { parsePosition } from '#app/paging.ts'

export const links = deskLinks
export const meta = () => [{ title: '人员和户 · 梯队' }]

async function find(args: LoaderFunctionArgs, given: URLSearchParams | FormData, search: string) {
  const viewer = await requireDuty(args, 'households.see')
  const { site } = args.context
  const { searchParams } = new URL(args.request.url)
  const asked = parseRegisterFilter(searchParams)
  const stage = parseStage(searchParams.get('stage'))
  const filter = { ...asked, among: stage ? await selectAtStage(site, stage) : undefined }
  const today = toDay(site.now())
  const { found, refused } = await catchInvalidInput(() => listPersons(site, viewer, { search, position: parsePosition(given), filter }))
  const list = found ?? nobody
  return {
    viewer,
    search,
    ...list,
    rows: list.rows.map((row) => ({ ...row, place: formatPlace(row.regionCode, today).join(' ') })),
    places: listVisiblePlaces(viewer, site, today),
    region: asked.region ?? '',
    status: asked.status ?? '',
    stage: stage ?? '',
    errors: refused?.fields,
    canAdd: hasDuty(viewer, 'rosters.import'),
  }
}

export const loader = (args: LoaderFunctionArgs) => find(args, new URL(args.request.url).searchParams, '')

/** A search is posted, so that the person searched for is in no URL, and so in no history and no log. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  return find(args, form, readSearch(form))
}

export default function Route() {
  return <PersonsPage stages={stageLabels} {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
