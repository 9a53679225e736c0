// All life cycles of the product.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/modules/accounts/desk-frame.tsx'
import { workflows } from '#app/workflows.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '流程图 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'workflows.see')
  return { viewer, workflows: workflows.map(({ definition }) => ({ kind: definition.kind, title: definition.title, states: Object.values(definition.words.states) })) }
}

export default function WorkflowsPage() {
  const { viewer, workflows } = useLoaderData<typeof loader>()
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
    </DeskFrame>
  )
}
