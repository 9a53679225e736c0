// Chart of monthly sales, compared with the month before any help. The table or list of months is beside it.
import { addMonths } from '#app/calendar.ts'
import { LineChart } from '#app/ui/charts/line-chart.tsx'

interface MonthsChartProps {
  months: readonly { month: string; sales: number }[]
  /** Yuan a month before any help; null if unknown. */
  start: number | null
  narrow?: boolean
}

const aYear = 12

export function MonthsChart({ months: all, start, narrow = true }: MonthsChartProps) {
  const latest = all.at(-1)?.month
  const months = latest === undefined ? [] : all.filter(({ month }) => month > addMonths(latest, -aYear))
  return (
    <LineChart
      narrow={narrow}
      title="每月销售额"
      unit="元"
      months={months.map(({ month }) => month)}
      series={[
        { name: '每月销售额', color: '#1d6147', values: months.map(({ sales }) => sales) },
        ...(start === null ? [] : [{ name: '帮扶以前', color: '#4d5a52', dash: '6 5', values: months.map(() => start) }]),
      ]}
    />
  )
}
