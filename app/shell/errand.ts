// What waits for somebody at a desk: a number, a sentence, and where it is done. Each domain lists its own; the desk's home shows them
// together, the most urgent first.
import { addDays, daysBetween } from '#app/calendar.ts'

export interface Errand {
  /** Unique among the errands of a viewer. */
  key: string
  count: number
  unit: string
  sentence: string
  /** The day by which it should be done; null if there is none. A day that is over makes it late. */
  day: string | null
  href: string
  /** What its button says. */
  action: string
}

/** An errand without a day ranks as if it were due so many days from today. */
const dayless = 3

/** Sorts errands: what is late first, longest first; then by the day. */
export function sortErrands(errands: readonly Errand[], today: string): Errand[] {
  const rank = ({ day }: Errand) => day ?? addDays(today, dayless)
  return [...errands].sort((one, other) => rank(one).localeCompare(rank(other)) || one.key.localeCompare(other.key))
}

export const isLate = ({ day }: Pick<Errand, 'day'>, today: string) => day !== null && day < today

/** Says when an errand is due; null if it has no day. */
export function formatDue({ day }: Pick<Errand, 'day'>, today: string): string | null {
  if (day === null) return null
  const days = daysBetween(today, day)
  if (days < 0) return `晚了 ${-days} 天`
  return days === 0 ? '今天' : days === 1 ? '明天' : `还有 ${days} 天`
}
