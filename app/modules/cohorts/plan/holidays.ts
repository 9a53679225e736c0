// Sessions on days that the programme has off.
import { formatDay } from '#app/calendar.ts'
import type { Programme } from '#app/programme/programme.ts'

/** Says which sessions lie on a holiday, in a sentence; null if none does. Sessions of before are left alone. */
export function warnOfHolidays(
  sessions: readonly { day: string; isPast: boolean }[],
  { holidays }: Pick<Programme, 'holidays'>,
): string | null {
  const off = new Set(holidays)
  const days = [...new Set(sessions.flatMap(({ day, isPast }) => (!isPast && off.has(day) ? [day] : [])))].sort()
  if (days.length === 0) return null
  const first = days.slice(0, 5).map(formatDay).join('、')
  return `有课排在放假的日子：${first}${days.length > 5 ? `……共 ${days.length} 天` : ''}。不在那天上课的，请改安排。`
}
