// The list behind one figure of pairing.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readOutcomeList } from '#app/modules/outcomes/outcomes.server.ts'
import { parsePeriod } from '#app/modules/outcomes/outcome-period.ts'
import { figureKeys } from '#app/modules/outcomes/outcomes.ts'
import { OutcomeListPage } from '#app/modules/outcomes/pages/outcome-list-page.tsx'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { notFound } from '#app/refusal.ts'

export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  return throwRefusals(async () => {
    const figure = figureKeys.find((name) => name === args.params.list)
    if (!figure) throw notFound('这个数字')
    const search = new URL(args.request.url).searchParams
    const period = parsePeriod(search, site)
    const township = search.get('township') || undefined
    const today = toDay(site.now())
    const { count, rows } = await readOutcomeList(site, viewer, { ...period, figure, township })
    return {
      viewer,
      figure,
      period,
      where: township ? (findRegionOn(township, today)?.name ?? township) : '全部乡镇',
      count,
      rows: rows.map((row) => ({ ...row, place: findRegionOn(row.township, today)?.name ?? row.township })),
    }
  })
}

export default function Route() {
  return <OutcomeListPage {...useLoaderData<typeof loader>()} />
}
