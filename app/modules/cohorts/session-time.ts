// When a session counts as held.
import { formatTime, toDay } from '#app/calendar.ts'

/** Whether its hour has come. Attendance can be taken on the whole day: a session is moved forward by some hours without a word. */
export const hasSessionBegun = ({ day, startsAt }: { day: string; startsAt: string }, now: Date): boolean =>
  `${day} ${startsAt}` <= `${toDay(now)} ${formatTime(now)}`
