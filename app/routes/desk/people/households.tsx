// Households of the register in reach.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { catchInvalidInput } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listHouseholds, listVisiblePlaces } from '#app/modules/households/households.server.ts'
import { HouseholdsPage } from '#app/modules/households/pages/households-page.tsx'
import { householdList, nameFilters } from '#app/modules/households/lists.ts'
import { noHouseholds, parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { placeRows } from '#app/modules/regions/regions.server.ts'
import { parsePosition } from '#app/paging.ts'
import { parseTableQuery, toListPart } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '户 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'households.see')
  const { site } = args.context
  const { searchParams } = new URL(args.request.url)
  const filter = parseRegisterFilter(searchParams)
  const position = parsePosition(searchParams)
  const today = toDay(site.now())
  const { found, refused } = await catchInvalidInput(() => listHouseholds(site, viewer, { filter, position }))
  const shown = found ?? noHouseholds
  const rows = placeRows(shown.rows, today)
  const places = listVisiblePlaces(viewer, site, today)
  const asked = { region: filter.region ?? '', status: filter.status ?? '' }
  const about = { size: householdList.size, position, chosen: nameFilters(asked, places) }
  const list = toListPart(parseTableQuery(searchParams, householdList), { ...shown, rows }, about)
  return { viewer, list, places, ...asked, errors: refused?.fields }
}

export default function Route() {
  return <HouseholdsPage {...useLoaderData<typeof loader>()} />
}
