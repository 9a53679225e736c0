// What stands behind one figure: as many persons, households or completions as it says, with cohort, attendance, exam and certificate.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sayDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { pathOf, placeOf } from '#app/modules/regions/regions.server.ts'
import { CohortsList, CompletionsList } from '#app/modules/reports/pages/figure-lists.tsx'
import { asOfOf, asSearch, figureMeaning, figureName, figureWords, filledIn, reportQuery } from '#app/modules/reports/report-query.ts'
import { askFigure, defaultQuery, nameOfOwn } from '#app/modules/reports/reports.server.ts'
import { asTail, positionOf } from '#app/paging.ts'
import { notFound } from '#app/refusal.ts'
import { Pagination } from '#app/ui/data-table.tsx'

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

export default function FigurePage() {
  const { viewer, query, figure, count, turns, before, rows, cohorts, where } = useLoaderData<typeof loader>()
  const { label, unit } = figureWords[figure]
  const whole = { ...query, cohort: undefined, own: undefined }
  const ofCohort = query.cohort && (rows.find((row) => row.cohortId === query.cohort) ?? null)
  return (
    <DeskFrame
      viewer={viewer}
      at="/desk/reports/households"
      title={`${label}：${count} ${unit}`}
      crumbs={[{ href: paths.householdReport(asSearch(whole)), label: '培训到户报表' }]}
    >
      <p>
        {where}，{sayDay(query.from)}至{sayDay(query.to)}
        {ofCohort && `，只看第 ${ofCohort.cohortNumber} 期 ${ofCohort.cohortName}`}。{figureMeaning[figure]}。
        {query.knownOn && `按${sayDay(query.knownOn)}结束时知道的情况。`}
      </p>
      {figure === 'cohorts' ? (
        <CohortsList cohorts={cohorts} />
      ) : (
        <CompletionsList
          figure={figure}
          count={count}
          before={before}
          rows={rows}
          why={(household) => paths.whyHousehold(household, asSearch(whole))}
        />
      )}
      <Pagination
        turns={turns}
        href={(position) => `${paths.householdReportList(figure, asSearch(query))}&${new URLSearchParams(asTail(position))}`}
      />
    </DeskFrame>
  )
}
