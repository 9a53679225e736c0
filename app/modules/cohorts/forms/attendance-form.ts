// The posted attendance sheet of a session.
import { z } from 'zod'
import { id, boundedText, listOf, severalOf, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'
import { type Mark, marks, type MarkMethod, markMethods } from '../attendance.ts'
import type { TakenMark } from '../take-attendance.server.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const ways = Object.keys(markMethods) as MarkMethod[]

/** More trainees than a form has fields for. */
const maxTrainees = 4_000

const markOf = (value: string | undefined) => marks.find((mark) => mark === value)

/** Parses the mark as the page showed it: null if there was none; undefined from an older page, which did not send it. */
const parseSeen = (seen: string | undefined): Mark | null | undefined => (seen === undefined ? undefined : (markOf(seen) ?? null))

/**
 * A line for each trainee: the mark, its reason, and the mark as it was shown; an unchanged mark is no statement. `rest` marks as present
 * everybody who had no mark (`unmarked`) and got none here.
 */
export const attendanceForm = withRows(
  { lines: ['mark', 'reason', 'seen'] },
  z.object({
    how: shortText().optional(),
    rest: shortText().optional(),
    unmarked: severalOf(id(), maxTrainees),
    lines: listOf(
      z.object({
        row: id(),
        mark: shortText().optional(),
        reason: boundedText(maxLengths.reason, '原因').default(''),
        seen: shortText().optional(),
      }),
      maxTrainees,
    ),
  }),
).transform(({ how: said, rest, unmarked, lines }): TakenMark[] => {
  const how = ways.find((way) => way === said) ?? 'list'
  const chosen = lines.flatMap(({ row: enrolmentId, mark: given, reason, seen }): TakenMark[] => {
    const mark = markOf(given)
    return mark ? [{ enrolmentId, mark, how, reason, seen: parseSeen(seen) }] : []
  })
  if (rest === undefined) return chosen
  const answered = new Set(lines.flatMap(({ row, mark }) => (mark === undefined ? [] : [row])))
  const others = unmarked.filter((enrolmentId) => !answered.has(enrolmentId))
  return [...chosen, ...others.map((enrolmentId): TakenMark => ({ enrolmentId, mark: 'present', how, seen: null, onlyIfNone: true }))]
})
