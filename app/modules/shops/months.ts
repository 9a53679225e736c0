// Which months a shop reports, and the sources of a month's figures.
import { addMonths, toDay, toMonth, monthsBetween } from '#app/calendar.ts'

/** Number of months that can be reported, including the current one: older ones cannot be checked any more. */
export const maxReportableMonths = 12

/** Lists the months that can be reported on a day, latest first. */
export const listReportableMonths = (today: string) =>
  Array.from({ length: maxReportableMonths }, (_, back) => addMonths(toMonth(today), -back))

export const sourceLabels = { told: '店主自报', proved: '有凭据', confirmed: '专干核实' } as const

/** Number of months after its own in which a month is reported in time. */
const daysInTime = 2

/**
 * Formats the source of a month's figures and, if they were reported late, how much later: this exposes figures that were made up
 * afterwards.
 */
export function formatSource({ source, month, knownAt }: { source: keyof typeof sourceLabels; month: string; knownAt: Date }): string {
  const after = monthsBetween(month, toMonth(toDay(knownAt)))
  return after <= daysInTime ? sourceLabels[source] : `${sourceLabels[source]}（${after} 个月后才报）`
}
