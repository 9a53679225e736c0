// The diagram of one life cycle, drawn from its machine.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import type { Drawing } from '#app/workflow/diagram.ts'
import { boxColours, type CaseMark, frameColours, WorkflowDrawing, WorkflowList } from '#app/workflow/drawing.tsx'

interface LifeCyclePageProps {
  viewer: Viewer
  title: string
  drawing: Drawing
  /** The way of one case; null if none is asked for. */
  mark: CaseMark | null
  mermaid: string
}

export function LifeCyclePage({ viewer, title, drawing, mark, mermaid }: LifeCyclePageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.workflows()} title={`${title}的流程`} crumbs={[{ href: paths.workflows(), label: '流程图' }]}>
      <div className="chart table-frame life-cycle-drawing" tabIndex={0} role="region" aria-label="流程图">
        <WorkflowDrawing title={title} drawing={drawing} mark={mark} />
      </div>
      <WorkflowList drawing={drawing} mark={mark} />
      <Legend isMarked={mark !== null} />
      <details>
        <summary>图的文字写法（Mermaid 格式，给维护系统的人用）</summary>
        <pre>{mermaid}</pre>
      </details>
    </DeskFrame>
  )
}

const Swatch = ({ fill, frame = frameColours.other }: { fill: string; frame?: string }) => (
  <svg width="22" height="14" aria-hidden="true">
    <rect x="1.5" y="1.5" width="19" height="11" rx="4" fill={fill} stroke={frame} strokeWidth="2" />
  </svg>
)

/** What the colours and signs mean, with the colours themselves. */
const Legend = ({ isMarked }: { isMarked: boolean }) => (
  <p className="soft">
    <Swatch fill={boxColours.other} frame={frameColours.initial} /> 开始 <Swatch fill={boxColours.final} /> 结束{' '}
    {isMarked && (
      <>
        <Swatch fill={boxColours.current} /> 现在在这里 <Swatch fill={boxColours.passed} /> 走过{' '}
      </>
    )}
    · 〔〕里的一步由系统自己走，不由人按；↻ 是留在原处也能发生的事。
  </p>
)
