// Households of the register in reach.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { catchInvalidInput } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listHouseholds, listVisiblePlaces } from '#app/modules/households/households.server.ts'
import { HouseholdsPage } from '#app/modules/households/pages/households-page.tsx'
import { noHouseholds, parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { parsePosition } from '#app/paging.ts'

export const links = deskLinks
export const meta = () => [{ title: '户 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'households.see')
  const { site } = args.context
  const { searchParams } = new URL(args.request.url)
  const filter = parseRegisterFilter(searchParams)
  const today = toDay(site.now())
  const { found, refused } = await catchInvalidInput(() => listHouseholds(site, viewer, { filter, position: parsePosition(searchParams) }))
  const list = found ?? noHouseholds
  return {
    viewer,
    ...list,
    rows: list.rows.map((row) => ({ ...row, place: formatPlace(row.regionCode, today).join(' ') })),
    places: listVisiblePlaces(viewer, site, today),
    region: filter.region ?? '',
    status: filter.status ?? '',
    sort: filter.sort,
    dir: filter.dir,
    errors: refused?.fields,
  }
}

export default function Route() {
  return <HouseholdsPage {...useLoaderData<typeof loader>()} />
}
