// What is due in all pairings in reach, and the list of them.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { PairingsPage } from '#app/modules/mentorship/pages/desk/pairings-page.tsx'
import { countByView, listViews, parseListView } from '#app/modules/pairings/list-views.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const today = toDay(site.now())
  const view = parseListView(new URL(args.request.url).searchParams)
  const all = await listPairings(site, viewer)
  const lines = all.filter(({ state }) => listViews[view].which(state))
  return {
    viewer,
    view,
    counts: countByView(all),
    desk: await readPairingDesk(site, viewer, all),
    pairings: lines.map((line) => ({ ...line, place: findRegionOn(line.west.regionCode, today)?.name ?? line.west.regionCode })),
  }
}

export default function Route() {
  return <PairingsPage {...useLoaderData<typeof loader>()} />
}
