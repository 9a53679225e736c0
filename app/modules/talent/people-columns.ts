// The columns of the people behind a figure of the pipeline, on the page and in the workbook. No numbers of people.
import { formatHouseholdStatus, sexLabels } from '#app/modules/households/labels.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import { stageLabels } from './stages.ts'
import type { ListedAtStage } from './stage-list.server.ts'

export const peopleAtStage: ListDefinition<ListedAtStage> = {
  size: 50,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', value: ({ name }) => name },
    { key: 'sex', head: '性别', kind: 'short', value: ({ sex }) => sexLabels[sex] },
    { key: 'age', head: '年龄', kind: 'number', value: ({ age }) => age },
    { key: 'place', head: '乡镇和村', value: ({ place }) => place },
    { key: 'household', head: '户编号', kind: 'short', value: ({ householdNumber }) => householdNumber ?? '没有登记' },
    { key: 'status', head: '那天的属性', value: ({ householdId, status }) => formatHouseholdStatus(householdId, status) },
    { key: 'stage', head: '阶段', kind: 'short', value: ({ stage }) => stageLabels[stage] },
    { key: 'since', head: '从哪天起', kind: 'day', value: ({ sinceDay }) => sinceDay },
    { key: 'before', head: '以前的阶段', kind: 'short', value: ({ before }) => (before ? stageLabels[before] : '') },
  ],
}
