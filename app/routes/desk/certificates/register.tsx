// The register of certificates: all in reach, those that pass filters, or search results.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearch, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listRegister } from '#app/modules/certificates/certificates.server.ts'
import { registerColumns } from '#app/modules/certificates/register-columns.ts'
import { RegisterPage } from '#app/modules/certificates/pages/register-page.tsx'
import { listClassesToChoose, parseRegisterQuery } from '#app/modules/certificates/register-query.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { listVisiblePlaces } from '#app/modules/households/households.server.ts'
import { parsePosition } from '#app/paging.ts'
import { toRegisterPart } from './list-part.server.ts'
import { withPlaces } from './with-places.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '结业证书 · 梯队' }]

async function find(args: LoaderFunctionArgs, address: URLSearchParams, search: string) {
  const viewer = await requireDuty(args, 'certificates.list')
  const { site } = args.context
  const query = parseRegisterQuery(address)
  const position = parsePosition(address)
  const [found, cohorts] = await Promise.all([listRegister(site, viewer, { ...query, search }, position), listCohorts(site, viewer)])
  const places = listVisiblePlaces(viewer, site, toDay(site.now()))
  const rows = withPlaces(site, found.rows)
  return {
    ...{ viewer, query, search, places },
    list: toRegisterPart({ ...found, rows }, { definition: registerColumns, address, position, query, cohorts, places }),
    cohorts: listClassesToChoose(cohorts, query).map(({ id, number, name, startsOn }) => ({ id, number, name, startsOn })),
    years: [...new Set(cohorts.flatMap(({ startsOn, endsOn }) => [startsOn.slice(0, 4), endsOn.slice(0, 4)]))].sort().reverse(),
  }
}

export const loader = (args: LoaderFunctionArgs) => find(args, new URL(args.request.url).searchParams, '')

/** Searches, or turns what a search found. It is posted, so that the person searched for is in no address. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const turn = readTurn(args.request, form)
  return turn ? find(args, turn, readSearch(form, 'listed')) : find(args, new URLSearchParams(), readSearch(form))
}

export default function Route() {
  return <RegisterPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
