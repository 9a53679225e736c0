// Shows a laid-out life cycle as SVG in its own size: a wide one is scrolled instead of shrunk until it is too small to
// read.
import type { Drawing } from './diagram.ts'

export function WorkflowDrawing({ title, drawing, current }: { title: string; drawing: Drawing; current?: string }) {
  return (
    <svg
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      width={drawing.width}
      height={drawing.height}
      role="img"
      aria-label={`${title}的流程图`}
      fontSize="15"
      style={{ maxWidth: 'none' }}
    >
      <defs>
        <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
          <path d="M0 0 10 5 0 10z" fill="#4d5a52" />
        </marker>
      </defs>
      {drawing.edges.map((edge) => (
        <g key={`${edge.from} ${edge.to}`}>
          <polyline
            points={edge.points.map(({ x, y }) => `${x},${y}`).join(' ')}
            fill="none"
            stroke="#4d5a52"
            strokeWidth="1.5"
            markerEnd="url(#arrow)"
          />
          <text
            x={edge.labelAt.x}
            y={edge.labelAt.y + 5}
            textAnchor="middle"
            stroke="#fff"
            strokeWidth="5"
            paintOrder="stroke"
            fill="#1d6147"
          >
            {edge.label}
          </text>
        </g>
      ))}
      {drawing.nodes.map((node) => (
        <g key={node.id} transform={`translate(${node.x - node.width / 2} ${node.y - node.height / 2})`}>
          <rect
            width={node.width}
            height={node.height}
            rx="12"
            fill={node.id === current ? '#f8e7df' : node.final ? '#efeadd' : '#e4efe8'}
            stroke={node.initial ? '#a63d1f' : '#1d6147'}
            strokeWidth={node.initial || node.id === current ? 3 : 1.5}
          />
          <text x={node.width / 2} y={node.loop ? 29 : node.height / 2 + 6} textAnchor="middle" fontWeight="700" fontSize="16">
            {node.label}
          </text>
          {node.loop && (
            <text x={node.width / 2} y={node.height - 15} textAnchor="middle" fill="#4d5a52">
              {node.loop}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
