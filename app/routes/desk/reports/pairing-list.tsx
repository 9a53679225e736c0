// What stands behind one figure of pairing.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { openOutcome } from '#app/modules/outcomes/outcomes.server.ts'
import { readPeriod } from '#app/modules/outcomes/outcome-period.ts'
import { figureNames } from '#app/modules/outcomes/outcomes.ts'
import { OutcomeListPage } from '#app/modules/outcomes/pages/outcome-list-page.tsx'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { notFound } from '#app/refusal.ts'

export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  return orRefuse(async () => {
    const figure = figureNames.find((name) => name === asked.params.list)
    if (!figure) throw notFound('这个数字')
    const search = new URL(asked.request.url).searchParams
    const period = readPeriod(search, site)
    const township = search.get('township') || undefined
    const today = dayOf(site.now())
    const { count, rows } = await openOutcome(site, viewer, { ...period, figure, township })
    return {
      viewer,
      figure,
      period,
      where: township ? (regionOn(township, today)?.name ?? township) : '全部乡镇',
      count,
      rows: rows.map((row) => ({ ...row, place: regionOn(row.township, today)?.name ?? row.township })),
    }
  })
}

export default function Route() {
  return <OutcomeListPage {...useLoaderData<typeof loader>()} />
}
