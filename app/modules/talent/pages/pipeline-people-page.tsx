// The people behind one figure of the pipeline: as many as the figure says.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatPeriod, addDays } from '#app/calendar.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { sexLabels } from '#app/modules/households/labels.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Pagination } from '#app/ui/data-table.tsx'
import { peopleAtStage } from '../people-columns.ts'
import { ageBands, registrationLabels, type StageListQuery, toPipelineAddress } from '../pipeline-filter.ts'
import type { ListedAtStage, StageList } from '../stage-list.server.ts'
import { leavingLabels, stageDescriptions, stageLabels } from '../stages.ts'

interface PipelinePeoplePageProps {
  viewer: Viewer
  query: StageListQuery
  list: StageList
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

const cell = (row: ListedAtStage, { key, value }: (typeof peopleAtStage.columns)[number]) => {
  const shown = value(row)
  if (key === 'name') return <a href={paths.personWay(row.personId)}>{row.name}</a>
  return key === 'since' && typeof shown === 'string' ? formatDay(shown) : shown
}

export function PipelinePeoplePage({ viewer, query, list, regionName }: PipelinePeoplePageProps) {
  const { count, first, rows, turns } = list
  const address = toPipelineAddress(query)
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
      actions={
        count > 0 && (
          <ButtonLink kind="plain" href={paths.pipelineListWorkbook(address)}>
            导出 Excel
          </ButtonLink>
        )
      }
    >
      <p>
        {regionName}，{query.was || query.left ? period : formatDay(query.on)}
        {narrowed && `，${narrowed}`}。{query.stage && !query.left && `${stageLabels[query.stage]}：${stageDescriptions[query.stage]}。`}
        按现在知道的情况。
      </p>
      <DataTable
        caption={rows.length < count ? `名单：${count} ${unit}，这一页第 ${first} 到 ${first + rows.length - 1}` : `名单：${count} ${unit}`}
        rows={rows}
        rowKey={(row) => String(row.row)}
        empty="没有。"
        columns={peopleAtStage.columns.map((column) => ({
          head: column.head,
          kind: column.kind ?? 'text',
          cell: (row: ListedAtStage) => cell(row, column),
        }))}
      />
      <Pagination turns={turns} href={(position) => `${paths.pipelineList(address)}&${new URLSearchParams(toPositionQuery(position))}`} />
    </DeskFrame>
  )
}
