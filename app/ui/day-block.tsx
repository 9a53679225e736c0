// A day as a calendar leaf: recognised at a glance.
import { formatDay, formatWeekday } from '#app/calendar.ts'

/** `day` is `YYYY-MM-DD`. The year appears only in the text for screen readers. */
export function DayBlock({ day }: { day: string }) {
  const [, month, date] = day.split('-').map(Number)
  return (
    <time className="day-block" dateTime={day} title={formatDay(day)}>
      <b>{date}</b>
      <span>{month}月</span>
      <span>{formatWeekday(day)}</span>
    </time>
  )
}
