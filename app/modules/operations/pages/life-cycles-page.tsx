// All life cycles of the product; and for the administrator, overdue effects and deadlines.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import type { StuckFollowUp } from '#app/workflow/follow-ups.server.ts'

interface LifeCyclesPageProps {
  viewer: Viewer
  workflows: readonly { kind: string; title: string; states: readonly string[] }[]
  /** For the administrator alone; null for others. */
  stuck: readonly (StuckFollowUp & { title: string })[] | null
}

export function LifeCyclesPage({ viewer, workflows, stuck }: LifeCyclesPageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.workflows()} title="流程图">
      <p>每件事怎么走，系统和人都按同一张图办。图是从系统的规则里直接画出来的。</p>
      <div className="columns">
        {workflows.map(({ kind, title, states }) => (
          <a key={kind} className="card" href={paths.workflow(kind)}>
            <strong>{title}</strong>
            <p className="soft">{states.join('、')}</p>
          </a>
        ))}
      </div>
      {stuck && (
        <>
          <DataTable
            caption="没办成的事"
            empty="该自动办的事都办了。"
            rows={stuck}
            rowKey={({ workflowId, name }) => `${workflowId} ${name}`}
            columns={[
              { head: '流程', kind: 'short', cell: ({ title }) => title },
              { head: '哪一步', cell: ({ name }) => <code>{name}</code> },
              { head: '编号', cell: ({ workflowId }) => <code>{workflowId}</code> },
              { head: '试过', kind: 'number', cell: ({ attempts }) => `${attempts} 次` },
              { head: '下次再试', kind: 'day', cell: ({ nextAt }) => formatMoment(nextAt) },
            ]}
          />
          {stuck.length > 0 && <p className="soft">系统会一直再试，不用手工补办。原因写在服务器的日志里：把“哪一步”和编号告诉维护的人。</p>}
        </>
      )}
    </DeskFrame>
  )
}
