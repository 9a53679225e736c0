// All life cycles of the product; and for the administrator, what should have happened by itself and did not.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sayMoment } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { hasDuty } from '#app/access/viewer.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { stuckFollowUps } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '流程图 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'workflows.see')
  const titleOf = (kind: string) => workflows.find(({ definition }) => definition.kind === kind)?.definition.title ?? kind
  const stuck = hasDuty(viewer, 'followUps.see') ? await stuckFollowUps(asked.context.site) : null
  return {
    viewer,
    workflows: workflows.map(({ definition }) => ({
      kind: definition.kind,
      title: definition.title,
      states: Object.values(definition.words.states),
    })),
    stuck: stuck && stuck.map(({ kind, nextAt, ...one }) => ({ ...one, title: titleOf(kind), next: sayMoment(nextAt) })),
  }
}

export default function WorkflowsPage() {
  const { viewer, workflows, stuck } = useLoaderData<typeof loader>()
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
              { head: '下次再试', kind: 'short', cell: ({ next }) => next },
            ]}
          />
          {stuck.length > 0 && <p className="soft">系统会一直再试，不用手工补办。原因写在服务器的日志里：把“哪一步”和编号告诉维护的人。</p>}
        </>
      )}
    </DeskFrame>
  )
}
