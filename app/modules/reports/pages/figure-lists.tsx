// The list behind a figure. Its lines are numbered in the figure's own unit: 57 户 are 57 numbers, however many rows each has.
import { formatDay } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { formatHouseholdStatus, noHouseholdLabel } from '#app/modules/households/labels.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import type { HeldCohort } from '../counted.ts'
import type { ListedCompletion } from '../figure-list.server.ts'
import { type FigureName, unitKeys, figureUnits } from '../figures.ts'
import { figureLabels } from '../report-query.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

type Line = ListedCompletion & { place: string }

interface CompletionsListProps {
  figure: Exclude<FigureName, 'cohorts'>
  /** The figure. */
  count: number
  /** Number of units on earlier pages. */
  before: number
  /** The rows; those of one unit are together. */
  rows: readonly Line[]
  /** Returns the link to the explanation why a household is in the report. */
  why: (household: string) => string
}

export function CompletionsList({ figure, count, before, rows, why }: CompletionsListProps) {
  const { unit } = figureLabels[figure]
  const key = unitKeys[figureUnits[figure] as keyof typeof unitKeys]
  const places = [...new Set(rows.map(key))]
  const number = before + places.length
  const lines = rows.map((row, i) => ({
    ...row,
    number: i > 0 && key(rows[i - 1]!) === key(row) ? null : before + places.indexOf(key(row)) + 1,
  }))
  const household = {
    head: '户编号',
    kind: 'short' as const,
    cell: (row: Line) => (row.householdId ? <a href={paths.household(row.householdId)}>{row.householdNumber}</a> : noHouseholdLabel),
  }
  const person = { head: '姓名', kind: 'short' as const, cell: (row: Line) => <a href={paths.person(row.personId)}>{row.personName}</a> }
  const isOfHouseholds = figureUnits[figure] === 'household'
  return (
    <div className="across">
      <DataTable
        caption={`名单：${count} ${unit}${number - before < count ? `，这一页第 ${before + 1} 到 ${number} ${unit}` : ''}${rows.length > number - before ? `，写着 ${rows.length} 人次` : ''}`}
        rows={lines}
        rowKey={(row) => row.completionId}
        empty="没有。"
        columns={[
          { head: `第几${unit}`, kind: 'number', cell: (row) => row.number ?? '〃' },
          ...(isOfHouseholds ? [household, person] : [person, household]),
          { head: '乡镇和村', cell: (row) => row.place },
          { head: '结业那天的属性', cell: (row) => formatHouseholdStatus(row.householdId, row.status) },
          { head: '结业日', kind: 'day', cell: (row) => formatDay(row.day) },
          {
            head: '培训班',
            kind: 'title',
            cell: (row) => (
              <a href={paths.cohort(row.cohortId)}>
                {formatCohort({ number: row.cohortNumber, name: row.cohortName, startsOn: row.cohortStartsOn })}
              </a>
            ),
          },
          { head: '到课', kind: 'short', cell: (row) => <a href={paths.cohort(row.cohortId)}>{`${row.attended}/${row.sessions} 次`}</a> },
          {
            head: '考试',
            kind: 'short',
            cell: (row) => (row.attemptId ? <a href={paths.attemptAtDesk(row.attemptId)}>通过</a> : '没有答卷'),
          },
          {
            head: '证书',
            kind: 'short',
            cell: (row) => (row.certificateId ? <a href={paths.certificate(row.certificateId)}>{row.certificateNumber}</a> : '还没发'),
          },
          { head: '为什么', kind: 'short', screenOnly: true, cell: (row) => row.householdId && <a href={why(row.householdId)}>逐条看</a> },
        ]}
      />
    </div>
  )
}

export function CohortsList({ cohorts }: { cohorts: readonly HeldCohort[] }) {
  return (
    <DataTable
      caption={`名单：${cohorts.length} 期`}
      rows={cohorts}
      rowKey={(cohort) => cohort.id}
      empty="没有。"
      columns={[
        { head: '培训班', kind: 'title', cell: (cohort) => <a href={paths.cohort(cohort.id)}>{formatCohort(cohort)}</a> },
        { head: '最后一次课', kind: 'day', cell: (cohort) => formatDay(cohort.lastDay) },
      ]}
    />
  )
}
