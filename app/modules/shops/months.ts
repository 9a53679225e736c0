// Which months a shop tells, and where the figures of a month come from.
import { addMonths, toDay, toMonth, monthsBetween } from '#app/calendar.ts'

/** So many months can be told, this one among them: what lies further back nobody can check any more. */
export const maxReportableMonths = 12

/** The months that can be told on a day, the latest first. */
export const listReportableMonths = (today: string) =>
  Array.from({ length: maxReportableMonths }, (_, back) => addMonths(toMonth(today), -back))

/** The last month that is over. */
export const getLastWholeMonth = (today: string) => addMonths(toMonth(today), -1)

export const sourceLabels = { told: '店主自报', proved: '有凭据', confirmed: '专干核实' } as const

/** Months after its own within which a month is told in time. */
const daysInTime = 2

/** Where a month's figures come from; and, where they were told late, how much later: a figure made up afterwards shows itself. */
export function formatSource({ source, month, knownAt }: { source: keyof typeof sourceLabels; month: string; knownAt: Date }): string {
  const after = monthsBetween(month, toMonth(toDay(knownAt)))
  return after <= daysInTime ? sourceLabels[source] : `${sourceLabels[source]}（${after} 个月后才报）`
}
