// A whole and a part of it, bar by bar, rendered on the server as SVG with its numbers. Put the table beside it.

interface PartChartProps {
  title: string
  unit: string
  whole: { name: string; color: string }
  part: { name: string; color: string }
  /** `part` is at most `whole`. */
  bars: readonly { label: string; whole: number; part: number }[]
}

const barHeight = 18
const rowHeight = 30
const labelWidth = 110
const plotWidth = 800
const valueWidth = 150
const top = 40

/** Bars whose filled part is the share of the whole. The two also differ on grey paper: the part is lower and darker. */
export function PartChart({ title, unit, whole, part, bars }: PartChartProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.whole))
  const x = (value: number) => (value / most) * plotWidth
  const description = bars.map((bar) => `${bar.label}：${whole.name} ${bar.whole} ${unit}，其中${part.name} ${bar.part} ${unit}`).join('；')
  return (
    <figure className="chart" tabIndex={0}>
      <figcaption>
        {title}（{unit}）
      </figcaption>
      <svg
        viewBox={`0 0 ${labelWidth + plotWidth + valueWidth} ${top + bars.length * rowHeight}`}
        role="img"
        aria-label={`${title}。${description}`}
        fontSize="15"
      >
        {[whole, part].map(({ name, color }, i) => (
          <g key={name} transform={`translate(${labelWidth + i * 170} 6)`}>
            <rect width="16" height="16" rx="3" fill={color} />
            <text x="24" y="13">
              {i === 0 ? name : `其中${name}`}
            </text>
          </g>
        ))}
        {bars.map((bar, row) => (
          <g key={bar.label} transform={`translate(0 ${top + row * rowHeight})`}>
            <text x={labelWidth - 12} y="14" textAnchor="end">
              {bar.label}
            </text>
            <g transform={`translate(${labelWidth} 0)`}>
              <rect width={x(bar.whole)} height={barHeight} rx="3" fill={whole.color} />
              <rect width={x(bar.part)} height={barHeight} rx="3" fill={part.color} />
              <text x={x(bar.whole) + 8} y="14">
                {bar.whole}，其中 {bar.part}
              </text>
            </g>
          </g>
        ))}
      </svg>
    </figure>
  )
}
