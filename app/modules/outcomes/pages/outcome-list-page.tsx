// The list behind one figure of pairing.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMonth } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { toPeriodQuery, type Period } from '../outcome-period.ts'
import type { OutcomeRow } from '../outcomes.server.ts'
import { type FigureName, figureLabels } from '../outcomes.ts'

interface OutcomeListPageProps {
  viewer: Viewer
  figure: FigureName
  period: Period
  /** The township, or that it is all of them. */
  where: string
  count: number
  rows: readonly (OutcomeRow & { place: string })[]
}

export function OutcomeListPage({ viewer, figure, period, where, count, rows }: OutcomeListPageProps) {
  const { label, unit, means } = figureLabels[figure]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.pairingReport()}
      title={`${label}：${count.toLocaleString('zh-CN')} ${unit}`}
      crumbs={[{ href: paths.pairingReport(toPeriodQuery(period)), label: '结对成效' }]}
      printed={{ place: where, period: `${formatMonth(period.from)}至${formatMonth(period.to)}` }}
    >
      <p>
        {where}。{means}。
      </p>
      <DataTable
        caption={`名单（${rows.length} 行，加起来 ${count.toLocaleString('zh-CN')} ${unit}）`}
        rows={rows.map((row, i) => ({ ...row, i }))}
        rowKey={({ i }) => String(i)}
        columns={[
          {
            head: '西部店',
            kind: 'short',
            cell: ({ pairingId, shop }) => (pairingId ? <a href={paths.pairingAtDesk(pairingId)}>{shop}</a> : shop),
          },
          { head: '乡镇', kind: 'short', cell: ({ place }) => place },
          { head: '东部店', kind: 'short', cell: ({ helper }) => helper },
          { head: unit, kind: 'number', cell: ({ value }) => value.toLocaleString('zh-CN') },
          { head: '为什么在内', cell: ({ why }) => why },
          { head: '来历', kind: 'short', cell: ({ source }) => source ?? '系统记录' },
        ]}
      />
    </DeskFrame>
  )
}
