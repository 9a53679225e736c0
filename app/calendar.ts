// Days by the calendar of China: eight hours ahead of UTC all year. China had summer time from 1986 to 1991, which is
// ignored here, so the time zone is named by its offset.

const aheadOfUtc = 8 * 3_600_000
/** POSIX reverses the sign. */
const chinaTime = 'Etc/GMT-8'
const chinaClock = new Intl.DateTimeFormat('zh-CN', { timeZone: chinaTime, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Returns the day on which a moment falls in China, as `YYYY-MM-DD`. Days compare as text. */
export const toDay = (moment: Date) => new Date(moment.getTime() + aheadOfUtc).toISOString().slice(0, 10)

/** Returns the moment at which a day begins in China. */
export const startOfDay = (day: string) => new Date(`${day}T00:00:00+08:00`)

/** Adds a number of days, which may be negative, to `YYYY-MM-DD`. */
export function addDays(day: string, days: number) {
  const moved = new Date(`${day}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/**
 * Whether something that was true from a day to a day (exclusive) was true on this one. An open end is null or left
 * out. Its twin for queries is in reports' `counted.server.ts`.
 */
export const isValidOn = ({ from, to }: { from?: string | null; to?: string | null }, day: string) =>
  (from ?? '') <= day && (to === null || to === undefined || day < to)

/** Returns the month of a day, as `YYYY-MM`. Months compare as text. */
export const toMonth = (day: string) => day.slice(0, 7)

/** Adds a number of months, which may be negative, to `YYYY-MM`. */
export function addMonths(month: string, months: number) {
  const moved = new Date(`${month}-01T00:00:00Z`)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  return moved.toISOString().slice(0, 7)
}

/** Returns the earlier of two days. */
export const earlierOf = (one: string, other: string) => (one < other ? one : other)

/** Returns the later of two days. */
export const laterOf = (one: string, other: string) => (one > other ? one : other)

/** Returns the last month that is over on a day. */
export const getLastWholeMonth = (day: string) => addMonths(toMonth(day), -1)

/** Returns how many months the second is after the first; negative if it is before. */
export const monthsBetween = (first: string, second: string) =>
  (Number(second.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(second.slice(5, 7)) - Number(first.slice(5, 7))

/** Returns how many days the second day is after the first; negative if it is before. */
export const daysBetween = (first: string, second: string) =>
  Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / (24 * 60 * 60 * 1000))

/** Returns the last day of a month. */
export const lastDayOfMonth = (month: string) => addDays(`${addMonths(month, 1)}-01`, -1)

/**
 * Adds a number of months, which may be negative, to a day: the same day of that month or, if it is shorter, its last. Three months after
 * 30 November is 28 February.
 */
export function addMonthsToDay(day: string, months: number) {
  const month = addMonths(toMonth(day), months)
  return earlierOf(`${month}-${day.slice(8)}`, lastDayOfMonth(month))
}

/** Whether the text is an existing day of a plausible year: 1900 to 2100. `2019-02-30` does not exist, and `0019-03-01` is a typing error. */
export function isDay(text: string) {
  if (!/^(19\d{2}|20\d{2}|2100)-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

/** Formats the day of the week: `周日`. */
export const formatWeekday = (day: string) => `周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}`

/** Formats a day: `2019年3月5日`. */
export function formatDay(day: string) {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** Formats the days from the first to the last one: `2019年3月5日至2019年3月8日`, or the one day that both are. */
export const formatPeriod = (from: string, to: string) => (from === to ? formatDay(from) : `${formatDay(from)}至${formatDay(to)}`)

/** Formats the last day of a term, inclusive: `2019年3月5日（含）前`. Terms are only shown with this and `formatTerm`. */
export const formatLastDay = (day: string) => `${formatDay(day)}（含）前`

/**
 * Formats a term that ends at a moment: by its last day if it ends together with that day, otherwise with the time:
 * `2019年3月5日 10:00 前`.
 */
export function formatTerm(end: Date) {
  const day = toDay(end)
  return end.getTime() === startOfDay(day).getTime() ? formatLastDay(addDays(day, -1)) : `${formatMoment(end)} 前`
}

/** Formats a month given as YYYY-MM: 2019年8月. */
export const formatMonth = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** Formats a month without its year, where the context gives it: 8 月. */
export const formatMonthAlone = (month: string) => `${Number(month.slice(5))} 月`

/** Formats the time of day in China: `14:05`. */
export const formatTime = (moment: Date) => chinaClock.format(moment)

/** Formats a moment: `2019年3月5日 14:05`. */
export const formatMoment = (moment: Date) => `${formatDay(toDay(moment))} ${formatTime(moment)}`
