// What is due in all pairings in reach, and the list of them.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { toConfirmList, waitingList } from '#app/modules/mentorship/lists.ts'
import { readPairingDesk, withPlaces } from '#app/modules/mentorship/mentorship.server.ts'
import { PairingsPage } from '#app/modules/mentorship/pages/desk/pairings-page.tsx'
import { countByView, listViews, pairingList, parseListView } from '#app/modules/pairings/lists.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const { searchParams } = new URL(args.request.url)
  const view = parseListView(searchParams)
  const all = await listPairings(site, viewer)
  const { waiting, toConfirm, ...desk } = await readPairingDesk(site, viewer, all)
  const lines = withPlaces(
    site,
    all.filter(({ state }) => listViews[view].which(state)),
  )
  return {
    viewer,
    view,
    counts: countByView(all),
    desk,
    waiting: arrange(waiting, parseTableQuery(searchParams, waitingList), waitingList),
    toConfirm: arrange(toConfirm, parseTableQuery(searchParams, toConfirmList), toConfirmList),
    pairings: arrange(lines, parseTableQuery(searchParams, pairingList), pairingList),
  }
}

export default function Route() {
  return <PairingsPage {...useLoaderData<typeof loader>()} />
}
