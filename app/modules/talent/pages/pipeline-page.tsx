// The pipeline of a region on a day: funnel, flow, where people leave, time in each stage, classes side by side, coverage.
import type { Viewer } from '#app/access/viewer.ts'
import { addDays, formatDay, formatPeriod } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'
import { type PipelineQuery, toPipelineAddress } from '../pipeline-filter.ts'
import type { Pipeline } from '../pipeline.server.ts'
import { leavingLabels, stageLabels } from '../stages.ts'
import { CoverageOf } from './coverage.tsx'
import { Funnel } from './funnel.tsx'
import { formatFilter } from './pipeline-people-page.tsx'
import { PipelineFilters } from './pipeline-filters.tsx'

interface PipelinePageProps {
  viewer: Viewer
  /** The query as it was entered. */
  entered: Record<string, string>
  places: readonly { code: string; name: string }[]
  cohorts: readonly { id: string; label: string }[]
  /** Null if the query is invalid: `refused` says why. */
  found: { query: PipelineQuery; pipeline: Pipeline } | null
  refused: Refused['refused'] | null
  today: string
}

export function PipelinePage({ viewer, entered, places, cohorts, found, refused, today }: PipelinePageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.pipeline()}
      title="梯队"
      printed={found && { place: found.pipeline.regionName, period: formatDay(found.query.on) }}
    >
      <ErrorSummary refused={refused} />
      <PipelineFilters entered={entered} places={places} cohorts={cohorts} refused={refused} today={today} />
      {found && <PipelineSheet {...found} />}
    </DeskFrame>
  )
}

interface SheetProps {
  query: PipelineQuery
  pipeline: Pipeline
}

function PipelineSheet({ query, pipeline }: SheetProps) {
  const total = pipeline.funnel.reduce((sum, { persons }) => sum + persons, 0)
  const registered = pipeline.funnel.reduce((sum, one) => sum + one.registered, 0)
  const narrowed = formatFilter(query)
  return (
    <>
      {pipeline.due > 0 && (
        <Notice kind="info">
          <p>刚交来的名册里还有 {pipeline.due} 人没有算进来，正在算，过一会儿再看。</p>
        </Notice>
      )}
      <section aria-labelledby="funnel">
        <h2 id="funnel">每个阶段有多少人</h2>
        <p>
          {pipeline.regionName}，{formatDay(query.on)}
          {narrowed && `，${narrowed}`}：共 <b>{total.toLocaleString('zh-CN')}</b> 人，其中建档立卡{' '}
          <b>{registered.toLocaleString('zh-CN')}</b> 人。每人只算在走得最远的阶段。最后一列和{formatDay(query.since)}比。
        </p>
        <Funnel funnel={pipeline.funnel} query={query} />
      </section>
      <FlowTable query={query} pipeline={pipeline} />
      <FallTable query={query} pipeline={pipeline} />
      <TimeTable query={query} pipeline={pipeline} />
      <CohortTable pipeline={pipeline} />
      <CoverageOf coverage={pipeline.coverage} query={query} />
    </>
  )
}

const between = ({ since, on }: PipelineQuery) => formatPeriod(addDays(since, 1), on)

const FlowTable = ({ query, pipeline: { flows } }: SheetProps) => (
  <DataTable
    caption={`谁从哪里到了哪里（${between(query)}）`}
    rows={flows}
    rowKey={({ from, to }) => `${from} ${to}`}
    empty="这段时间没有人换阶段。"
    columns={[
      { head: '从', kind: 'short', cell: ({ from }) => (from === null ? '新进名册' : stageLabels[from]) },
      { head: '到', kind: 'short', cell: ({ to }) => stageLabels[to] },
      {
        head: '人',
        kind: 'number',
        cell: ({ from, to, persons }) => (
          <a href={paths.pipelineList(toPipelineAddress({ ...query, stage: to, was: from ?? 'none' }))}>{persons}</a>
        ),
      },
    ]}
  />
)

const FallTable = ({ query, pipeline: { falls } }: SheetProps) => (
  <DataTable
    caption={`在哪里掉下来（${between(query)}）`}
    rows={falls}
    rowKey={({ stage, left }) => `${stage} ${left}`}
    empty="这段时间没有人掉下来。"
    columns={[
      { head: '那时的阶段', kind: 'short', cell: ({ stage }) => stageLabels[stage] },
      { head: '为什么', kind: 'short', cell: ({ left }) => leavingLabels[left] },
      {
        head: '人次',
        kind: 'number',
        cell: ({ stage, left, times }) => <a href={paths.pipelineList(toPipelineAddress({ ...query, stage, left }))}>{times}</a>,
      },
    ]}
  />
)

const TimeTable = ({ query, pipeline: { times } }: SheetProps) => (
  <DataTable
    caption={`在每个阶段待多少天（${between(query)}离开这个阶段的）`}
    rows={times}
    rowKey={({ stage }) => stage}
    empty="这段时间没有人离开哪个阶段。"
    columns={[
      { head: '阶段', kind: 'short', cell: ({ stage }) => stageLabels[stage] },
      { head: '人次', kind: 'number', cell: ({ times: many }) => many },
      { head: '四分之一的人不到（天）', kind: 'number', cell: ({ lowerQuartile }) => lowerQuartile },
      { head: '一半的人不到（天）', kind: 'number', cell: ({ median }) => median },
      { head: '四分之三的人不到（天）', kind: 'number', cell: ({ upperQuartile }) => upperQuartile },
    ]}
  />
)

/** Of all who completed, whether or not anything is known of them. */
const CohortTable = ({ pipeline: { cohorts } }: Pick<SheetProps, 'pipeline'>) => (
  <>
    <DataTable
      caption="各班结业以后（本地区办的、最近 12 个班）"
      rows={cohorts}
      rowKey={({ id }) => id}
      empty="还没有结业的班。"
      columns={[
        { head: '培训班', kind: 'title', cell: (cohort) => <a href={paths.cohort(cohort.id)}>{formatCohort(cohort)}</a> },
        { head: '结业（人）', kind: 'number', cell: ({ completed }) => completed },
        ...([0, 1, 2] as const).flatMap((place) => {
          const group = `满 ${[3, 6, 12][place]} 个月`
          const of = (cohort: Pipeline['cohorts'][number]) => cohort.after[place]
          return [
            { head: '到期', group, kind: 'number' as const, cell: (cohort: Pipeline['cohorts'][number]) => of(cohort)?.completed ?? 0 },
            { head: '在经营', group, kind: 'number' as const, cell: (cohort: Pipeline['cohorts'][number]) => of(cohort)?.operating ?? 0 },
            { head: '没有消息', group, kind: 'number' as const, cell: (cohort: Pipeline['cohorts'][number]) => of(cohort)?.unknown ?? 0 },
          ]
        }),
      ]}
    />
    <p className="small soft">“到期”是结业满了这么久的人，全都算在内；“没有消息”是结业以后没有报过、也没有回访到哪个月的。</p>
  </>
)
