// The columns of the people behind a figure of the pipeline, on the page and in the workbook. No numbers of people.
import { formatHouseholdStatus, sexLabels } from '#app/modules/households/labels.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import { ageBands, registrationLabels } from './pipeline-filter.ts'
import { stageLabels, stages } from './stages.ts'
import type { ListedAtStage } from './stage-list.server.ts'

const bandOf = (years: number) => Object.entries(ageBands).find(([, { from, to }]) => years >= from && years <= to)?.[0] ?? ''

/** The filters are those of the pipeline, which the database has applied before; of few people it says how many have what. */
export const peopleAtStage: ListDefinition<ListedAtStage> = {
  size: 50,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'gender', head: '性别', kind: 'short', value: ({ sex }) => sexLabels[sex] },
    { key: 'years', head: '年龄', kind: 'number', value: ({ age }) => age },
    { key: 'place', head: '乡镇和村', value: ({ place }) => place },
    { key: 'household', head: '户编号', kind: 'short', value: ({ householdNumber }) => householdNumber ?? '没有登记' },
    { key: 'status', head: '那天的属性', value: ({ householdId, status }) => formatHouseholdStatus(householdId, status) },
    {
      key: 'at',
      head: '阶段',
      kind: 'short',
      value: ({ stage }) => stageLabels[stage],
      order: ({ stage }) => stages.indexOf(stage),
    },
    { key: 'from', head: '从哪天起', kind: 'day', value: ({ sinceDay }) => sinceDay },
    {
      key: 'before',
      head: '以前的阶段',
      kind: 'short',
      value: ({ before }) => (before ? stageLabels[before] : ''),
      order: ({ before }) => (before ? stages.indexOf(before) : null),
    },
  ],
  filters: [
    { name: 'sex', label: '性别', value: ({ sex }) => sex, labelOf: (sex) => lookUp<string>(sexLabels, sex) ?? sex },
    {
      name: 'age',
      label: '年龄',
      value: ({ age }) => bandOf(age),
      labelOf: (band) => lookUp<{ label: string }>(ageBands, band)?.label ?? band,
    },
    {
      name: 'registration',
      label: '那天的属性',
      value: ({ status }) => (status === 'none' ? status : [status, 'poor']),
      labelOf: (registration) =>
        registration === 'none' ? '一般户、没有登记户' : (lookUp<string>(registrationLabels, registration) ?? registration),
    },
  ],
}

/** The parameters of a figure that are no filters of its list. */
export const pipelineKept = ['on', 'since', 'region', 'tier', 'cohort', 'stage', 'was', 'left', 'done'] as const
