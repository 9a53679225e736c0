// Days as people here count them: the calendar of China, eight hours before UTC all year. It had summer time from 1986 to 1991, which
// nothing here is counted by, so the time zone is named by its offset.

/** POSIX writes the sign the other way round. */
const chinaTime = 'Etc/GMT-8'
const chinaDay = new Intl.DateTimeFormat('en-CA', { timeZone: chinaTime, year: 'numeric', month: '2-digit', day: '2-digit' })
const chinaClock = new Intl.DateTimeFormat('zh-CN', { timeZone: chinaTime, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The day on which a moment falls in China, as `YYYY-MM-DD`. Days compare as text. */
export const toDay = (moment: Date) => chinaDay.format(moment)

/** The moment at which a day begins in China. */
export const startOfDay = (day: string) => new Date(`${day}T00:00:00+08:00`)

/** `YYYY-MM-DD` moved by a number of days, which may be negative. */
export function addDays(day: string, days: number) {
  const moved = new Date(`${day}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/**
 * Whether something that was true from a day to a day (not included) was so on this one. An open end is null or left out. The
 * twin for queries is in reports' `counted.server.ts`.
 */
export const isValidOn = ({ from, to }: { from?: string | null; to?: string | null }, day: string) =>
  (from ?? '') <= day && (to === null || to === undefined || day < to)

/** The month of a day, as `YYYY-MM`. Months compare as text. */
export const toMonth = (day: string) => day.slice(0, 7)

/** `YYYY-MM` moved by a number of months, which may be negative. */
export function addMonths(month: string, months: number) {
  const moved = new Date(`${month}-01T00:00:00Z`)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  return moved.toISOString().slice(0, 7)
}

/** How many months the second is after the first; negative if it is before. */
export const monthsBetween = (first: string, second: string) =>
  (Number(second.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(second.slice(5, 7)) - Number(first.slice(5, 7))

/** The last day of a month. */
export const lastDayOfMonth = (month: string) => addDays(`${addMonths(month, 1)}-01`, -1)

/** Whether the text names a day that exists, in a year that anybody alive has to do with: 1900 to 2100. `2019-02-30` does not, and `0019-03-01` is a slip of the pen. */
export function isDay(text: string) {
  if (!/^(19\d{2}|20\d{2}|2100)-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

/** The day of the week: `周日`. */
export const formatWeekday = (day: string) => `周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}`

/** A day for reading: `2019年3月5日`. */
export function formatDay(day: string) {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** The last day of a term, for reading; it is included: `2019年3月5日（含）前`. With `formatTerm` the only way in which terms are said. */
export const formatLastDay = (day: string) => `${formatDay(day)}（含）前`

/** A term that ends at a moment: by its last day where it ends as that day does, otherwise with the time: `2019年3月5日 10:00 前`. */
export function formatTerm(end: Date) {
  const day = toDay(end)
  return end.getTime() === startOfDay(day).getTime() ? formatLastDay(addDays(day, -1)) : `${formatMoment(end)} 前`
}

/** A month given as YYYY-MM: 2019年8月. */
export const formatMonth = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** A month of a year that is clear from around it: 8 月. */
export const formatMonthAlone = (month: string) => `${Number(month.slice(5))} 月`

/** The time of day in China, as `14:05`. */
export const formatTime = (moment: Date) => chinaClock.format(moment)

/** A moment for reading: `2019年3月5日 14:05`. */
export const formatMoment = (moment: Date) => `${formatDay(toDay(moment))} ${formatTime(moment)}`
