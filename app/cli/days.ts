// Days as commands take them.
import { addDays, isDay, startOfDay } from '#app/calendar.ts'
import { Refusal } from '#app/refusal.ts'

/** Returns a day that was entered. Throws 422 if it is none. */
export function assertDay(day: string): string {
  if (!isDay(day)) throw new Refusal(422, `日期「${day}」不对，应写成 2019-01-01 这样。`)
  return day
}

/** The moment until which something was known by the end of a day; undefined for now. */
export const endOfKnownDay = (day: string | undefined): Date | undefined =>
  day === undefined ? undefined : new Date(startOfDay(addDays(assertDay(day), 1)).getTime() - 1)
