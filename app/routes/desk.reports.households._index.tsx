// The household report: 期, 人次, 人, 户 and the registered poor, each figure opening to what stands behind it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf, sayDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/forms.server.ts'
import { deskLinks, type PageHandle } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/modules/accounts/desk-frame.tsx'
import { reachOf } from '#app/modules/accounts/viewer.ts'
import { childrenOf, pairedCounty, regionOn } from '#app/modules/regions/regions.server.ts'
import { asSearch, figureWords, reportQuery } from '#app/modules/reports/report-query.ts'
import { type FigureName, figureNames, type Figures as FigureValues } from '#app/modules/reports/figures.ts'
import { countOf } from '#app/modules/reports/figures.ts'
import { readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { BarChart } from '#app/ui/charts/bar-chart.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Figures } from '#app/ui/figures.tsx'

export const handle: PageHandle = { page: 'reading' }
export const links = deskLinks
export const meta = () => [{ title: '培训到户报表 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'reports.see')
  const { site } = asked.context
  const today = dayOf(site.now())
  const reach = reachOf(viewer, 'reports.see')
  const own = reach.everything ? [pairedCounty] : reach.regions
  const given = new URL(asked.request.url).searchParams
  const search = new URLSearchParams({ from: given.get('from') || '2019-01-01', to: given.get('to') || '2019-07-31', region: given.get('region') || own[0]! })
  return orRefuse(async () => {
    const query = parseForm(search, reportQuery)
    const places = own.flatMap((code) => [code, ...childrenOf(code, today).map((child) => child.code)].filter((one) => one.length <= 9 || one === code))
    return { viewer, query, places: places.map((code) => ({ code, name: regionOn(code, today)?.name ?? code })), report: await readHouseholdReport(site, viewer, query) }
  })
}

export default function HouseholdReportPage() {
  const { viewer, query, places, report } = useLoaderData<typeof loader>()
  const search = asSearch(query)
  const open = (figure: FigureName, of: Partial<typeof query> = {}) => paths.householdReportList(figure, asSearch({ ...query, ...of }))
  const columns = <Row extends Omit<FigureValues, 'cohorts'> & { cohorts?: number }>(figures: readonly FigureName[], of: (row: Row) => Partial<typeof query>): Column<Row>[] =>
    figures.map((figure) => ({
      head: `${figureWords[figure].label}（${figureWords[figure].unit}）`,
      kind: 'number',
      cell: (row) => (countOf(row, figure) > 0 ? <a href={open(figure, of(row))}>{countOf(row, figure)}</a> : 0),
    }))
  return (
    <DeskFrame
      viewer={viewer}
      at="/desk/reports/households"
      title="培训到户报表"
      actions={
        <>
          <ButtonLink kind="plain" href={`/desk/reports/households.xlsx${search}`}>
            导出 Excel
          </ButtonLink>
          <ButtonLink kind="plain" href={`/desk/reports/households/why${search}`}>
            查一户在不在内
          </ButtonLink>
        </>
      }
    >
      <form method="get" className="filters screen-only">
        <Field label="从" name="from" type="date" required defaultValue={query.from} />
        <Field label="到" name="to" type="date" required defaultValue={query.to} />
        <SelectField label="地区" name="region" defaultValue={query.region}>
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button>看报表</Button>
      </form>
      <p>
        {report.regionName}，{sayDay(query.from)}至{sayDay(query.to)}（含首尾两天）。按结业那一天的户和属性计数。点数字，看后面的人、户和凭据。
      </p>
      <Figures
        items={figureNames.map((figure) => ({ count: countOf(report, figure), unit: figureWords[figure].unit, label: figureWords[figure].label, href: open(figure), main: figure.startsWith('registered') }))}
      />
      {report.byTownship.length > 1 && (
        <BarChart
          title="各乡镇结业人员和建档立卡人员"
          unit="人"
          series={[
            { name: '结业人员', color: '#1d6147', ink: '#fff' },
            { name: '建档立卡人员', color: '#a63d1f', ink: '#fff' },
          ]}
          bars={report.byTownship.filter((row) => row.persons > 0).map((row) => ({ label: row.name, values: [row.persons, row.registered.persons] }))}
        />
      )}
      <DataTable
        caption="按乡镇"
        rows={report.byTownship}
        rowKey={(row) => row.region}
        empty="这段时间没有结业的人。"
        columns={[{ head: '乡镇', kind: 'short', cell: (row) => (row.region.length === 6 ? `${row.name}（县里办的班）` : row.name) }, ...columns<(typeof report.byTownship)[number]>(figureNames, (row) => ({ region: row.region }))]}
      />
      <p className="small soft">一个班有几个乡镇的人，就在几个乡镇各算 1 期，所以各乡镇的期数加起来会比全县多。人和户在一个乡镇只算一次。</p>
      <DataTable
        caption="按期"
        rows={report.byCohort}
        rowKey={(row) => row.cohort}
        empty="这段时间没有办过班。"
        columns={[
          { head: '期', kind: 'number', cell: (row) => row.number },
          { head: '班名', cell: (row) => <a href={paths.cohort(row.cohort)}>{row.name}</a> },
          { head: '最后一次课', cell: (row) => (row.lastDay ? sayDay(row.lastDay) : '不在本期内') },
          ...columns<(typeof report.byCohort)[number]>(figureNames.filter((figure) => figure !== 'cohorts'), (row) => ({ cohort: row.cohort })),
        ]}
      />
    </DeskFrame>
  )
}
