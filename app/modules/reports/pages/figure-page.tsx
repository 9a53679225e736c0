// The list behind one figure: as many persons, households or completions as the figure, with cohort, attendance, exam and certificate.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatPeriod } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { toReportQueryString, figureDescriptions, getFigureLabel } from '../report-query.ts'
import type { ReportQuery } from '../report-query.ts'
import type { FigureName } from '../figures.ts'
import type { HeldCohort } from '../reports.server.ts'
import type { FigureLine } from './figure-columns.ts'
import { CohortsList, CompletionsList } from './figure-lists.tsx'

interface FigurePageProps {
  viewer: Viewer
  query: ReportQuery
  figure: FigureName
  /** The figure. */
  count: number
  /** The completions behind it; null behind the number of classes, which has `cohorts`. */
  list: ListPart<FigureLine> | null
  cohorts: ListPart<HeldCohort> | null
  /** The class to which it is narrowed, if it has people. */
  cohort: string | null
  where: string
}

export function FigurePage({ viewer, query, figure, count, list, cohorts, cohort, where }: FigurePageProps) {
  const { label, unit } = getFigureLabel(figure, query.region)
  const whole = { ...query, cohort: undefined, own: undefined }
  const kept = [...new URLSearchParams(toReportQueryString({ ...query, cohort: figure === 'cohorts' ? query.cohort : undefined }))]
  return (
    <DeskFrame
      viewer={viewer}
      at="/desk/reports/households"
      title={`${label}：${count} ${unit}`}
      crumbs={[{ href: paths.householdReport(toReportQueryString(whole)), label: '培训到户报表' }]}
      printed={{ place: where, period: formatPeriod(query.from, query.to) }}
    >
      <p>
        {where}，{formatPeriod(query.from, query.to)}
        {cohort && `，只看${cohort}`}。{figureDescriptions[figure]}。{query.knownOn && `按${formatDay(query.knownOn)}结束时知道的情况。`}
      </p>
      {cohorts ? (
        <CohortsList list={cohorts} kept={kept} workbook={paths.householdReportListWorkbook(figure)} />
      ) : (
        figure !== 'cohorts' &&
        list && (
          <CompletionsList
            figure={figure}
            count={count}
            list={list}
            kept={kept}
            workbook={paths.householdReportListWorkbook(figure)}
            why={(household) => paths.whyHousehold(household, toReportQueryString(whole))}
          />
        )
      )}
    </DeskFrame>
  )
}
