// A day as a leaf of a calendar: seen before it is read.
import { formatDay, formatWeekday } from '#app/calendar.ts'

/** `day` is `YYYY-MM-DD`. The year is left to the words for screen readers. */
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
