// What stands behind one figure: each completion with person, household, class, attendance and certificate.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sayDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/forms.server.ts'
import { deskLinks, type PageHandle } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/modules/accounts/desk-frame.tsx'
import { statuses } from '#app/modules/households/words.ts'
import { pathOf } from '#app/modules/regions/regions.server.ts'
import { asSearch, figureName, figureWords, reportQuery } from '#app/modules/reports/report-query.ts'
import { openFigure } from '#app/modules/reports/reports.server.ts'
import { notFound } from '#app/refusal.ts'
import { DataTable } from '#app/ui/data-table.tsx'

export const handle: PageHandle = { page: 'reading' }
export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'reports.see')
  return orRefuse(async () => {
    const figure = figureName.safeParse(asked.params.figure)
    if (!figure.success) throw notFound('这个数字')
    const query = parseForm(new URL(asked.request.url).searchParams, reportQuery)
    const list = await openFigure(asked.context.site, viewer, { ...query, figure: figure.data })
    return { viewer, query, ...list, rows: list.rows.map((row) => ({ ...row, place: pathOf(row.region, query.to).slice(3).join(' ') })), where: pathOf(query.region, query.to).slice(2).join(' ') }
  })
}

export default function FigurePage() {
  const { viewer, query, figure, count, rows, cohorts, where } = useLoaderData<typeof loader>()
  const { label, unit } = figureWords[figure]
  const search = asSearch({ ...query, cohort: undefined })
  return (
    <DeskFrame viewer={viewer} at="/desk/reports/households" title={`${label}：${count} ${unit}`} crumbs={[{ href: paths.householdReport(search), label: '培训到户报表' }]}>
      <p>
        {where}，{sayDay(query.from)}至{sayDay(query.to)}。
        {figure !== 'cohorts' && rows.length !== count && `下面是 ${rows.length} 人次；同一${unit === '户' ? '户' : '人'}来过几次的，在数字里只算一次。`}
      </p>
      {figure === 'cohorts' ? (
        <DataTable
          caption={`培训班（${cohorts.length}）`}
          rows={cohorts}
          rowKey={(cohort) => cohort.id}
          columns={[
            { head: '期', kind: 'number', cell: (cohort) => cohort.number },
            { head: '班名', cell: (cohort) => <a href={paths.cohort(cohort.id)}>{cohort.name}</a> },
            { head: '最后一次课', cell: (cohort) => sayDay(cohort.lastDay) },
          ]}
        />
      ) : (
        <DataTable
          caption={`名单（${rows.length} 人次）`}
          rows={rows}
          rowKey={(row) => row.completionId}
          columns={[
            { head: '姓名', kind: 'short', cell: (row) => <a href={paths.person(row.personId)}>{row.personName}</a> },
            { head: '乡镇和村', cell: (row) => row.place },
            { head: '户编号', kind: 'short', cell: (row) => (row.householdId ? <a href={paths.household(row.householdId)}>{row.householdNumber}</a> : '没有登记') },
            { head: '结业那天的属性', kind: 'short', cell: (row) => statuses[row.status] },
            { head: '结业日', kind: 'short', cell: (row) => sayDay(row.day) },
            {
              head: '培训班（考勤、答卷）',
              cell: (row) => (
                <a href={paths.cohort(row.cohortId)}>
                  第 {row.cohortNumber} 期 {row.cohortName}
                </a>
              ),
            },
            { head: '证书', kind: 'short', cell: (row) => (row.certificateId ? <a href={paths.certificate(row.certificateId)}>{row.certificateNumber}</a> : '还没发') },
            { head: '为什么在内', kind: 'short', cell: (row) => row.householdId && <a href={`/desk/reports/households/why${asSearch({ ...query, cohort: undefined })}&household=${row.householdId}`}>逐条看</a> },
          ]}
        />
      )}
    </DeskFrame>
  )
}
