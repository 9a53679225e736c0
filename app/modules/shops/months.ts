// Which months a shop tells, and where the figures of a month come from.
import { addMonths, dayOf, monthOf, monthsBetween } from '#app/calendar.ts'

/** So many months can be told, this one among them: what lies further back nobody can check any more. */
export const monthsToTell = 12

/** The months that can be told on a day, the latest first. */
export const monthsToTellOn = (today: string) => Array.from({ length: monthsToTell }, (_, back) => addMonths(monthOf(today), -back))

/** The last month that is over. */
export const lastWholeMonth = (today: string) => addMonths(monthOf(today), -1)

export const sourceNames = { told: '店主自报', proved: '有凭据', confirmed: '专干核实' } as const

/** Months after its own within which a month is told in time. */
const inTime = 2

/** Where a month's figures come from; and, where they were told late, how much later: a figure made up afterwards shows itself. */
export function saySource({ source, month, knownAt }: { source: keyof typeof sourceNames; month: string; knownAt: Date }): string {
  const after = monthsBetween(month, monthOf(dayOf(knownAt)))
  return after <= inTime ? sourceNames[source] : `${sourceNames[source]}（${after} 个月后才报）`
}
