// Bars over a common axis, rendered on the server as SVG, with their numbers. Put the table beside it.
import { formatTick, computeTicks } from './ticks.ts'

export interface Bars {
  label: string
  /** One value per series, none negative. */
  values: readonly number[]
}

interface BarChartProps {
  title: string
  unit: string
  /** `ink` is readable on `color`. */
  series: readonly { name: string; color: string; ink: string }[]
  bars: readonly Bars[]
  /** End to end if the series are parts of a whole, otherwise one below the other. */
  stacked?: boolean
}

// Half of a desk's width: two charts are side by side, their rows aligned.
const width = 520
const rowHeight = 36
const labelWidth = 88
const valueWidth = 66
const plotWidth = width - labelWidth - valueWidth
const top = 34
/** In a narrower bar a number does not fit; the total is always at its end. */
const numberWidth = 18

export function BarChart({ title, unit, series, bars, stacked = false }: BarChartProps) {
  const sum = ({ values }: Bars) => values.reduce((total, value) => total + value, 0)
  const ticks = computeTicks(Math.max(1, ...bars.flatMap((bar) => (stacked ? [sum(bar)] : bar.values))))
  const x = (value: number) => (value / ticks.at(-1)!) * plotWidth
  const bottom = top + bars.length * rowHeight
  const thick = stacked ? 22 : 28 / series.length
  const description = bars
    .map((bar) => `${bar.label}：${bar.values.map((value, i) => `${series[i]!.name} ${value} ${unit}`).join('，')}`)
    .join('；')
  return (
    <figure className="chart" tabIndex={0}>
      <figcaption>
        {title}（{unit}）
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${bottom + 30}`}
        style={{ width: '100%', maxWidth: '48rem' }}
        role="img"
        aria-label={`${title}。${description}`}
        fontSize="14"
      >
        {series.map((one, i) => (
          <g key={one.name} transform={`translate(${labelWidth + i * 110} 4)`}>
            <rect width="14" height="14" rx="3" fill={one.color} />
            <text x="21" y="12">
              {one.name}
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <g key={tick} transform={`translate(${labelWidth + x(tick)} 0)`}>
            <line y1={top} y2={bottom} stroke={tick === 0 ? '#4d5a52' : '#e6e0d2'} />
            <text y={bottom + 18} textAnchor="middle" fontSize="13" style={{ fill: 'var(--ink-soft)' }}>
              {formatTick(tick)}
            </text>
          </g>
        ))}
        <text x={width} y={bottom + 18} textAnchor="end" fontSize="13" style={{ fill: 'var(--ink-soft)' }}>
          {unit}
        </text>
        {bars.map((bar, row) => (
          <g key={bar.label} transform={`translate(0 ${top + row * rowHeight})`}>
            <text x={labelWidth - 10} y={rowHeight / 2 + 5} textAnchor="end">
              {bar.label}
            </text>
            {bar.values.map((value, i) => {
              const before = stacked ? x(bar.values.slice(0, i).reduce((total, it) => total + it, 0)) : 0
              return (
                <g
                  key={series[i]!.name}
                  transform={`translate(${labelWidth + before} ${stacked ? (rowHeight - thick) / 2 : 4 + i * thick})`}
                >
                  <rect width={x(value)} height={stacked ? thick : thick - 1} fill={series[i]!.color} />
                  {stacked ? (
                    x(value) >= numberWidth && (
                      <text x={x(value) / 2} y={thick / 2 + 5} textAnchor="middle" style={{ fill: series[i]!.ink }}>
                        {formatTick(value)}
                      </text>
                    )
                  ) : (
                    <text x={x(value) + 6} y={thick - 2} fontSize="13">
                      {formatTick(value)}
                    </text>
                  )}
                </g>
              )
            })}
            {stacked && (
              <text x={labelWidth + x(sum(bar)) + 6} y={rowHeight / 2 + 5} fontWeight="700">
                {formatTick(sum(bar))}
              </text>
            )}
          </g>
        ))}
      </svg>
    </figure>
  )
}
