// A bar chart drawn on the server as SVG, with its numbers written at the bars. Put the table beside it.

export interface Bars {
  label: string
  /** One value a series, none negative. */
  values: readonly number[]
}

interface BarChartProps {
  title: string
  unit: string
  series: readonly { name: string; color: string; ink: string }[]
  bars: readonly Bars[]
}

const barHeight = 20
const gap = 14
const labelWidth = 150
const plotWidth = 560
const valueWidth = 60

export function BarChart({ title, unit, series, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.flatMap((bar) => bar.values))
  const rowHeight = series.length * barHeight + gap
  const height = bars.length * rowHeight + 40
  const description = bars.map((bar) => `${bar.label}：${bar.values.map((value, i) => `${series[i]!.name} ${value} ${unit}`).join('，')}`).join('；')
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${labelWidth + plotWidth + valueWidth} ${height}`} role="img" aria-label={`${title}。${description}`} fontSize="15">
        {series.map((one, i) => (
          <g key={one.name} transform={`translate(${labelWidth + i * 170} 4)`}>
            <rect width="16" height="16" rx="3" fill={one.color} />
            <text x="24" y="13">
              {one.name}
            </text>
          </g>
        ))}
        {bars.map((bar, row) => (
          <g key={bar.label} transform={`translate(0 ${36 + row * rowHeight})`}>
            <text x={labelWidth - 12} y={(series.length * barHeight) / 2 + 5} textAnchor="end">
              {bar.label}
            </text>
            {bar.values.map((value, i) => (
              <g key={series[i]!.name} transform={`translate(${labelWidth} ${i * barHeight})`}>
                <rect width={Math.max(value > 0 ? 2 : 0, (value / most) * plotWidth)} height={barHeight - 4} rx="3" fill={series[i]!.color} />
                <text x={(value / most) * plotWidth + 8} y="13">
                  {value}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
    </figure>
  )
}
