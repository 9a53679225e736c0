// Where there is talent: townships by policy stage as a table of tiles, villages by households.
import { tierLabels, type Tier, tiers } from '#app/modules/courses/tiers.ts'
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import type { Coverage } from '../coverage.server.ts'
import { type PipelineQuery, toPipelineAddress } from '../pipeline-filter.ts'

/** What each tier does for policy: the three of them together are what a township needs. */
const policyStages: Record<Tier, string> = { leadership: '定政策', township: '讲政策', entrepreneur: '用政策' }

/** The look of a tile; its number says the same. */
const tileOf = (count: number, most: number) =>
  count === 0 ? 'none' : count * 3 >= most * 2 ? 'many' : count * 3 >= most ? 'more' : 'some'

export function CoverageOf({ coverage: { townships, villages }, query }: { coverage: Coverage; query: PipelineQuery }) {
  const maxOf = (tier: Tier) => Math.max(1, ...townships.map(({ completed }) => completed[tier]))
  const list = (region: string, done: Tier) => paths.pipelineList(toPipelineAddress({ on: query.on, since: query.since, region, done }))
  return (
    <>
      <DataTable
        caption="每个乡镇有没有人：三个层次各结业多少人"
        rows={townships}
        rowKey={({ code }) => code}
        empty="没有乡镇。"
        columns={[
          {
            head: '乡镇',
            kind: 'short',
            cell: ({ code, name }) => <a href={paths.pipeline(toPipelineAddress({ ...query, region: code }))}>{name}</a>,
          },
          ...tiers.map((tier) => ({
            head: `${tierLabels[tier]}（${policyStages[tier]}）`,
            cell: ({ code, completed }: (typeof townships)[number]) => (
              <span className={`tile ${tileOf(completed[tier], maxOf(tier))}`}>
                {completed[tier] > 0 ? <a href={list(code, tier)}>{completed[tier]} 人</a> : '还没有'}
              </span>
            ),
          })),
        ]}
      />
      {villages.length > 0 && (
        <DataTable
          caption="每个村：多少户有人学过"
          rows={villages}
          rowKey={({ code }) => code}
          empty="没有村。"
          columns={[
            { head: '村', kind: 'short', cell: ({ name }) => name },
            { head: '现在的户', kind: 'number', cell: ({ households }) => households },
            { head: '有人结业的户', kind: 'number', cell: ({ reached }) => reached },
            { head: '有人持证或走得更远的户', kind: 'number', cell: ({ certified }) => certified },
          ]}
        />
      )}
    </>
  )
}
