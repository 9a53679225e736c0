// The sessions of a class as rows of a form, and as lines pasted from a notice.
import { z } from 'zod'
import { toDay } from '#app/calendar.ts'
import { id, boundedText, listOf, shortText } from '#app/fields.ts'
import { invalidInput } from '#app/refusal.ts'
import { parseTimetableLine, parseWrittenDay, parseWrittenTime } from '#app/text/day-and-time.ts'
import { planLimits, type PlannedSession } from '../plan/plan-faults.ts'

const words = shortText().trim().default('')
const topic = boundedText(planLimits.topic, '内容').trim().default('')
const place = boundedText(planLimits.place, '地点').trim().default('')

/** The cells of a row, named `day-<row>` and so on (`withRows`). */
export const sessionCells = ['day', 'startsAt', 'topic', 'place'] as const

/** Rows as they were entered. `suggested-<row>` is a topic that the page put in: a row with nothing else is no session. */
export const sessionRows = () => listOf(z.object({ row: id(), day: words, startsAt: words, topic, place, suggested: topic }), 500)

type SessionRow = z.output<ReturnType<typeof sessionRows>>[number]

/** The year of a day that was written without one. */
const thisYear = (now: Date) => Number(toDay(now).slice(0, 4))

/** The rows that are sessions, with day and time as the system writes them. What it does not understand stays as it was entered. */
export const toSessions = (rows: readonly SessionRow[], now: Date): (PlannedSession & { row: string })[] =>
  rows
    .filter(({ day, topic, suggested }) => day || (topic && topic !== suggested))
    .map(({ suggested: _, day, startsAt, ...rest }) => ({
      ...rest,
      day: parseWrittenDay(day, thisYear(now)) ?? day,
      startsAt: parseWrittenTime(startsAt) ?? startsAt,
    }))

/** Parses a session a line: `2026年12月1日 上午9点 认识网店`. Throws 422 with the line that is not understood. */
export const parseTimetable = (lines: string, now: Date): PlannedSession[] =>
  lines.split('\n').flatMap((line, i) => {
    const text = line.trim()
    if (!text) return []
    const session = parseTimetableLine(text, thisYear(now))
    if (!session) throw invalidInput({ timetable: [`第 ${i + 1} 行“${text.slice(0, 40)}”看不懂，应写成：2026年12月1日 上午9点 认识网店`] })
    return session
  })
