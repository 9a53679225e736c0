// The list behind one figure: as many persons, households or completions as the figure, with cohort, attendance, exam and certificate.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatPeriod } from '#app/calendar.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Pagination } from '#app/ui/data-table.tsx'
import { toReportQueryString, figureDescriptions, getFigureLabel } from '../report-query.ts'
import type { ReportQuery } from '../report-query.ts'
import type { FigureList, ListedCompletion } from '../reports.server.ts'
import { CohortsList, CompletionsList } from './figure-lists.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'

interface FigurePageProps extends Omit<FigureList, 'rows'> {
  viewer: Viewer
  query: ReportQuery
  rows: readonly (ListedCompletion & { place: string })[]
  where: string
}

export function FigurePage({ viewer, query, figure, count, turns, before, rows, cohorts, where }: FigurePageProps) {
  const { label, unit } = getFigureLabel(figure, query.region)
  const whole = { ...query, cohort: undefined, own: undefined }
  const ofCohort = query.cohort && (rows.find((row) => row.cohortId === query.cohort) ?? null)
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
        {ofCohort &&
          `，只看${formatCohort({ number: ofCohort.cohortNumber, name: ofCohort.cohortName, startsOn: ofCohort.cohortStartsOn })}`}
        。{figureDescriptions[figure]}。{query.knownOn && `按${formatDay(query.knownOn)}结束时知道的情况。`}
      </p>
      {figure === 'cohorts' ? (
        <CohortsList cohorts={cohorts} />
      ) : (
        <CompletionsList
          figure={figure}
          count={count}
          before={before}
          rows={rows}
          why={(household) => paths.whyHousehold(household, toReportQueryString(whole))}
        />
      )}
      <Pagination
        turns={turns}
        href={(position) =>
          `${paths.householdReportList(figure, toReportQueryString(query))}&${new URLSearchParams(toPositionQuery(position))}`
        }
      />
    </DeskFrame>
  )
}
