// The people behind one figure of the pipeline: as many as the figure says.
import type { Viewer } from '#app/access/viewer.ts'
import { addDays, formatDay, formatPeriod } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { sexLabels } from '#app/modules/households/labels.ts'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { peopleAtStage, pipelineKept } from '../people-columns.ts'
import { ageBands, registrationLabels, type StageListQuery, toPipelineAddress } from '../pipeline-filter.ts'
import type { ListedAtStage } from '../stage-list.server.ts'
import { leavingLabels, stageDescriptions, stageLabels } from '../stages.ts'

interface PipelinePeoplePageProps {
  viewer: Viewer
  query: StageListQuery
  /** The figure. */
  count: number
  list: ListPart<ListedAtStage>
  regionName: string
}

/** What is in the list, in a few words. */
function titleOf({ stage, was, left, done }: StageListQuery): string {
  if (left) return `${stage ? stageLabels[stage] : ''}时${leavingLabels[left]}`
  const to = stage ? stageLabels[stage] : done ? `${tierLabels[done]}结业` : '全部'
  return was ? `${was === 'none' ? '新进名册' : stageLabels[was]} → ${to}` : to
}

/** By what else it is narrowed. */
export const formatFilter = ({ tier, sex, age, registration, cohort }: Partial<StageListQuery>): string =>
  [
    tier && `报过${tierLabels[tier]}的班`,
    cohort && '只看一个班',
    sex && sexLabels[sex],
    age && ageBands[age].label,
    registration && registrationLabels[registration],
  ]
    .filter(Boolean)
    .join('，')

export function PipelinePeoplePage({ viewer, query, count, list, regionName }: PipelinePeoplePageProps) {
  const unit = query.left ? '人次' : '人'
  const narrowed = formatFilter(query)
  const period = formatPeriod(addDays(query.since, 1), query.on)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.pipeline()}
      title={`${titleOf(query)}：${count.toLocaleString('zh-CN')} ${unit}`}
      crumbs={[
        {
          href: paths.pipeline(toPipelineAddress({ ...query, stage: undefined, was: undefined, left: undefined, done: undefined })),
          label: '梯队',
        },
      ]}
      printed={{ place: regionName, period: formatDay(query.on) }}
    >
      <p>
        {regionName}，{query.was || query.left ? period : formatDay(query.on)}
        {narrowed && `，${narrowed}`}。{query.stage && !query.left && `${stageLabels[query.stage]}：${stageDescriptions[query.stage]}。`}
        按现在知道的情况。
      </p>
      <ListTable
        id="list"
        caption="名单"
        unit={unit}
        definition={peopleAtStage}
        part={list}
        rowKey={({ row }) => String(row)}
        empty="没有。"
        kept={pipelineKept.flatMap((name) => (query[name] ? [[name, query[name]] as const] : []))}
        workbook={paths.pipelineListWorkbook()}
        sortable={list.database ? [] : peopleAtStage.columns.map(({ key }) => key)}
        unsorted={list.database && '太多了，只能按地方列。请先选乡镇或别的条件，再按别的列排。'}
        cells={{ name: ({ personId, name }) => <a href={paths.personWay(personId)}>{name}</a> }}
      />
    </DeskFrame>
  )
}
