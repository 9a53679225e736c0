// Values over months, rendered on the server as SVG. Put the table beside it.
import { formatTick, computeTicks } from './ticks.ts'
import { formatMonthAlone } from '#app/calendar.ts'

interface LineChartProps {
  /** For the phone: fewer units across, so that letters stay large. */
  narrow?: boolean
  title: string
  unit: string
  /** In order of time. */
  months: readonly string[]
  series: readonly { name: string; color: string; dash?: string; values: readonly (number | null)[] }[]
}

// As wide as a phone, or as a desk: a unit is about a pixel on both, so that letters are as large as the surrounding
// ones.
const sizes = { narrow: { width: 330, height: 280 }, wide: { width: 1040, height: 250 } }
const margin = { left: 64, right: 24, top: 40, bottom: 52 }

export function LineChart({ narrow = false, title, unit, months, series }: LineChartProps) {
  const { width, height } = narrow ? sizes.narrow : sizes.wide
  const legendStep = narrow ? 130 : 220
  const every = Math.ceil(months.length / (narrow ? 6 : 12))
  const ticks = computeTicks(Math.max(1, ...series.flatMap((one) => one.values.map((value) => value ?? 0))))
  const most = ticks.at(-1)!
  const x = (index: number) => margin.left + (index * (width - margin.left - margin.right)) / Math.max(1, months.length - 1)
  const y = (value: number) => height - margin.bottom - (value / most) * (height - margin.top - margin.bottom)
  const description = series
    .map((one) => `${one.name}：${one.values.map((value, i) => `${months[i]} ${value ?? '没有数'}`).join('，')}`)
    .join('；')
  return (
    <figure className={narrow ? 'chart narrow' : 'chart'} tabIndex={0}>
      <figcaption>
        {title}（{unit}）
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}（${unit}）。${description}`} fontSize={narrow ? 15 : 14}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} stroke={tick === 0 ? '#4d5a52' : '#e6e0d2'} />
            <text x={margin.left - 8} y={y(tick) + 5} textAnchor="end">
              {formatTick(tick)}
            </text>
          </g>
        ))}
        {months.map(
          (month, i) =>
            i % every === 0 && (
              <text key={month} x={x(i)} y={height - 28} textAnchor="middle">
                {formatMonthAlone(month)}
                {(i === 0 || months[i - every]?.slice(0, 4) !== month.slice(0, 4)) && (
                  <tspan x={x(i)} dy="1.2em">
                    {month.slice(0, 4)} 年
                  </tspan>
                )}
              </text>
            ),
        )}
        {series.map((one, nth) => (
          <g key={one.name}>
            <polyline
              fill="none"
              stroke={one.color}
              strokeWidth="3"
              strokeDasharray={one.dash}
              points={one.values.flatMap((value, i) => (value === null ? [] : [`${x(i)},${y(value)}`])).join(' ')}
            />
            {one.values.map((value, i) => value !== null && <circle key={months[i]} cx={x(i)} cy={y(value)} r="4" fill={one.color} />)}
            <line
              x1={margin.left + nth * legendStep}
              x2={margin.left + nth * legendStep + 30}
              y1="14"
              y2="14"
              stroke={one.color}
              strokeWidth="3"
              strokeDasharray={one.dash}
            />
            <text x={margin.left + nth * legendStep + 38} y="19">
              {one.name}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
