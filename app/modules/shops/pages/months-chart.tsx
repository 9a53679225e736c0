// Monthly sales against the month before any help. The table or list of months stands beside it.
import { LineChart } from '#app/ui/charts/line-chart.tsx'

interface MonthsChartProps {
  months: readonly { month: string; sales: number }[]
  /** Yuan a month before any help; null when it is not known. */
  start: number | null
  narrow?: boolean
}

const aYear = 12

/** The month so many months before, as YYYY-MM. */
function monthsBefore(month: string, many: number) {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - many
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

export function MonthsChart({ months: all, start, narrow = true }: MonthsChartProps) {
  const since = monthsBefore(all.at(-1)?.month ?? '', aYear)
  const months = all.filter(({ month }) => month > since)
  return (
    <LineChart
      narrow={narrow}
      title="每月销售额"
      unit="元"
      months={months.map(({ month }) => month)}
      series={[
        { name: '每月销售额', color: '#1d6147', values: months.map(({ sales }) => sales) },
        ...(start === null ? [] : [{ name: '帮扶以前', color: '#a63d1f', dash: '6 5', values: months.map(() => start) }]),
      ]}
    />
  )
}
