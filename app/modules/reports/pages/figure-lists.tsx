// The list behind a figure. Its lines are numbered in the figure's own unit: 57 户 are 57 numbers, however many rows each has.
import { paths } from '#app/shell/paths.ts'
import { noHouseholdLabel } from '#app/modules/households/labels.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart, Params } from '#app/ui/tables/table-query.ts'
import type { HeldCohort } from '../counted.ts'
import type { FigureName } from '../figures.ts'
import { figureLabels } from '../report-query.ts'
import { completionList, type FigureLine, heldList } from './figure-columns.ts'

interface CompletionsListProps {
  figure: Exclude<FigureName, 'cohorts'>
  /** The figure. */
  count: number
  list: ListPart<FigureLine>
  /** What of the report stands in the address. */
  kept: Params
  workbook: string
  /** Returns the link to the explanation why a household is in the report. */
  why: (household: string) => string
}

export function CompletionsList({ figure, count, list, kept, workbook, why }: CompletionsListProps) {
  const { unit } = figureLabels[figure]
  const definition = completionList(figure)
  return (
    <div className="across">
      <ListTable
        id="list"
        caption={`名单：${count.toLocaleString('zh-CN')} ${unit}，人次`}
        unit="人次"
        definition={definition}
        part={list}
        rowKey={({ completionId }) => completionId}
        empty="没有。"
        kept={kept}
        workbook={workbook}
        sortable={list.database ? [] : definition.columns.map(({ key }) => key)}
        unsorted={list.database && '太多了，只能按地方列。请先选一个乡镇、一个班或短一些的时间，再按别的列排。'}
        cells={{
          name: ({ personId, personName }) => <a href={paths.person(personId)}>{personName}</a>,
          household: ({ householdId, householdNumber }) =>
            householdId ? <a href={paths.household(householdId)}>{householdNumber}</a> : noHouseholdLabel,
          class: ({ cohortId, cohortNumber, cohortName, cohortStartsOn }) => (
            <a href={paths.cohort(cohortId)}>{formatCohort({ number: cohortNumber, name: cohortName, startsOn: cohortStartsOn })}</a>
          ),
          attended: ({ cohortId, attended, sessions }) => <a href={paths.cohort(cohortId)}>{`${attended}/${sessions} 次`}</a>,
          exam: ({ attemptId }) => (attemptId ? <a href={paths.attemptAtDesk(attemptId)}>通过</a> : '没有答卷'),
          certificate: ({ certificateId, certificateNumber }) =>
            certificateId ? <a href={paths.certificate(certificateId)}>{certificateNumber}</a> : '还没发',
          why: ({ householdId }) => householdId && <a href={why(householdId)}>逐条看</a>,
        }}
      />
    </div>
  )
}

interface CohortsListProps {
  list: ListPart<HeldCohort>
  kept: Params
  workbook: string
}

export const CohortsList = ({ list, kept, workbook }: CohortsListProps) => (
  <ListTable
    id="list"
    caption="名单，期"
    unit="期"
    definition={heldList}
    part={list}
    rowKey={({ id }) => id}
    empty="没有。"
    kept={kept}
    workbook={workbook}
    cells={{ class: (cohort) => <a href={paths.cohort(cohort.id)}>{formatCohort(cohort)}</a> }}
  />
)
