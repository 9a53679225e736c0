// The list behind one figure of pairing.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMonth } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { outcomeList, type PlacedOutcome } from '../outcome-list.ts'
import { toPeriodQuery, type Period } from '../outcome-period.ts'
import { type FigureName, figureLabels } from '../outcomes.ts'

interface OutcomeListPageProps {
  viewer: Viewer
  figure: FigureName
  period: Period
  /** The township, or that it is all of them. */
  where: string
  count: number
  list: ListPart<PlacedOutcome>
}

export function OutcomeListPage({ viewer, figure, period, where, count, list }: OutcomeListPageProps) {
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
      <ListTable
        id="list"
        caption={`名单，加起来 ${count.toLocaleString('zh-CN')} ${unit}`}
        unit="行"
        definition={outcomeList(figure)}
        part={list}
        rowKey={({ row }) => String(row)}
        empty="没有。"
        kept={Object.entries(period)}
        workbook={paths.pairingReportListWorkbook(figure)}
        cells={{
          shop: ({ pairingId, shop }) => (pairingId ? <a href={paths.pairingAtDesk(pairingId)}>{shop}</a> : shop),
          value: ({ value }) => value.toLocaleString('zh-CN'),
        }}
      />
    </DeskFrame>
  )
}
