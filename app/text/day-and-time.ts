// Days and times as offices write them: `2026年11月25日 上午9点`, `2026.11.25`, `９：００`, `下午2点半`.
import { normaliseWidth } from './characters.ts'

const dayText = '(?:(\\d{4})\\s*[-/.年]\\s*)?(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?(?:\\s*\\(?(?:周|星期)[一二三四五六日天]\\)?)?'
const timeText = '(上午|早上|中午|下午|晚上)?\\s*(\\d{1,2})\\s*(?:[:点时]\\s*(?:(\\d{1,2})\\s*分?|(半))?)'
const aDay = new RegExp(`^${dayText}$`)
const aTime = new RegExp(`^${timeText}$`)
const aLine = new RegExp(`^(?<day>${dayText})[\\s,，、]*(?<time>${timeText})[\\s,，、:]+(?<rest>\\S.*)$`)

const two = (digits: string | number) => String(digits).padStart(2, '0')

/** Parses a day as `YYYY-MM-DD`, which may not exist (`isDay` tells); without a year it is in this one. Null if it is no day. */
export function parseWrittenDay(written: string, year: number): string | null {
  const [whole, given, month, day] = aDay.exec(normaliseWidth(written).trim()) ?? []
  return whole === undefined ? null : `${given ?? year}-${two(month!)}-${two(day!)}`
}

/** The hour of the day: 下午2点 is 14, 中午1点 13; 晚上12点 is the end of the day, which is no time to begin. */
function toHour(part: string | undefined, hour: number): number {
  if (part === '晚上' && hour === 12) return 24
  const isAfternoon = part === '下午' || part === '晚上' || (part === '中午' && hour < 10)
  return isAfternoon && hour < 12 ? hour + 12 : hour
}

/** Parses a time of day as `HH:MM`; null if it is none. */
export function parseWrittenTime(written: string): string | null {
  const [whole, part, hour, minutes, half] = aTime.exec(normaliseWidth(written).trim()) ?? []
  if (whole === undefined) return null
  const [at, past] = [toHour(part, Number(hour)), half ? 30 : Number(minutes ?? 0)]
  return at < 24 && past < 60 ? `${two(at)}:${two(past)}` : null
}

/** Parses a line of a timetable: a day, a time, and what it is about; null if it is none. */
export function parseTimetableLine(line: string, year: number): { day: string; startsAt: string; topic: string } | null {
  const found = aLine.exec(normaliseWidth(line).trim())?.groups
  const [day, startsAt] = [parseWrittenDay(found?.day ?? '', year), parseWrittenTime(found?.time ?? '')]
  return found && day && startsAt ? { day, startsAt, topic: found.rest!.trim() } : null
}
