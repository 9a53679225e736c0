// The lists behind the figures of the household report: their columns and filters, on the page and in the workbook.
import { formatHouseholdStatus, noHouseholdLabel, statusLabels } from '#app/modules/households/labels.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ListColumn, ListDefinition } from '#app/ui/tables/table-query.ts'
import type { HeldCohort } from '../counted.ts'
import type { ListedCompletion } from '../figure-list.server.ts'
import { type FigureName, figureUnits } from '../figures.ts'
import { figureLabels } from '../report-query.ts'

/** A completion behind a figure, with the number of its unit: 57 户 are 57 numbers, however many rows each has. */
export type FigureLine = ListedCompletion & { place: string; number: number }

const person: ListColumn<FigureLine> = { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ personName }) => personName }
const household: ListColumn<FigureLine> = {
  key: 'household',
  head: '户编号',
  kind: 'short',
  value: ({ householdNumber }) => householdNumber ?? noHouseholdLabel,
}
export const formatCohortOf = ({ cohortNumber, cohortName, cohortStartsOn }: FigureLine) =>
  formatCohort({ number: cohortNumber, name: cohortName, startsOn: cohortStartsOn })

/** Of whoever has no household, in an address. */
const noHousehold = 'no-household'

export const completionList = (figure: Exclude<FigureName, 'cohorts'>): ListDefinition<FigureLine> => ({
  size: 100,
  columns: [
    { key: 'number', head: `第几${figureLabels[figure].unit}`, kind: 'number', value: ({ number }) => number },
    ...(figureUnits[figure] === 'household' ? [household, person] : [person, household]),
    { key: 'place', head: '乡镇和村', value: ({ place }) => place, order: ({ region }) => region },
    { key: 'status', head: '结业那天的属性', value: ({ householdId, status }) => formatHouseholdStatus(householdId, status) },
    { key: 'day', head: '结业日', kind: 'day', value: ({ day }) => day },
    { key: 'class', head: '培训班', kind: 'title', value: formatCohortOf },
    {
      key: 'attended',
      head: '到课',
      kind: 'short',
      value: ({ attended, sessions }) => `${attended}/${sessions} 次`,
      order: ({ attended, sessions }) => (sessions > 0 ? attended / sessions : null),
    },
    { key: 'exam', head: '考试', kind: 'short', value: ({ attemptId }) => (attemptId ? '通过' : '没有答卷') },
    { key: 'certificate', head: '证书', kind: 'short', value: ({ certificateNumber }) => certificateNumber ?? '还没发' },
    { key: 'why', head: '为什么', kind: 'short', isForScreen: true, value: () => null },
  ],
  filters: [
    {
      name: 'cohort',
      label: '培训班',
      value: ({ cohortId }) => cohortId,
      labelOf: (_, row) => (row ? formatCohortOf(row) : '没有这个班的'),
    },
    {
      name: 'status',
      label: '结业那天的属性',
      value: ({ householdId, status }) => (householdId === null ? noHousehold : status),
      labelOf: (status) => (status === noHousehold ? noHouseholdLabel : (lookUp<string>(statusLabels, status) ?? status)),
    },
  ],
})

export const heldList: ListDefinition<HeldCohort> = {
  size: 100,
  columns: [
    { key: 'class', head: '培训班', kind: 'title', value: (cohort) => formatCohort(cohort) },
    { key: 'day', head: '最后一次课', kind: 'day', value: ({ lastDay }) => lastDay },
  ],
}
