// Shows a laid-out life cycle as SVG that fits the window; below a readable size it is scrolled instead of shrunk, and on narrow screens it
// is a list of its states from top to bottom. Marks the way of one case.
import type { Drawing } from './diagram.ts'

/** Where one case stands, and the states that it was in before. */
export interface CaseMark {
  current: string
  passed: readonly string[]
}

/** The colours of boxes, which the legend shows too. */
export const boxColours = { current: '#fdf1d6', passed: '#b9d6c4', final: '#efeadd', other: '#ffffff' } as const
export const frameColours = { initial: '#4d5a52', other: '#1d6147' } as const

const lineHeight = 18

export function WorkflowDrawing({ title, drawing, mark }: { title: string; drawing: Drawing; mark: CaseMark | null }) {
  const { width, height, leastWidth } = drawing
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}的流程图`}
      fontSize="15"
      style={{
        display: 'block',
        width: '100%',
        height: 'auto',
        maxWidth: width,
        minWidth: leastWidth,
      }}
    >
      <defs>
        <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
          <path d="M0 0 10 5 0 10z" fill="#4d5a52" />
        </marker>
      </defs>
      {/* All lines first: a line never covers the words of another. */}
      {drawing.edges.map((edge) => (
        <polyline
          key={`${edge.from} ${edge.to}`}
          points={edge.points.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke="#4d5a52"
          strokeWidth="1.5"
          markerEnd="url(#arrow)"
        />
      ))}
      {drawing.nodes.map((node) => (
        <Box key={node.id} node={node} mark={mark} />
      ))}
      {drawing.edges.map(({ from, to, lines, labelAt }) => (
        <text key={`${from} ${to}`} textAnchor="middle" stroke="#fff" strokeWidth="5" paintOrder="stroke" fill="#1d6147">
          {lines.map((line, i) => (
            <tspan key={line} x={labelAt.x} y={labelAt.y + 5 + (i - (lines.length - 1) / 2) * lineHeight}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </svg>
  )
}

function Box({ node, mark }: { node: Drawing['nodes'][number]; mark: CaseMark | null }) {
  const isCurrent = node.id === mark?.current
  const fill = isCurrent
    ? boxColours.current
    : mark?.passed.includes(node.id)
      ? boxColours.passed
      : node.final
        ? boxColours.final
        : boxColours.other
  return (
    <g transform={`translate(${node.x - node.width / 2} ${node.y - node.height / 2})`}>
      <rect
        width={node.width}
        height={node.height}
        rx="12"
        fill={fill}
        stroke={node.initial ? frameColours.initial : frameColours.other}
        strokeWidth={isCurrent ? 4 : node.initial ? 3 : 1.5}
      />
      {isCurrent && (
        <text x={node.width / 2} y={-6} textAnchor="middle" fontWeight="700" stroke="#fff" strokeWidth="5" paintOrder="stroke">
          现在在这里
        </text>
      )}
      <text x={node.width / 2} y={node.loop ? 29 : node.height / 2 + 6} textAnchor="middle" fontWeight="700" fontSize="16">
        {node.label}
      </text>
      {node.loop && (
        <text x={node.width / 2} y={node.height - 15} textAnchor="middle" fill="#4d5a52">
          {node.loop}
        </text>
      )}
    </g>
  )
}

/** The same life cycle as a list: each state with what leads on from it, and where to. For screens on which the drawing has no room. */
export function WorkflowList({ drawing: { nodes, edges }, mark }: { drawing: Drawing; mark: CaseMark | null }) {
  const nameOf = new Map(nodes.map(({ id, label }) => [id, label]))
  return (
    <ol className="life-cycle-list">
      {[...nodes]
        .sort((one, other) => Number(other.initial) - Number(one.initial))
        .map(({ id, label, initial, final, loop }) => {
          const isCurrent = id === mark?.current
          const isPassed = !isCurrent && mark?.passed.includes(id)
          const said = [initial && '开始', final && '结束', isPassed && '走过', isCurrent && '现在在这里'].filter(Boolean).join('，')
          return (
            <li key={id} className={isCurrent ? 'current' : isPassed ? 'passed' : undefined} aria-current={isCurrent ? 'step' : undefined}>
              <strong>{label}</strong> {said && <span className="soft">{said}</span>}
              <ul>
                {edges
                  .filter(({ from, to }) => from === id && to !== id)
                  .map(({ to, label: event }) => (
                    <li key={to}>
                      {event} → {nameOf.get(to)}
                    </li>
                  ))}
                {loop && <li>{loop}</li>}
              </ul>
            </li>
          )
        })}
    </ol>
  )
}
