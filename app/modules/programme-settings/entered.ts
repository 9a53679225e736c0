// Settings as they are typed and shown: a list of days is written with spans, an address without its last slash.
import { addDays, formatDay, isDay } from '#app/calendar.ts'
import { parseAmount } from '#app/text/parse-amount.ts'
import type { Setting } from './setting-list.ts'

/** A setting as it was understood, or a sentence about what was not. */
type Entered = { value: unknown } | { fault: string }

/** Parses what was typed; whether it is within bounds is judged by the programme's schema. */
export function parseEntered(setting: Setting, typed: string): Entered {
  switch (setting.kind) {
    case 'number':
      return { value: parseAmount(typed) ?? typed.trim() }
    case 'days':
      return parseDays(typed)
    case 'address':
      return { value: typed.trim().replace(/\/+$/, '') }
    case 'text':
    case 'sentence':
      return { value: typed.replace(/\s+/g, ' ').trim() }
  }
}

/** A longer one is a slip of the pen. */
const longestSpan = 60

function parseDays(typed: string): Entered {
  const days = new Set<string>()
  for (const [nth, line] of typed.split(/[\n,，、;；]/).entries()) {
    const words = line.normalize('NFKC').trim()
    if (!words) continue
    const [, from = '', to = from] = /^(\S+?)(?:\s*(?:到|至|~|—+)\s*(\S+))?$/.exec(words) ?? []
    if (!isDay(from) || !isDay(to)) return { fault: `第 ${nth + 1} 行“${words}”看不懂，应写成 2026-10-01，或 2026-10-01 到 2026-10-07。` }
    if (to < from) return { fault: `第 ${nth + 1} 行“${words}”前后颠倒了。` }
    if (addDays(from, longestSpan) <= to) return { fault: `第 ${nth + 1} 行“${words}”太长了，一段最多 ${longestSpan} 天。` }
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day)
  }
  return { value: [...days].sort() }
}

interface Span {
  from: string
  to: string
}

/** Puts days in a row together. */
function toSpans(days: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last && addDays(last.to, 1) === day) last.to = day
    else spans.push({ from: day, to: day })
  }
  return spans
}

/** Formats a value for its field. */
export function toField({ kind }: Setting, value: unknown): string {
  if (kind !== 'days') return String(value)
  return toSpans(value as string[])
    .map(({ from, to }) => (from === to ? from : `${from} 到 ${to}`))
    .join('\n')
}

/** Formats a value for reading. */
export function formatValue(setting: Setting, value: unknown): string {
  if (setting.kind === 'number') return `${String(value)} ${setting.unit}`
  if (setting.kind !== 'days') return value === '' ? '没有填' : String(value)
  const spans = toSpans(value as string[])
  return spans.length === 0
    ? '没有填'
    : spans.map(({ from, to }) => (from === to ? formatDay(from) : `${formatDay(from)}到${formatDay(to)}`)).join('、')
}
