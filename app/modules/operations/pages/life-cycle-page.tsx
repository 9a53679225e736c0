// The diagram of one life cycle, drawn from its machine.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import type { Drawing } from '#app/workflow/diagram.ts'
import { WorkflowDrawing } from '#app/workflow/drawing.tsx'

interface LifeCyclePageProps {
  viewer: Viewer
  title: string
  drawing: Drawing
  mermaid: string
}

export function LifeCyclePage({ viewer, title, drawing, mermaid }: LifeCyclePageProps) {
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
