// The days of follow-ups: when one is due, and on which day something happened that a phone sends later.
import { addDays, addMonths, earlierOf, getLastWholeMonth, laterOf, toMonth } from '#app/calendar.ts'
import { leadDays } from './lead-days.ts'

/** The first day on which a follow-up is on the list. */
export const opensOn = (dueOn: string) => addDays(dueOn, -leadDays)

/**
 * The day on which something happened, as a phone says: its clock may be wrong, so never after today, and never before the follow-up was on
 * the list.
 */
export const clampDay = (said: string | undefined, { today, dueOn }: { today: string; dueOn: string }): string =>
  earlierOf(laterOf(said ?? today, opensOn(dueOn)), today)

/** The month that an answer is about: what the form asked, if that can be, else the last whole one before she was asked. */
export function clampMonth(said: string | undefined, askedOn: string): string {
  const last = getLastWholeMonth(askedOn)
  return said === last || said === addMonths(last, -1) || said === toMonth(askedOn) ? said : last
}
