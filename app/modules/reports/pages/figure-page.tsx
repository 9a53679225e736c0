// What stands behind one figure: as many persons, households or completions as it says, with cohort, attendance, exam and certificate.
import type { Viewer } from '#app/access/viewer.ts'
import { sayDay } from '#app/calendar.ts'
import { asTail } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Pagination } from '#app/ui/data-table.tsx'
import { asSearch, figureMeaning, figureWords } from '../report-query.ts'
import type { ReportQuery } from '../report-query.ts'
import type { FigureList, ListedCompletion } from '../reports.server.ts'
import { CohortsList, CompletionsList } from './figure-lists.tsx'

interface FigurePageProps extends Omit<FigureList, 'rows'> {
  viewer: Viewer
  query: ReportQuery
  rows: readonly (ListedCompletion & { place: string })[]
  where: string
}

export function FigurePage({ viewer, query, figure, count, turns, before, rows, cohorts, where }: FigurePageProps) {
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
