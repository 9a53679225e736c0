// The form that plans a new class: one row a session (pages/session-fields.tsx), or lines pasted from a notice.
import { z } from 'zod'
import { id, linesOfText, severalOf, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'
import { wholeNumberField } from '#app/whole-number-field.ts'
import { planLimits } from '../plan/plan-faults.ts'
import { parseTimetable, sessionCells, sessionRows, toSessions } from './session-rows.ts'

export const cohortNumberField = () =>
  z.preprocess(
    (entered) => (typeof entered === 'string' && entered.trim() === '' ? undefined : entered),
    z.optional(wholeNumberField('期数', { min: 1, max: planLimits.number })),
  )

const fields = withRows(
  { sessions: [...sessionCells, 'suggested'] },
  z.object({
    number: cohortNumberField(),
    name: shortText().trim().min(1, '请填班名。'),
    courseSlug: id().min(1, '请选课程。'),
    regionCode: id().min(1, '请选办班的地区。'),
    place: shortText().trim().min(1, '请填上课地点。'),
    attendanceRequired: wholeNumberField('出勤要求', { min: 1, max: 100 }),
    sessions: sessionRows(),
    timetable: linesOfText().trim().default(''),
    instructors: severalOf(id(), 50),
  }),
)

/** The form as a plan: without a number it gets the next free one; days without a year are in that of `now`. `planCohort` validates the content. */
export const cohortPlanForm = (now: Date) =>
  fields.transform(({ sessions, timetable, ...plan }) => ({
    ...plan,
    sessions: [...toSessions(sessions, now), ...parseTimetable(timetable, now)],
  }))
