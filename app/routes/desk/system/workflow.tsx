// One life cycle, drawn from its machine.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { notFound } from '#app/refusal.ts'
import { layOut, mermaidOf } from '#app/workflow/diagram.ts'
import { WorkflowDrawing } from '#app/workflow/drawing.tsx'
import { workflows } from '#app/workflows.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '流程图 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'workflows.see')
  return orRefuse(async () => {
    const found = workflows.find(({ definition }) => definition.kind === asked.params.kind)
    if (!found) throw notFound('这张流程图')
    const { definition } = found
    return { viewer, title: definition.title, drawing: layOut(definition), mermaid: mermaidOf(definition) }
  })
}

export default function WorkflowPage() {
  const { viewer, title, drawing, mermaid } = useLoaderData<typeof loader>()
  return (
    <DeskFrame viewer={viewer} at={paths.workflows()} title={`${title}的流程`} crumbs={[{ href: paths.workflows(), label: '流程图' }]}>
      <div className="chart table-frame" tabIndex={0} role="region" aria-label="流程图">
        <WorkflowDrawing title={title} drawing={drawing} />
      </div>
      <p className="soft">红框是开始，灰底是结束。〔〕里的一步由系统自己走，不由人按；↻ 是留在原处也能发生的事。</p>
      <details>
        <summary>Mermaid 文本</summary>
        <pre>{mermaid}</pre>
      </details>
    </DeskFrame>
  )
}
