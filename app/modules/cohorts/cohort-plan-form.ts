// The form that plans a new class.
import { z } from 'zod'
import { isDay } from '#app/calendar.ts'
import { id, linesOfText, listOf, shortText } from '#app/fields.ts'
import { wholeNumberField } from '#app/whole-number-field.ts'
import { tiers } from '#app/modules/courses/tiers.ts'
import { invalidInput } from '#app/refusal.ts'

export const cohortPlanForm = z.object({
  number: wholeNumberField('期数', { min: 1, max: 100_000 }),
  name: shortText().trim().min(1, '请填班名。'),
  courseSlug: id().min(1, '请选课程。'),
  tier: z.enum(tiers, '请选层次。'),
  regionCode: id().min(1, '请选办班的地区。'),
  place: shortText().trim().min(1, '请填上课地点。'),
  attendanceRequired: wholeNumberField('出勤要求', { min: 1, max: 100 }),
  sessions: linesOfText().trim().min(1, '请排课，每行一次课。'),
  instructors: z.union([id().transform((one) => [one]), listOf(id(), 50)]).optional(),
})

/** Parses one session a line: `2026-12-01 09:00 认识网店`. Throws 422 with the line that is not understood. */
export function parseSessions(lines: string) {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, i) => {
      const [, day, startsAt, topic] = line.normalize('NFKC').match(/^(\d{4}-\d{2}-\d{2})\s+(\d{1,2}:\d{2})\s+(.+)$/) ?? []
      if (!day || !isDay(day) || !startsAt || !topic)
        throw invalidInput({ sessions: [`第 ${i + 1} 行“${line}”看不懂，应写成：2026-12-01 09:00 认识网店`] })
      return { day, startsAt: startsAt.padStart(5, '0'), topic }
    })
}
