// The funnel: a bar for each stage, and in it those who are registered poor; each figure opens to its people.
import { paths } from '#app/shell/paths.ts'
import { type PipelineQuery, toPipelineAddress } from '../pipeline-filter.ts'
import type { FunnelStage } from '../pipeline.server.ts'
import { type PipelineStage, stageDescriptions, stageLabels } from '../stages.ts'

const count = (number: number) => number.toLocaleString('zh-CN')

/** By how many there are more or fewer, in words; nothing if as many. */
const formatChange = (change: number) => (change === 0 ? '没有变' : change > 0 ? `多 ${count(change)}` : `少 ${count(-change)}`)

interface FunnelProps {
  funnel: readonly FunnelStage[]
  query: PipelineQuery
  /** Without descriptions, for the home. */
  isSmall?: boolean
}

/** Figures are in words; the bars, whose lengths are shares of the largest stage after 摸底, only repeat them. */
export function Funnel({ funnel, query, isSmall = false }: FunnelProps) {
  const most = Math.max(1, ...funnel.filter(({ stage }) => stage !== 'identified').map(({ persons }) => persons))
  const list = (stage: PipelineStage, registration = query.registration) =>
    paths.pipelineList(toPipelineAddress({ ...query, stage, registration }))
  return (
    <ol className={isSmall ? 'funnel small-funnel' : 'funnel'}>
      {funnel.map(({ stage, persons, registered, change }) => (
        <li key={stage}>
          <span className="funnel-name">
            <b>{stageLabels[stage]}</b>
            {!isSmall && <small>{stageDescriptions[stage]}</small>}
          </span>
          <span className="funnel-bar" aria-hidden="true">
            <i style={{ width: `${Math.min(100, (persons / most) * 100)}%` }} />
            <i className="part" style={{ width: `${Math.min(100, (registered / most) * 100)}%` }} />
          </span>
          <span className="funnel-figures">
            {persons > 0 ? <a href={list(stage)}>{count(persons)} 人</a> : '0 人'}
            <small>建档立卡 {registered > 0 ? <a href={list(stage, 'poor')}>{count(registered)} 人</a> : '0 人'}</small>
          </span>
          <span className="funnel-change">{formatChange(change)}</span>
        </li>
      ))}
    </ol>
  )
}
