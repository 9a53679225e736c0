// The list behind one figure: as many persons, households or completions as it says, with cohort, attendance, exam and
// certificate.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { getPath, formatPlace } from '#app/modules/regions/regions.server.ts'
import { FigurePage } from '#app/modules/reports/pages/figure-page.tsx'
import { resolveAsOf, figureName, withDefaults, reportQuery } from '#app/modules/reports/report-query.ts'
import { requestFigure, defaultReportQuery, formatOwnRegion } from '#app/modules/reports/reports.server.ts'
import { parsePosition } from '#app/paging.ts'
import { notFound } from '#app/refusal.ts'

export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'reports.see')
  const { site } = args.context
  return throwRefusals(async () => {
    const figure = figureName.safeParse(args.params.figure)
    if (!figure.success) throw notFound('这个数字')
    const search = new URL(args.request.url).searchParams
    const query = parseForm(withDefaults(search, await defaultReportQuery(site, viewer)), reportQuery)
    const list = await requestFigure(
      site,
      viewer,
      { ...query, ...resolveAsOf(query), figure: figure.data, position: parsePosition(search) },
      args.request.signal,
    )
    return {
      viewer,
      query,
      ...list,
      rows: list.rows.map((row) => ({ ...row, place: formatPlace(row.region, query.to).join(' ') })),
      where: [...getPath(query.region, query.to).slice(2), ...(query.own ? [formatOwnRegion(query.region, query.to)] : [])].join(' '),
    }
  })
}

export default function Route() {
  return <FigurePage {...useLoaderData<typeof loader>()} />
}
