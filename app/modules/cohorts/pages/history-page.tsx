// What happened to a class: who did it, when and why.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import type { CohortEvent } from '../history.server.ts'
import type { CohortHead } from '../queries.server.ts'
import { CohortFrame } from './cohort-frame.tsx'

interface HistoryPageProps {
  viewer: Viewer
  cohort: CohortHead
  history: readonly CohortEvent[]
  now: Date
}

export const HistoryPage = ({ viewer, cohort, history, now }: HistoryPageProps) => (
  <CohortFrame viewer={viewer} cohort={cohort} now={now} tab="history">
    <DataTable
      caption={`这个班办过的事（${history.length}）`}
      rows={history}
      rowKey={({ version }) => `${version}`}
      empty="还没有办过什么：这个班在筹备。"
      columns={[
        { head: '什么时候', kind: 'day', cell: ({ at }) => formatMoment(at) },
        { head: '办了什么', kind: 'short', cell: ({ what }) => what },
        { head: '以后是', kind: 'short', cell: ({ to }) => to },
        { head: '谁办的', kind: 'short', cell: ({ by }) => by },
        { head: '原因', cell: ({ reason }) => reason },
      ]}
    />
    <p>
      <a href={paths.workflow('cohort', cohort.id)}>培训班的流程图</a>
      <span className="soft">，标出这个班走到了哪里。学员退班、考勤更正和证书的记录，在各自的页面上；全部记录点“操作记录”。</span>
    </p>
  </CohortFrame>
)
