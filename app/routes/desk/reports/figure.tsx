// What stands behind one figure: as many persons, households or completions as it says, with cohort, attendance, exam and certificate.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { pathOf, placeOf } from '#app/modules/regions/regions.server.ts'
import { FigurePage } from '#app/modules/reports/pages/figure-page.tsx'
import { asOfOf, figureName, filledIn, reportQuery } from '#app/modules/reports/report-query.ts'
import { askFigure, defaultQuery, nameOfOwn } from '#app/modules/reports/reports.server.ts'
import { positionOf } from '#app/paging.ts'
import { notFound } from '#app/refusal.ts'

export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'reports.see')
  const { site } = asked.context
  return orRefuse(async () => {
    const figure = figureName.safeParse(asked.params.figure)
    if (!figure.success) throw notFound('这个数字')
    const search = new URL(asked.request.url).searchParams
    const query = parseForm(filledIn(search, await defaultQuery(site, viewer)), reportQuery)
    const list = await askFigure(
      site,
      viewer,
      { ...query, ...asOfOf(query), figure: figure.data, position: positionOf(search) },
      asked.request.signal,
    )
    return {
      viewer,
      query,
      ...list,
      rows: list.rows.map((row) => ({ ...row, place: placeOf(row.region, query.to).join(' ') })),
      where: [...pathOf(query.region, query.to).slice(2), ...(query.own ? [nameOfOwn(query.region, query.to)] : [])].join(' '),
    }
  })
}

export default function Route() {
  return <FigurePage {...useLoaderData<typeof loader>()} />
}
