// The list on which holders sign for their certificates: 证书发放登记表.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort, formatCohortNumber } from '#app/text/cohort-label.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { certificateStateLabels } from '../labels.ts'
import { isValid } from '../certificate.states.ts'
import { type RegisterQuery, toRegisterParams } from '../register-query.ts'
import type { PlacedCertificate } from '../register-columns.ts'

interface HandoutPageProps {
  viewer: Viewer
  query: RegisterQuery
  rows: readonly PlacedCertificate[]
  /** The region, or the class. */
  place: string
}

export function HandoutPage({ viewer, query, rows, place }: HandoutPageProps) {
  const [first] = rows
  const cohort = query.cohort && first ? first.cohort : null
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.certificateRegister()}
      title="证书发放登记表"
      crumbs={[{ href: paths.certificateRegister(toRegisterParams(query)), label: '结业证书' }]}
      printed={{ place: cohort ? formatCohort(cohort) : place, period: query.year ? `${query.year}年发的` : null }}
    >
      <p className="screen-only soft">发证时打印这一页，请领证的人签名。</p>
      <div className="handout across">
        <DataTable
          caption={`证书（${rows.length} 张）`}
          rows={rows.map((row, i) => ({ ...row, at: i + 1 }))}
          rowKey={({ id }) => id}
          empty="没有这样的证书。"
          columns={[
            { head: '序号', kind: 'number', cell: ({ at }) => at },
            { head: '证书编号', kind: 'short', cell: ({ number }) => number },
            { head: '姓名', kind: 'short', cell: ({ name }) => name },
            { head: '乡镇和村', cell: ({ place }) => place },
            ...(cohort ? [] : [{ head: '期', kind: 'short' as const, cell: (row: PlacedCertificate) => formatCohortNumber(row.cohort) }]),
            { head: '发证日', kind: 'day', cell: ({ issuedOn }) => formatDay(issuedOn) },
            { head: '领证人签名', cell: () => null },
            { head: '领证日期', cell: () => null },
            { head: '备注', cell: ({ state }) => !isValid(state) && certificateStateLabels[state] },
          ]}
        />
      </div>
    </DeskFrame>
  )
}
